/** Tests of the page Alerts. */
@NullMarked
package dev.ring3.webui.alerts;

import org.jspecify.annotations.NullMarked;
