package dev.ring3.collector.evtx;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event record, flat: every value of its XML as text under a full name. Immutable.
 *
 * <p>Names and values are described in the package's documentation.
 */
public final class EvtxRecord implements EvtxItem {
  private final long offset;
  private final int chunk;
  private final long id;
  private final Instant time;
  private final Map<SystemField, String> system;
  private final Map<String, String> data;
  private final @Nullable String message;

  /** Takes over both maps: nobody must change them any more. */
  EvtxRecord(
      long offset,
      int chunk,
      long id,
      Instant time,
      Map<SystemField, String> system,
      Map<String, String> data,
      @Nullable String message) {
    this.offset = offset;
    this.chunk = chunk;
    this.id = id;
    this.time = time;
    this.system = system;
    this.data = data;
    this.message = message;
  }

  /** Where the record starts in the file, in bytes. */
  public long offset() {
    return offset;
  }

  /** Number of its 64 KB chunk in the file, from 0. */
  public int chunk() {
    return chunk;
  }

  /** The record's id in its header: {@code EventRecordID} may differ in exported logs. */
  public long id() {
    return id;
  }

  /** {@code TimeCreated}, or, if that is absent or no time, when the record was written. */
  public Instant time() {
    return time;
  }

  /** A value of {@code System}; null if absent or empty. */
  public @Nullable String system(SystemField field) {
    return system.get(field);
  }

  /** Everything outside {@code System}'s known values, by full name, in the record's order. */
  public Map<String, String> data() {
    return data;
  }

  /** The rendered message of a forwarded event ({@code RenderingInfo/Message}). */
  public @Nullable String message() {
    return message;
  }

  @Override
  public String toString() {
    return "record " + Long.toUnsignedString(id) + " at " + offset + ' ' + system + data;
  }
}
