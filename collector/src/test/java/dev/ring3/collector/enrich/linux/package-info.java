/** Tests of what is remembered of Linux processes. */
@NullMarked
package dev.ring3.collector.enrich.linux;

import org.jspecify.annotations.NullMarked;
