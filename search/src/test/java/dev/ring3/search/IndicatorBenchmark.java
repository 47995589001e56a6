package dev.ring3.search;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.indicators.IndicatorRetro;
import dev.ring3.search.detect.indicators.IndicatorSet;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.sigma.rule.Level;
import dev.ring3.search.testing.Imports;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a million indicators cost: {@code IndicatorBenchmark COUNT}. Half are SHA-256, a quarter
 * domains, the rest addresses and networks.
 */
public final class IndicatorBenchmark {
  private static final int EVENTS = 200_000;
  private static final int ROUNDS = 5;

  /** Sets that are loaded to measure the memory of one. */
  private static final int COPIES = 11;

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private IndicatorBenchmark() {}

  /** Prints a line for each measurement. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    Path data = Files.createTempDirectory("ring3-indicators");
    Path file = data.resolve("list.txt");
    write(file, count);
    IndicatorLists lists = new IndicatorLists(data, Clock.systemUTC());
    long start = System.nanoTime();
    long taken =
        lists
            .importFrom(file, new IndicatorLists.Wishes("all", "list.txt", null, null, Level.HIGH))
            .list()
            .size();
    tell("import", start, taken);
    List<Event> events = events();
    start = System.nanoTime();
    IndicatorSet set = lists.load().set();
    tell("load", start, set.size());
    List<IndicatorSet> copies = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (int copy = 0; copy < COPIES; copy++) {
      long before = usedHeap();
      copies.add(lists.load().set());
      sizes.add(usedHeap() - before);
    }
    double heap = sizes.stream().sorted().toList().get(COPIES / 2);
    System.out.printf(
        Locale.ROOT,
        "memory: %.1f MB, %.1f bytes each (median of %d)%n",
        heap / 1e6,
        heap / set.size(),
        copies.size());
    for (int round = 0; round < ROUNDS; round++) {
      long[] met = new long[1];
      start = System.nanoTime();
      events.forEach(event -> set.match(event, _met -> met[0]++));
      double nanos = (System.nanoTime() - start) / (double) events.size();
      System.out.printf(Locale.ROOT, "match: %.0f ns an event, %d met%n", nanos, met[0]);
    }
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Imports.into(cases, "c", "f", events);
      try (Snapshot all = EventIndex.over(cases).open(List.of("c"), Duration.ofMinutes(10))) {
        for (int round = 0; round < 2; round++) {
          start = System.nanoTime();
          int hits = IndicatorRetro.ask(set, all).size();
          tell("retro over " + all.events() + " events", start, hits);
        }
      }
    }
  }

  private static void write(Path file, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(
            switch (i % 8) {
              case 0, 1, 2, 3 -> hash(random);
              case 4, 5 -> domain(random.nextInt(50_000_000));
              case 6 -> address(random, ".9");
              default -> address(random, ".9") + "/" + random.nextInt(25, 31);
            });
        out.write('\n');
      }
    }
  }

  private static String hash(SplittableRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String domain(int number) {
    return "host" + number + ".evil-" + number % 1_000 + ".example";
  }

  private static String address(SplittableRandom random, String last) {
    return random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256) + last;
  }

  /** Of four: a program with three hashes, a library, a look-up of a name, a connection. */
  private static List<Event> events() {
    SplittableRandom random = new SplittableRandom(2);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(i, random));
    }
    return events;
  }

  private static Event event(int number, SplittableRandom random) {
    Instant time = START.plusMillis(number);
    String path = "C:\\Program Files\\App" + number % 5_000 + "\\program.exe";
    return switch (number % 4) {
      case 0 ->
          Event.of(EventType.PROCESS_START, time)
              .set(Field.PROCESS_EXECUTABLE, path)
              .set(Field.PROCESS_NAME, "program.exe")
              .set(Field.PROCESS_HASH_SHA256, hash(random))
              .set(Field.PROCESS_HASH_MD5, hash(random).substring(32))
              .build();
      case 1 ->
          Event.of(EventType.IMAGE_LOAD, time)
              .set(Field.PROCESS_EXECUTABLE, path)
              .set(Field.PROCESS_NAME, "program.exe")
              .set(Field.DLL_PATH, path.replace("exe", "dll"))
              .set(Field.DLL_HASH_SHA256, hash(random))
              .build();
      case 2 ->
          Event.of(EventType.DNS_QUERY, time)
              .set(Field.PROCESS_EXECUTABLE, path)
              .set(Field.PROCESS_NAME, "program.exe")
              .set(Field.DNS_QUESTION_NAME, "www." + domain(random.nextInt(50_000_000)))
              .build();
      default ->
          Event.of(EventType.NETWORK_CONNECT, time)
              .set(Field.PROCESS_EXECUTABLE, path)
              .set(Field.PROCESS_NAME, "program.exe")
              .set(Field.SOURCE_IP, "10.0.0.5")
              .set(Field.DESTINATION_IP, address(random, ".199"))
              .build();
    };
  }

  private static void tell(String what, long start, long count) {
    System.out.printf(
        Locale.ROOT, "%s: %d in %.2f s%n", what, count, (System.nanoTime() - start) / 1e9);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
