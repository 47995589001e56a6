package dev.ring3.collector.sensor;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order in which they came, packed into blocks: most are so short that an object
 * for each would take more than they do. For one thread at a time.
 */
final class MessageQueue {
  /** Of a block, unless a message alone is longer. */
  static final int BLOCK_BYTES = 1 << 15;

  /** Number, seconds, nanoseconds and length of a message. */
  static final int HEAD_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;

  private final Deque<Block> blocks = new ArrayDeque<>();
  private long capacity;

  /** Both buffers are of the same bytes. */
  private record Block(ByteBuffer in, ByteBuffer out) {
    static Block of(int bytes) {
      ByteBuffer in = ByteBuffer.allocate(bytes);
      return new Block(in, in.duplicate());
    }

    boolean isEmpty() {
      return in.position() == out.position();
    }
  }

  /** Bytes of heap that the queue would take with one more message of that length. */
  long bytesWith(int length) {
    return fits(length) ? capacity : capacity + blockBytes(length);
  }

  private boolean fits(int length) {
    Block last = blocks.peekLast();
    return last != null && last.in().remaining() >= HEAD_BYTES + length;
  }

  private static int blockBytes(int length) {
    return Math.max(BLOCK_BYTES, HEAD_BYTES + length);
  }

  void add(Message message) {
    int length = message.bytes().length;
    if (!fits(length)) {
      if (isEmpty()) {
        blocks.clear();
        capacity = 0;
      }
      blocks.add(Block.of(blockBytes(length)));
      capacity += blockBytes(length);
    }
    Instant readAt = message.readAt();
    ByteBuffer in = blocks.getLast().in();
    in.putLong(message.number()).putLong(readAt.getEpochSecond()).putInt(readAt.getNano());
    in.putInt(length).put(message.bytes());
  }

  /** When the first message was read; null if there is none. */
  @Nullable Instant firstReadAt() {
    if (isEmpty()) {
      return null;
    }
    ByteBuffer out = blocks.getFirst().out();
    int at = out.position() + Long.BYTES;
    return Instant.ofEpochSecond(out.getLong(at), out.getInt(at + Long.BYTES));
  }

  /** The first message; null if there is none. */
  @Nullable Message poll() {
    if (isEmpty()) {
      return null;
    }
    Block first = blocks.getFirst();
    ByteBuffer out = first.out();
    long number = out.getLong();
    Instant readAt = Instant.ofEpochSecond(out.getLong(), out.getInt());
    byte[] bytes = new byte[out.getInt()];
    out.get(bytes);
    if (first.isEmpty()) {
      letGo(first);
    }
    return new Message(number, bytes, readAt);
  }

  /** The last ordinary block is kept: under a light load it is filled again and again. */
  private void letGo(Block block) {
    if (blocks.size() == 1 && block.in().capacity() == BLOCK_BYTES) {
      block.in().clear();
      block.out().clear();
    } else {
      blocks.remove();
      capacity -= block.in().capacity();
    }
  }

  boolean isEmpty() {
    return blocks.isEmpty() || blocks.getFirst().isEmpty();
  }
}
