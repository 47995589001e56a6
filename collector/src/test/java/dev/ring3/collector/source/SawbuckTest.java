package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Old layouts of the kernel's images and processes, with pointers of both sizes in files that call
 * themselves 32-bit: the same programs in all of them.
 */
class SawbuckTest {
  private static final List<String> IMAGES =
      List.of(
          "0x1160000 1695744 C:\\code\\sawbuck\\src\\sawbuck\\Debug\\test_program.exe",
          "0x76e10000 1208320 C:\\Windows\\system32\\ntdll.dll",
          "0x75680000 897024 C:\\Windows\\system32\\kernel32.dll",
          "0x73cb0000 204800 C:\\Windows\\system32\\WINMM.dll",
          "0x76b00000 696320 C:\\Windows\\system32\\msvcrt.dll",
          "0x76d70000 643072 C:\\Windows\\system32\\USER32.dll");

  private static List<DecodedEvent> events(String file, String name) throws IOException {
    Path path = Captures.path("etl/sawbuck/" + file);
    List<DecodedEvent> events = new ArrayList<>();
    new FileReader()
        .read(
            path,
            file,
            item -> {
              if (item instanceof EtwEventRecord record && record.decoded() != null) {
                events.add(record.decoded());
              }
            });
    return events.stream().filter(e -> name.equals(e.layout().event())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"32_v0", "32_v1", "32_v2", "64_v0", "64_v1", "64_v2"})
  void images(String kind) throws IOException {
    List<DecodedEvent> images = events("image_data_" + kind + ".etl", "Image/DCStart");
    List<String> found =
        images.stream()
            .map(DecodedEvent::texts)
            .map(t -> t.get("ImageBase") + ' ' + t.get("ImageSize") + ' ' + t.get("FileName"))
            .toList();
    assertEquals(IMAGES, found.subList(0, IMAGES.size()));
    Stream<String> paths = found.stream().map(text -> text.split(" ", 3)[2]);
    assertEquals(List.of(), paths.filter(path -> !path.startsWith("C:\\")).toList());
    boolean hasProcess = !kind.endsWith("v0");
    for (DecodedEvent image : images) {
      assertEquals(hasProcess ? "7644" : null, image.texts().get("ProcessId"));
    }
  }

  @ParameterizedTest
  @CsvSource({"32_v1, false", "32_v2, true", "32_v3, true", "64_v2, true", "64_v3, true"})
  void processes(String kind, boolean hasCommandLine) throws IOException {
    String file = "process_data_" + kind + ".etl";
    Map<String, String> start = events(file, "Process/Start").getFirst().texts();
    assertEquals("1776", start.get("ProcessId"));
    assertEquals("988", start.get("ParentId"));
    assertEquals("1", start.get("SessionId"));
    assertEquals("259", start.get("ExitStatus"));
    assertEquals("S-1-5-21-753675414-103939432-3550797041-1000", start.get("UserSID"));
    assertEquals("notepad.exe", start.get("ImageFileName"));
    assertEquals(
        hasCommandLine ? "\"C:\\Windows\\system32\\notepad.exe\" " : null,
        start.get("CommandLine"));
    List<DecodedEvent> ends = events(file, "Process/End");
    assertFalse(ends.isEmpty());
    assertEquals("0", ends.getFirst().texts().get("ExitStatus"));
    assertEquals("1776", ends.getFirst().texts().get("ProcessId"));
  }
}
