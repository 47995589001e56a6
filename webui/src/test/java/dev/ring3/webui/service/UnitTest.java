package dev.ring3.webui.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  private static Unit unit(Scope scope, Path data) {
    Program program = new Program(Path.of("/bin/true"), 25, Path.of("/opt/ring3/ring3.jar"));
    ServiceSetup setup = setup(data);
    return new Unit(scope, program.command(setup), data, setup.mostCpu());
  }

  private static ServiceSetup setup(Path data) {
    return new ServiceSetup(data, 7333, false, OptionalInt.of(10));
  }

  @Test
  void onABusyHostCodeIsCompiledTwice() {
    Path data = Path.of("/var/lib/ring3");
    Program program = new Program(Path.of("/bin/true"), 25, Path.of("/opt/ring3/ring3.jar"));
    String once = "-XX:TieredStopAtLevel=1";
    assertTrue(program.flags(setup(data)).contains(once));
    ServiceSetup busy = new ServiceSetup(data, 7333, true, OptionalInt.empty());
    assertFalse(program.flags(busy).contains(once));
  }

  private record Answer(int exit, String text) {}

  private static Answer analyze(String... words) throws IOException, InterruptedException {
    if (!Files.isExecutable(ANALYZE)) {
      System.out.println("skipped: UnitTest with systemd-analyze, which is not there");
    }
    Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "needs systemd-analyze");
    List<String> command = new java.util.ArrayList<>(List.of(ANALYZE.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Answer(process.exitValue(), text);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void systemdUnderstandsIt(Scope scope, @TempDir Path folder) throws Exception {
    Path file = folder.resolve(Unit.NAME);
    Files.writeString(file, unit(scope, Path.of("/var/lib/ring3")).text());
    Answer answer = analyze("verify", "--man=no", file.toString());
    assertEquals(
        List.of(),
        answer.text().lines().filter(line -> line.contains(Unit.NAME)).toList(),
        answer.text());
  }

  /** systemd's own measure of how exposed a service is, from 0 to 10. */
  @Test
  void isLittleExposed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve(Unit.NAME);
    Files.writeString(file, unit(Scope.SYSTEM, Path.of("/var/lib/ring3")).text());
    Answer answer = analyze("security", "--offline=yes", "--threshold=50", file.toString());
    assertEquals(0, answer.exit(), answer.text());
  }

  @Test
  void oddPathsAreQuoted() {
    String text = unit(Scope.SYSTEM, Path.of("/srv/ring 3/100%\"$x")).text();
    assertTrue(text.contains("--data \"/srv/ring 3/100%%\\\"$$x\" --port"), text);
    assertTrue(text.contains("ReadWritePaths=\"/srv/ring 3/100%%\\\"$$x\""), text);
  }

  @Test
  void saysWhereTheDataAreAndWhatItMayTake() {
    Path data = Path.of("/srv/ring 3/100%\"$x");
    String text = unit(Scope.SYSTEM, data).text();
    assertEquals(Optional.of(data), Unit.data(text));
    assertEquals(Optional.empty(), Unit.data(text.replace("X-Ring3-Data", "X-Other")));
    int processors = Runtime.getRuntime().availableProcessors();
    assertTrue(text.contains("\nCPUQuota=" + 10 * processors + "%\n"), text);
    assertFalse(text.contains("--most-cpu"), text);
  }

  @Test
  void aServiceOfAUserAsksForNoCapability() {
    assertFalse(unit(Scope.USER, Path.of("/home/x/.local/share/ring3")).text().contains("CAP_"));
  }

  @Test
  void theProgramIsCopiedWithItsLibrariesAndReplaced(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("built").resolve("ring3.jar");
    Files.createDirectories(folder.resolve("built").resolve("lib"));
    Files.writeString(jar, "jar");
    Files.writeString(folder.resolve("built").resolve("lib").resolve("a.jar"), "a");
    Path target = folder.resolve("installed");
    Files.createDirectories(target.resolve("lib"));
    Files.writeString(target.resolve("lib").resolve("old.jar"), "old");
    Program copy = new Program(Path.of("/bin/java"), 21, jar).copyTo(target);
    assertEquals(target.resolve("ring3.jar"), copy.jar());
    assertEquals("jar", Files.readString(copy.jar()));
    assertEquals("a", Files.readString(target.resolve("lib").resolve("a.jar")));
    assertFalse(Files.exists(target.resolve("lib").resolve("old.jar")));
    assertFalse(copy.command(setup(folder)).contains("-XX:+UseCompactObjectHeaders"));
  }
}
