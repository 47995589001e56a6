/** Tests of collecting with sensors, rules and index together. */
@NullMarked
package dev.ring3.webui.live;

import org.jspecify.annotations.NullMarked;
