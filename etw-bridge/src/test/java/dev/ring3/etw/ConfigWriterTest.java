package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ring3.etw.ProviderConfig.Property;
import dev.ring3.etw.SessionConfig.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigWriterTest {
  private static final UUID KERNEL_PROCESS =
      UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716");

  private static SessionConfig config(String name, Kind kind, List<ProviderConfig> providers) {
    return new SessionConfig(
        name, kind, 256, 8, 64, Duration.ofMillis(5), 0, 0, 1 << 20, providers);
  }

  /** {@code config_test.cpp} reads the same bytes. */
  @Test
  void itWritesWhatTheLibraryReads() {
    ProviderConfig process =
        new ProviderConfig(
            KERNEL_PROCESS,
            4,
            0x8000_0000_0000_0070L,
            0x10,
            Set.of(Property.STACK, Property.START_KEY),
            true,
            List.of((byte) 2, (byte) 0, (byte) 0, (byte) 0xff),
            new TreeSet<>(Set.of(1, 2, 65_535)));
    ProviderConfig other = ProviderConfig.all(new UUID(1, 2));
    byte[] bytes = ConfigWriter.write(config("Ring3 golden", Kind.USER, List.of(process, other)));
    GoldenBytes.update("config", bytes);
    assertArrayEquals(GoldenBytes.read("config"), bytes);
  }

  @Test
  void aSessionIsOursAndMakesSense() {
    ProviderConfig process = ProviderConfig.all(KERNEL_PROCESS);
    assertThrows(
        IllegalArgumentException.class,
        () -> config("NT Kernel Logger", Kind.USER, List.of(process)));
    assertThrows(
        IllegalArgumentException.class,
        () -> config("Ring3 twice", Kind.USER, List.of(process, process)));
    assertThrows(
        IllegalArgumentException.class,
        () -> config("Ring3 kernel", Kind.KERNEL, List.of(process)));
  }
}
