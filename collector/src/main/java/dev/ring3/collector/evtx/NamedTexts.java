package dev.ring3.collector.evtx;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Names with a text each, in the order in which they were added. The builder is used again for
 * every record; what it builds is an immutable map of two small arrays, which costs a third of what
 * a {@link java.util.LinkedHashMap} does, and whose lookup looks at one name after the other.
 */
final class NamedTexts {
  private static final int USUAL = 64;

  private String[] names = new String[USUAL];
  private String[] texts = new String[USUAL];

  /** Hash table, twice as long as the names: a name's number plus one, or 0. */
  private int[] slots = new int[2 * USUAL];

  private int count;

  void clear() {
    count = 0;
    if (names.length > USUAL) {
      names = new String[USUAL];
      texts = new String[USUAL];
      slots = new int[2 * USUAL];
    } else {
      Arrays.fill(slots, 0);
    }
  }

  /** Adds a name unless it is there already; says whether it did. */
  boolean add(String name, String text) {
    if (count == names.length) {
      grow();
    }
    int slot = free(name);
    if (slot < 0) {
      return false;
    }
    names[count] = name;
    texts[count] = text;
    slots[slot] = ++count;
    return true;
  }

  /** The slot for a new name; negative if the name has one. */
  private int free(String name) {
    int mask = slots.length - 1;
    int hash = name.hashCode();
    for (int slot = (hash ^ (hash >>> 16)) & mask; ; slot = (slot + 1) & mask) {
      int taken = slots[slot];
      if (taken == 0) {
        return slot;
      }
      if (names[taken - 1].equals(name)) {
        return -1;
      }
    }
  }

  private void grow() {
    names = Arrays.copyOf(names, 2 * count);
    texts = Arrays.copyOf(texts, 2 * count);
    slots = new int[4 * count];
    for (int i = 0; i < count; i++) {
      slots[free(names[i])] = i + 1;
    }
  }

  Map<String, String> build() {
    return new Texts(Arrays.copyOf(names, count), Arrays.copyOf(texts, count));
  }

  private static final class Texts extends AbstractMap<String, String> {
    private final String[] names;
    private final String[] texts;

    private Texts(String[] names, String[] texts) {
      this.names = names;
      this.texts = texts;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return names.length;
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
          return new Entries(names, texts);
        }
      };
    }
  }

  private static final class Entries implements Iterator<Map.Entry<String, String>> {
    private final String[] names;
    private final String[] texts;
    private int next;

    private Entries(String[] names, String[] texts) {
      this.names = names;
      this.texts = texts;
    }

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (next == names.length) {
        throw new NoSuchElementException();
      }
      int i = next++;
      return Map.entry(names[i], texts[i]);
    }
  }
}
