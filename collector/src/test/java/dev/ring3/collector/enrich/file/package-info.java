/** Tests of what is read of files. */
@NullMarked
package dev.ring3.collector.enrich.file;

import org.jspecify.annotations.NullMarked;
