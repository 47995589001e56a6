package dev.ring3.collector.sensor.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.etw.ProviderConfig;
import dev.ring3.etw.ProviderConfig.Property;
import dev.ring3.etw.SessionConfig.Kind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFileTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final String HEAD =
      """
      sessions:
        one:
          sees: something
          buffer_kb: 64
          buffers: [4, 8]
          flush_ms: 20
          ring_kb: 1024
      """;

  @Test
  void theProcessSessionIsShortOfFlushAndOnItsOwn() {
    List<LiveSession> sessions = SessionFile.load(CATALOGUE);
    LiveSession process = sessions.getFirst();
    assertEquals("Ring3 process", process.config().name());
    assertEquals(5, process.config().flush().toMillis());
    assertEquals(1, process.config().providers().size());
    ProviderConfig provider = process.config().providers().getFirst();
    assertEquals(UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716"), provider.guid());
    assertEquals(Set.of(Property.START_KEY, Property.STACK), provider.properties());
    assertTrue(provider.rundown());
  }

  @Test
  void theRegistryIsAskedForItsValues() {
    ProviderConfig registry =
        SessionFile.load(CATALOGUE).stream()
            .flatMap(session -> session.config().providers().stream())
            .filter(p -> p.guid().toString().startsWith("70eb4f03"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of((byte) 2, (byte) 0, (byte) 0, (byte) 0), registry.filter());
  }

  @Test
  void aKernelSessionHasFlags() {
    LiveSession kernel =
        SessionFile.parse(HEAD + "    kind: kernel\n    flags: [process, registry]\n", CATALOGUE)
            .getFirst();
    assertEquals(Kind.KERNEL, kernel.config().kind());
    assertEquals(0x20001, kernel.config().kernelFlags());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "providers: {Nobody: {}} | sessions.yml: one: Nobody: the catalogue has no such provider",
        "flags: [nothing] | sessions.yml: one: there is no flag nothing",
        "flush: 5 | sessions.yml: one: there is no flush; there are [buffer_kb, buffers, flags,"
            + " flush_ms, kind, providers, ring_kb, sees]",
        "providers: {Microsoft-Windows-DNS-Client: {ids: x}}"
            + " | sessions.yml: one: Microsoft-Windows-DNS-Client: ids needs a list, has x",
        "providers: {Microsoft-Windows-DNS-Client: {add: [colour]}}"
            + " | sessions.yml: one: Microsoft-Windows-DNS-Client:"
            + " nothing is called colour that could be added"
      })
  void aMistakeIsToldWithItsPlace(String line, String message) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> SessionFile.parse(HEAD + "    " + line + "\n", CATALOGUE));
    assertEquals(message, error.getMessage());
  }
}
