package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.testing.Ring3Process;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people pipe a hunt into, by the shell they do it with. */
@EnabledOnOs(OS.LINUX)
class StandardOutputTest {
  private static final int EVENTS = 3_000;

  @TempDir static Path folder;

  private record Result(int exit, String err) {}

  @BeforeAll
  static void importEvents() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      log.append("{\"@timestamp\":\"2026-01-01T10:00:00Z\",\"host\":{\"name\":\"web-")
          .append(i)
          .append("\"},\"message\":\"something happened\"}\n");
    }
    Path file = Files.writeString(folder.resolve("log.ndjson"), log);
    String[] words = {"import", "--data", folder.resolve("data").toString(), file.toString()};
    assertEquals(0, Main.commandLine().execute(words));
  }

  /** Runs {@code hunt} with its output as the shell's words say; answers what it said besides. */
  private Result hunt(String format, String where) throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    Path exit = folder.resolve("exit.txt");
    String script =
        "{ \"$0\" -cp \"$1\" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED "
            + Main.class.getName()
            + " hunt --data \"$2\" --limit all --format "
            + format
            + "; echo $? >&3; } "
            + where;
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 3>\"$3\"; " + script,
                Ring3Process.java().toString(),
                System.getProperty("java.class.path"),
                folder.resolve("data").toString(),
                exit.toString())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    shell.waitFor();
    String said =
        Files.readAllLines(err, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("WARNING"))
            .collect(Collectors.joining("\n"));
    return new Result(Integer.parseInt(Files.readString(exit).strip()), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "ndjson", "json"})
  void aReaderThatHasEnoughIsNoFailure(String format) throws Exception {
    Result result = hunt(format, "| head -c 10");
    assertEquals("", result.err());
    assertEquals(0, result.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "ndjson"})
  void aFullDiskIsToldByItsName(String format) throws Exception {
    Result result = hunt(format, ">/dev/full");
    assertTrue(result.err().startsWith("ring3: "), result.err());
    assertTrue(result.err().endsWith("No space left on device"), result.err());
    assertEquals(1, result.exit());
  }
}
