package dev.ring3.collector.source;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The full names of payload fields. The same text is the same object each time, so that whoever
 * looks it up in a map need not reckon its hash and compare its characters for every event.
 *
 * <p>Safe for any thread. {@value #MOST} names are remembered, which is ten times as many as all of
 * Windows' providers in the catalogue have; others are made anew.
 */
public final class PayloadNames {
  private static final int MOST = 16_384;
  private static final ConcurrentMap<String, String> EVENT_DATA = new ConcurrentHashMap<>();

  private PayloadNames() {}

  /** The full name of a field of {@code EventData}. */
  public static String eventData(String name) {
    String known = EVENT_DATA.get(name);
    if (known != null) {
      return known;
    }
    String full = WindowsRecord.EVENT_DATA + name;
    if (EVENT_DATA.size() < MOST) {
      EVENT_DATA.put(name, full);
    }
    return full;
  }
}
