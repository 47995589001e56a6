package dev.ring3.search.index.find;

import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.TextPattern.AnyOne;
import dev.ring3.search.query.TextPattern.AnyRun;
import dev.ring3.search.query.TextPattern.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/**
 * Matches a {@link TextPattern} on UTF-8 without decoding it, in time linear in the value times the
 * pattern at worst.
 */
final class Glob implements TermMatcher {
  private static final byte[] WILDCARD = new byte[0];

  /** The literals; empty for a wildcard. */
  private final byte[][] parts;

  /** Which parts are runs. */
  private final boolean[] runs;

  private final BytesRef prefix;

  Glob(TextPattern pattern) {
    List<byte[]> all = new ArrayList<>();
    for (TextPattern.Part part : pattern.parts()) {
      switch (part) {
        case Literal literal -> all.add(BytesRef.deepCopyOf(new BytesRef(literal.text())).bytes);
        case AnyOne _one -> all.add(WILDCARD);
        case AnyRun _run -> all.add(WILDCARD);
      }
    }
    parts = all.toArray(byte[][]::new);
    runs = new boolean[parts.length];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = pattern.parts().get(i) instanceof AnyRun;
    }
    prefix = new BytesRef(pattern.prefix());
  }

  @Override
  public BytesRef prefix() {
    return prefix;
  }

  @Override
  public boolean matches(BytesRef value) {
    byte[] bytes = value.bytes;
    int end = value.offset + value.length;
    if (!endFits(bytes, value.offset, end)) {
      return false;
    }
    int at = value.offset;
    int part = 0;
    int retryPart = -1;
    int retryAt = -1;
    while (true) {
      if (part < parts.length && runs[part]) {
        retryPart = ++part;
        retryAt = at;
        if (part == parts.length) {
          return true;
        }
      }
      int after = part < parts.length ? after(parts[part], bytes, at, end) : -1;
      if (after >= 0) {
        at = after;
        part++;
        continue;
      }
      if (part == parts.length && at == end) {
        return true;
      }
      if (retryPart < 0) {
        return false;
      }
      retryAt = next(bytes, retryAt, end, parts[retryPart]);
      if (retryAt < 0) {
        return false;
      }
      at = retryAt;
      part = retryPart;
    }
  }

  /** Where {@code part} ends if it stands at {@code at}, else −1. */
  private static int after(byte[] part, byte[] bytes, int at, int end) {
    if (part.length == 0) {
      return at < end ? pointEnd(bytes, at, end) : -1;
    }
    int after = at + part.length;
    return after <= end && Arrays.equals(bytes, at, after, part, 0, part.length) ? after : -1;
  }

  /** The next place after {@code at} where a run could end, given what follows it; −1 if none. */
  private static int next(byte[] bytes, int at, int end, byte[] following) {
    if (at >= end) {
      return -1;
    }
    int next = pointEnd(bytes, at, end);
    if (following.length == 0) {
      return next;
    }
    byte first = following[0];
    for (int last = end - following.length; next <= last; next++) {
      if (bytes[next] == first) {
        return next;
      }
    }
    return -1;
  }

  private static int pointEnd(byte[] bytes, int at, int end) {
    int next = at + 1;
    while (next < end && (bytes[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }

  private boolean endFits(byte[] bytes, int start, int end) {
    byte[] last = parts.length == 0 ? WILDCARD : parts[parts.length - 1];
    return last.length == 0
        || (end - start >= last.length
            && Arrays.equals(bytes, end - last.length, end, last, 0, last.length));
  }
}
