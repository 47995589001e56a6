package dev.ring3.collector.etl;

import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a trace file (ETL), those of all processors in order of time.
 *
 * <p>Belongs to one thread. Closing the reader closes what it reads from.
 */
public final class EtlReader implements Closeable {
  /** What open buffers may take together; a file that needs more is read in its own order. */
  static final long MAX_OPEN_BYTES = 256L << 20;

  private final SeekableByteChannel channel;
  private final EtlHeader header;
  private final int format;
  private final RecordReader records;
  private final List<BufferHeader> buffers;
  private final Queue<EtlItem> pending = new ArrayDeque<>();
  private final PriorityQueue<Lane> lanes =
      new PriorityQueue<>(Comparator.comparingLong(Lane::clock).thenComparingInt(Lane::number));

  private EtlReader(String file, SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    BufferIndex index = BufferIndex.of(channel);
    if (index.buffers().isEmpty() || index.buffers().getFirst().offset() != 0) {
      throw notEtl(file);
    }
    BufferHeader first = index.buffers().getFirst();
    this.format = first.state();
    EtlRecord description = description(file, first);
    EtwHeader recordHeader = description.record().header();
    this.header =
        EtlHeader.of(description.record().data(), recordHeader.pointerSize())
            .orElseThrow(() -> notEtl(file));
    this.records = new RecordReader(EtlClock.of(header, recordHeader.clock()));
    this.buffers = index.buffers();
    report(index);
    open();
  }

  private EtlRecord description(String file, BufferHeader first) throws IOException {
    EtlBuffer buffer = load(first);
    if (buffer.count() == 0) {
      throw notEtl(file);
    }
    EtlClock unknown = new EtlClock(0, 0, 1, true);
    EtlRecord record = buffer.record(0, new RecordReader(unknown));
    if (!record.record().header().provider().equals(KernelGroup.HEADER.guid())) {
      throw notEtl(file);
    }
    return record;
  }

  private static NotEtlException notEtl(String file) {
    return new NotEtlException(
        file
            + " is no trace file: it needs to start with a buffer whose first record describes it");
  }

  /**
   * Opens a file.
   *
   * @throws NotEtlException if the content is no trace file
   */
  public static EtlReader open(Path path) throws IOException {
    return open(path.toString(), Files.newByteChannel(path));
  }

