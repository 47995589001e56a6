/** Tests of the text of the audit system. */
@NullMarked
package dev.ring3.collector.audit;

import org.jspecify.annotations.NullMarked;
