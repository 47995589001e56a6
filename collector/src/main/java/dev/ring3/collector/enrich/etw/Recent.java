package dev.ring3.collector.enrich.etw;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers so many entries; the one not used longest is forgotten first. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int limit;

  Recent(int limit) {
    super(64, 0.75f, true);
    this.limit = limit;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > limit;
  }
}
