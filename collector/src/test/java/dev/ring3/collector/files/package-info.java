/** Tests of files for their owner only. */
@NullMarked
package dev.ring3.collector.files;

import org.jspecify.annotations.NullMarked;
