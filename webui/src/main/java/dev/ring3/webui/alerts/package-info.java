/** The page Alerts: what rules found, by rule and one by one. */
@NullMarked
package dev.ring3.webui.alerts;

import org.jspecify.annotations.NullMarked;
