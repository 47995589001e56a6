/** The page Sensors: how each sensor fares, and the live events as they come in. */
@NullMarked
package dev.ring3.webui.sensors;

import org.jspecify.annotations.NullMarked;
