/**
 * Reads Windows trace files (ETL) without Windows: {@link dev.ring3.collector.etl.EtlReader}.
 *
 * <p>A file is a row of buffers, each with a header of 72 bytes (WMI_BUFFER_HEADER) and written by
 * one processor. The first record of the first buffer describes the file (TRACE_LOGFILE_HEADER).
 * Buffers may be compressed. Records of several processors are put in order by time. What their
 * data mean is not known here.
 *
 * <p>The layout is known from Windows' public headers (evntrace.h, evntcons.h), public symbols of
 * the kernel, and real files.
 *
 * <p>Damage is a value, not an exception: {@link dev.ring3.collector.etl.EtlDamage}. {@link
 * java.io.IOException} means that the file could not be read. A reader belongs to one thread. It
 * holds one buffer of each processor, at most {@code EtlReader.MAX_OPEN_BYTES} together.
 *
 * <p>Inside: {@code BufferIndex} finds the buffers, {@code EtlBuffer} holds one and finds the
 * records in it, {@code RecordReader} reads a record, {@code EtlClock} its time, {@code XpressLz77}
 * expands compressed buffers.
 */
@NullMarked
package dev.ring3.collector.etl;

import org.jspecify.annotations.NullMarked;
