/** What stays in WMI and starts programs when something happens. */
@NullMarked
package dev.ring3.collector.sensor.windows.wmi;

import org.jspecify.annotations.NullMarked;
