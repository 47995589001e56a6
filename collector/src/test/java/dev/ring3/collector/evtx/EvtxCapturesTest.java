package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real logs: whole ones against another reader's counts, damaged ones against known damage. */
class EvtxCapturesTest {

  @Test
  void allRecordsOfTheAttackSamplesAreRead() throws IOException {
    Path root = Captures.path("evtx/attack-samples");
    TreeSet<String> found = new TreeSet<>();
    int total = 0;
    for (Path file : Captures.files("evtx/attack-samples", ".evtx")) {
      Items items = Items.of(file);
      assertEquals(List.of(), items.damages());
      total += items.records().size();
      String name = root.relativize(file).toString().replace('\\', '/');
      found.addAll(CountsByEvent.rows(name, items.records()));
    }
    assertEquals(8255, total);
    List<String> expected =
        Files.readAllLines(Captures.path("evtx/attack-samples.expected.tsv")).stream()
            .skip(1)
            .toList();
    assertEquals(new TreeSet<>(expected), found);
  }

  /**
   * Where another number might be expected: evtx_dump also yields the torn records of
   * HelloForBusiness, LanguagePackSetup and the bad chunk magic, with zeros for the values that
   * were never written; libevtx, like this reader, does not. Records whose chunk's templates are
   * destroyed (RdpCoreTS, bad chunk magic) are read here alone, with templates of other chunks.
   */
  @ParameterizedTest
  @CsvSource({
    "2-system-Microsoft-Windows-LiveId%4Operational, 399, 0",
    "2-vss_0-Microsoft-Windows-RemoteDesktopServices-RdpCoreTS%4Operational, 1975, 28",
    "2-vss_0-Microsoft-Windows-TerminalServices-RemoteConnectionManager%4Operational, 1795, 6",
    "2-vss_7-System, 1160, 0",
    "Application_no_crc32, 17, 0",
    "E_ShadowCopy6_windows_system32_winevt_logs_Microsoft-Windows-CAPI2%4Operational, 459, 0",
    "E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2%4Operational, 340, 0",
    "E_Windows_system32_winevt_logs_Microsoft-Windows-Shell-Core%4Operational, 1146, 0",
    "MSExchange_Management_wec, 1, 0",
    "Microsoft-Windows-HelloForBusiness%4Operational, 5, 2",
    "Microsoft-Windows-LanguagePackSetup%4Operational, 16, 2",
    "Security_short_selected, 7, 0",
    "Security_with_size_t, 636, 0",
    "issue_201, 1, 0",
    "new-user-security, 4, 0",
    "post-Security, 126, 0",
    "sample-with-irregular-bool-values, 3028, 0",
    "sample-with-zero-data-size-event, 449, 2",
    "sample_with_a_bad_chunk_magic, 380, 92",
    "security, 2261, 0",
    "security_bad_string_cache, 2261, 1",
    "sysmon, 358, 8",
    "system, 1881, 0",
  })
  void damagedLogsAreReadAsFarAsTheyGo(String file, int records, int damages) {
    Items items = Items.of(Captures.path("evtx/decoder/" + file + ".evtx"));
    assertEquals(
        records + " records, " + damages + " damages",
        items.records().size() + " records, " + items.damages().size() + " damages",
        () -> String.join("\n", items.damages().stream().map(EvtxDamage::toString).toList()));
  }
}
