/**
 * Imports of files into a case, for the command line and the page alike.
 *
 * <p>{@link dev.ring3.search.ingest.ImportRun} is one import: the calling thread reads, decodes and
 * enriches, others index. Its progress can be watched from any thread. A file that cannot be read
 * is told of and costs itself; only a case that cannot be written stops the run.
 */
@NullMarked
package dev.ring3.search.ingest;

import org.jspecify.annotations.NullMarked;