  /**
   * Reads from a channel, which it owns from now on.
   *
   * @param file what messages call the file
   * @throws NotEtlException if the content is no trace file; the channel is closed then
   */
  public static EtlReader open(String file, SeekableByteChannel channel) throws IOException {
    try {
      return new EtlReader(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads from a stream, whose content is first copied to a temporary file: records can only be put
   * in order where any buffer can be reached. The file is deleted when the reader is closed. The
   * stream stays open.
   *
   * @param file what messages call the file
   * @throws NotEtlException if the content is no trace file
   */
  public static EtlReader open(String file, InputStream stream) throws IOException {
    Path copy = Files.createTempFile("ring3-", ".etl");
    try {
      Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
      return open(
          file,
          FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /** Whether a file that starts so is a trace, as far as its first bytes tell. */
  public static boolean looksLikeEtl(byte[] head) {
    int description = BufferHeader.SIZE;
    if (head.length < description + RecordType.SYSTEM32.headerSize()) {
      return false;
    }
    BufferHeader header = BufferHeader.of(head, 0);
    int type = Bytes.u8(head, description + 2);
    boolean isSystem = type == 1 || type == 2;
    return header.hasSize()
        && isSystem
        && Bytes.u8(head, description + 3) == 0xc0
        && Bytes.u16(head, description + 6) == 0;
  }

  /** What the file says about itself. */
  public EtlHeader header() {
    return header;
  }

  private void report(BufferIndex index) {
    pending.addAll(index.damages());
    lost(header.eventsLost(), "records found no room in a buffer when the trace was written");
    lost(header.buffersLost(), "buffers were lost when the trace was written");
    int found = index.buffers().size();
    if (header.buffersWritten() > found) {
      pending.add(
          new EtlDamage(
              index.buffers().getLast().offset(),
              "the file says it has " + header.buffersWritten() + " buffers, has " + found));
    }
  }

  private void lost(long count, String what) {
    if (count > 0) {
      pending.add(new EtlDamage(0, count + " " + what));
    }
  }

  /**
   * Goes through the whole file, in its own order, for the records that a test selects; does not
   * change what {@link #next} yields.
   */
  public void forEachSelected(Predicate<EtwRecord> test, Consumer<EtwRecord> action)
      throws IOException {
    for (BufferHeader header : buffers) {
      EtlBuffer buffer = load(header);
      for (int i = 0; i < buffer.count(); i++) {
        EtwRecord record = buffer.record(i, records).record();
        if (test.test(record)) {
          action.accept(record);
        }
      }
    }
  }

  private void open() throws IOException {
    TreeMap<Integer, Lane> byProcessor = new TreeMap<>();
    for (BufferHeader buffer : buffers) {
      byProcessor
          .computeIfAbsent(buffer.processor(), processor -> new Lane(byProcessor.size()))
          .buffers
          .add(buffer);
    }
    long largest = buffers.stream().mapToLong(b -> Math.max(b.size(), b.used())).max().orElse(0);
    if (byProcessor.size() * largest > MAX_OPEN_BYTES) {
      pending.add(
          new EtlDamage(
              0,
              byProcessor.size()
                  + " processors with buffers of "
                  + largest
                  + " bytes: records are in the order of the file, not of time"));
      byProcessor.clear();
      Lane all = new Lane(0);
      all.buffers.addAll(buffers);
      byProcessor.put(0, all);
    } else if (header.isCircular()) {
      byProcessor.values().forEach(Lane::oldestFirst);
    }
    for (Lane lane : byProcessor.values()) {
      if (lane.advance()) {
        lanes.add(lane);
      }
    }
  }

  private EtlBuffer load(BufferHeader buffer) throws IOException {
    byte[] content =
        BufferIndex.read(
            channel, buffer.offset() + BufferHeader.SIZE, buffer.size() - BufferHeader.SIZE);
    return new EtlBuffer(buffer, content, format);
  }

  /**
   * The next record or damage; empty at the end of the file.
   *
   * @throws IOException if the file cannot be read, never because of its content
   */
  public Optional<EtlItem> next() throws IOException {
    if (!pending.isEmpty()) {
      return Optional.of(pending.remove());
    }
    Lane lane = lanes.poll();
    if (lane == null) {
      return Optional.empty();
    }
    EtlRecord record = lane.record();
    if (lane.advance()) {
      lanes.add(lane);
    }
    return Optional.of(record);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The buffers of one processor. */
  private final class Lane {
    private final int number;
    private final ArrayDeque<BufferHeader> buffers = new ArrayDeque<>();
    private @Nullable EtlBuffer current;
    private int index = -1;

    Lane(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** In a circular file the oldest buffer can be anywhere, behind the first. */
    void oldestFirst() {
      List<BufferHeader> sorted =
          buffers.stream()
              .sorted(
                  Comparator.comparing((BufferHeader b) -> b.offset() > 0)
                      .thenComparingLong(BufferHeader::sequence))
              .toList();
      buffers.clear();
      buffers.addAll(sorted);
    }

    /** Goes to the next record; false if there is none. */
    boolean advance() throws IOException {
      index++;
      while (current == null || index >= current.count()) {
        BufferHeader next = buffers.poll();
        if (next == null) {
          return false;
        }
        current = load(next);
        index = 0;
        pending.addAll(current.damages());
        if (next.has(BufferHeader.EVENTS_LOST) || next.has(BufferHeader.BUFFER_LOST)) {
          pending.add(new EtlDamage(next.offset(), "records were lost before this buffer"));
        }
      }
      return true;
    }

    long clock() {
      return open().clock(index);
    }

    EtlRecord record() {
      return open().record(index, records);
    }

    private EtlBuffer open() {
      if (current == null) {
        throw new IllegalStateException("no buffer is open");
      }
      return current;
    }
  }
}
