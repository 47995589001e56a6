package dev.ring3.collector.live;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.sensor.etw.LiveRecords;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.etw.EtwSession;
import dev.ring3.etw.ExtendedItem;
import dev.ring3.etw.FrameWriter;
import dev.ring3.etw.ProviderConfig;
import dev.ring3.etw.ProviderLoss;
import dev.ring3.etw.ScriptedEtw;
import dev.ring3.etw.SessionConfig;
import dev.ring3.etw.SessionConfig.Kind;
import dev.ring3.etw.WireException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * How many records a second come through ring, bridge and decoder, from a session that delivers as
 * fast as it can: starts of processes with a start key. Needs the test library; {@code
 * docs/benchmarks.md} says how it is run.
 */
final class EtwThroughput {
  private static final String NAME = "Ring3 throughput";
  private static final UUID KERNEL_PROCESS =
      UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716");
  private static final int RECORDS = 2_000_000;

  private final LiveRecords records = new LiveRecords(Catalogue.load(), "host");
  private long characters;

  private EtwThroughput() {}

  public static void main(String[] arguments) throws Exception {
    ScriptedEtw.load();
    EtwThroughput throughput = new EtwThroughput();
    for (int round = 0; round < 5; round++) {
      throughput.measure("copied", false, false);
      throughput.measure("decoded", true, false);
      throughput.measure("all fields as text", true, true);
    }
    System.out.println(throughput.characters + " characters");
  }

  private static byte[] frame() {
    byte[] data =
        new DataWriter()
            .u32(22)
            .u64(77)
            .u64(133_000_000_000_000_000L)
            .u32(4)
            .u64(2)
            .u32(1)
            .u32(0)
            .u32(1)
            .u32(1)
            .hex("010100000000001000300000")
            .utf16("\\Device\\HarddiskVolume2\\Windows\\System32\\notepad.exe")
            .u32(0)
            .u32(0)
            .utf16("")
            .utf16("")
            .bytes();
    return new FrameWriter(KERNEL_PROCESS, 1, 3)
        .level(4)
        .from(4, 8, 133_000_000_000_000_000L)
        .item(ExtendedItem.PROCESS_START_KEY, new byte[8])
        .data(data)
        .frame();
  }

  private void measure(String what, boolean decoded, boolean asText) throws Exception {
    SessionConfig config =
        new SessionConfig(
            NAME,
            Kind.USER,
            256,
            8,
            64,
            Duration.ofMillis(5),
            0,
            0,
            1 << 24,
            List.of(ProviderConfig.all(KERNEL_PROCESS)));
    try (EtwSession session = EtwSession.open(config)) {
      long[] taken = {0};
      long began = System.nanoTime();
      ScriptedEtw.deliver(NAME, frame(), RECORDS);
      long lost = 0;
      while (taken[0] + lost < RECORDS) {
        session.drain(
            Duration.ofMillis(100),
            frame -> {
              taken[0]++;
              if (decoded) {
                decode(frame, session, taken[0], asText);
              }
            });
        lost = session.losses().stream().mapToLong(ProviderLoss::records).sum();
      }
      long nanos = System.nanoTime() - began;
      System.out.printf(
          "%s: %,d records/s taken, %.1f %% dropped%n",
          what, taken[0] * 1_000_000_000L / nanos, 100.0 * lost / RECORDS);
    }
    ScriptedEtw.reset();
  }

  private void decode(byte[] frame, EtwSession session, long number, boolean asText) {
    try {
      EtwEventRecord record = records.decode(frame, session, new Origin("etw", number));
      if (record.decoded() == null || record.decoded().problem().isPresent()) {
        throw new IllegalStateException("not decoded");
      }
      if (asText) {
        characters += record.decoded().texts().values().stream().mapToInt(String::length).sum();
      }
    } catch (WireException e) {
      throw new IllegalStateException(e);
    }
  }
}
