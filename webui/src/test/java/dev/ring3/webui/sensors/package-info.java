/** Tests of the page Sensors. */
@NullMarked
package dev.ring3.webui.sensors;

import org.jspecify.annotations.NullMarked;
