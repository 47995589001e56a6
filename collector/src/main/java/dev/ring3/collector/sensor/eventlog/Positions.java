package dev.ring3.collector.sensor.eventlog;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far each log was read: the number of the last record that need not be read again. The file is
 * replaced as a whole, readable for its owner only.
 *
 * <p>After an orderly stop reading goes on exactly behind the last record. After a crash it goes on
 * behind what was handed over {@link #SETTLED} before the file was written, which the index has on
 * its disk by then: nothing is lost, and what came in the {@link #SETTLED} and {@link #SAVE_EVERY}
 * before the crash can come twice. For one thread.
 */
final class Positions {
  /** Longer than a record waits for others (5 s at most), and the index to commit (5 s). */
  static final Duration SETTLED = Duration.ofSeconds(20);

  static final Duration SAVE_EVERY = Duration.ofSeconds(5);

  private static final int MAX_LINES = 1000;

  private final Path file;
  private final Map<String, Long> current = new TreeMap<>();
  private final Map<String, Long> settled = new TreeMap<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Map<String, Long> saved = Map.of();
  private Instant next = Instant.MIN;

  /** How far all logs were read at a time. */
  private record Mark(Instant time, Map<String, Long> positions) {}

  private Positions(Path file) {
    this.file = file;
  }

  /**
   * Reads the file; what is no line of it is passed over, and its log is read from now on.
   *
   * @throws IOException if there is one that can't be read
   */
  static Positions load(Path file) throws IOException {
    Positions positions = new Positions(file);
    if (Files.exists(file)) {
      for (String line : Files.readString(file).lines().limit(MAX_LINES).toList()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && tab < 20 && line.substring(0, tab).matches("[0-9]{1,18}")) {
          positions.begin(line.substring(tab + 1), Long.parseLong(line.substring(0, tab)));
        }
      }
    }
    return positions;
  }

  /** The last record of a log that need not be read again; empty if it never was read. */
  OptionalLong of(String channel) {
    Long position = settled.get(channel);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** A log is read from behind this record on. */
  void begin(String channel, long record) {
    current.put(channel, record);
    settled.put(channel, record);
  }

  /** A record was handed over. */
  void handedOver(String channel, long record) {
    current.put(channel, record);
  }

  /** Writes down what is settled by now, if it is time to and something has changed. */
  void save(Instant now) throws IOException {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(SAVE_EVERY);
    while (!marks.isEmpty() && !marks.getFirst().time().isAfter(now.minus(SETTLED))) {
      settled.putAll(marks.removeFirst().positions());
    }
    marks.addLast(new Mark(now, new HashMap<>(current)));
    write();
  }

  /** Writes down all that was handed over, when it is sure that it was taken. */
  void saveAll() throws IOException {
    settled.putAll(current);
    write();
  }

  private void write() throws IOException {
    if (settled.equals(saved)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    settled.forEach((channel, id) -> text.append(id).append('\t').append(channel).append('\n'));
    OwnerOnly.write(file, text.toString());
    saved = new HashMap<>(settled);
  }
}
