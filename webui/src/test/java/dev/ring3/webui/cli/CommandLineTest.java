package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each command as people type it: what it prints and how it exits. */
class CommandLineTest {
  private static final String LOG =
      """
      {"@timestamp":"2026-01-01T10:00:00Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1"},"process":{"pid":7,"executable":"/bin/sh","command_line":"sh -c id"}}
      {"@timestamp":"2026-01-02T10:00:00Z","message":"second","host":{"name":"web-2"}}
      """;

  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  private Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return new Result(line.execute(arguments), out.toString(), err.toString());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private String log() throws IOException {
    return Files.writeString(folder.resolve("log.ndjson"), LOG).toString();
  }

  @Test
  void importEndsWithOneLine() throws IOException {
    Result imported = run("import", "--data", data(), log());
    assertEquals(0, imported.exit(), imported.err());
    assertTrue(
        imported.out().startsWith("imported 2 events from 1 files (2 records read, 0 damaged, 0"),
        imported.out());
    Result again = run("import", "--data", data(), log());
    assertEquals(0, again.exit());
    assertTrue(again.err().contains("imported before"), again.err());
  }

  @Test
  void importOfNothingFails() {
    Result result = run("import", "--data", data(), folder.resolve("none.evtx").toString());
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("there is no such file"), result.err());
  }

  @Test
  void aCaseNeedsAName() throws IOException {
    Result result = run("import", "--data", data(), "--case", "../evil", log());
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("is no case name"), result.err());
  }

  @Test
  void huntCounts() throws IOException {
    run("import", "--data", data(), log());
    assertEquals("2", run("hunt", "--data", data(), "--count").out().strip());
    assertEquals("1", run("hunt", "--data", data(), "--count", "process.name:sh").out().strip());
    assertEquals(
        "1", run("hunt", "--data", data(), "--count", "--from", "2026-01-02").out().strip());
    assertEquals(
        "1",
        run("hunt", "--data", data(), "--count", "--to", "2026-01-01", "host.name:web*")
            .out()
            .strip());
  }

  @Test
  void huntWritesAFileAndWhatItIs() throws IOException {
    run("import", "--data", data(), log());
    Path csv = folder.resolve("hits.csv");
    Result result =
        run(
            "hunt",
            "--data",
            data(),
            "--format",
            "csv",
            "--fields",
            "host.name,process.pid",
            "--sort",
            "@timestamp:asc",
            "-o",
            csv.toString(),
            "host.name:web*");
    assertEquals(0, result.exit(), result.err());
    assertEquals("host.name,process.pid\r\nweb-1,7\r\nweb-2,\r\n", Files.readString(csv));
    String sidecar = Files.readString(folder.resolve("hits.csv.sidecar.json"));
    assertTrue(sidecar.contains("\"query\":\"host.name:web*\""), sidecar);
    assertTrue(sidecar.contains("\"count\":2"), sidecar);
  }

  @Test
  void aWrongQueryIsShownWithItsPlace() throws IOException {
    run("import", "--data", data(), log());
    Result result = run("hunt", "--data", data(), "sh AND proces.name:x");
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("column 8: unknown field 'proces.name'"), result.err());
    assertTrue(result.err().contains("did you mean process.name"), result.err());
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertEquals(2, run("hunt", "--format", "xml").exit());
    assertEquals(2, run("hunt", "--limit", "-1").exit());
    assertEquals(2, run("hunt", "--since", "1h", "--from", "2026").exit());
    assertEquals(2, run("hunt", "--sort", "message").exit());
    assertEquals(2, run("import").exit());
    assertEquals(2, run("nonsense").exit());
  }

  @Test
  void aMissingCaseSaysWhichThereAre() throws IOException {
    run("import", "--data", data(), "--case", "alpha", log());
    Result result = run("hunt", "--data", data(), "--case", "beta", "--count");
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("no case beta: there are alpha"), result.err());
  }

  @Test
  void doctorTellsOfWhatItFound() throws IOException {
    run("import", "--data", data(), log());
    Result result = run("doctor", "--data", data(), "--port", "0");
    assertEquals(0, result.exit(), result.out());
    assertTrue(result.out().contains("1 with 2 events"), result.out());
    assertTrue(result.out().contains("ETW bridge"), result.out());
  }

  @Test
  void versionAndHelpAndCompletion() {
    assertTrue(run("version").out().startsWith("ring3 "));
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      Result help = run(command, "--help");
      assertEquals(0, help.exit(), command);
      assertTrue(help.out().contains("Usage: ring3 " + command), help.out());
    }
    assertTrue(run("completion").out().contains("complete -F _complete_ring3"));
  }

  @Test
  void rulesAreImportedTestedExplainedAndRun() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("shell.yml"),
        """
        title: A shell
        id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01
        tags: [attack.t1059]
        logsource: {product: linux, category: process_creation}
        detection: {selection: {Image|endswith: /sh}, condition: selection}
        """);
    String log =
        Files.writeString(
                folder.resolve("linux.ndjson"),
                LOG.replace("\"name\":\"web-1\"", "\"name\":\"web-1\",\"os\":{\"type\":\"linux\"}"))
            .toString();
    Result imported = run("rules", "import", rules.toString(), "--data", data());
    assertEquals(0, imported.exit(), imported.err());
    assertTrue(imported.out().contains("10 rules (10 enabled), 0 left out"), imported.out());
    assertTrue(run("rules", "list", "--data", data()).out().contains("on\tA shell"));
    Result tested = run("rules", "test", "A shell", "--events", log, "--data", data());
    assertEquals(0, tested.exit(), tested.err());
    assertTrue(tested.out().contains("fired 1 times in 2 events"), tested.out());
    Result explained = run("rules", "explain", "shell.yml", "--data", data());
    assertTrue(explained.out().contains("event.action is process_start"), explained.out());
    assertTrue(run("rules", "coverage", "--data", data()).out().contains("T1059\t1\t1"));

    assertTrue(run("import", log, "--data", data()).out().contains("2 events and 1 alerts"));
    Result retro = run("rules", "retro", "--data", data());
    assertTrue(retro.out().contains("1 of 10 rules would have fired"), retro.out());
    Result without = run("import", log, "--case", "b", "--no-detect", "--data", data());
    assertTrue(without.out().contains("2 events from"), without.out());
    assertEquals(0, run("rules", "disable", "A shell", "--data", data()).exit());
    assertTrue(run("rules", "list", "--data", data()).out().contains("off\tA shell"));
    assertTrue(run("import", log, "--case", "c", "--data", data()).out().contains("2 events from"));
    assertEquals(1, run("rules", "explain", "nosuch", "--data", data()).exit());
  }

  @Test
  void correlationsAreRulesLikeOthers() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("chain.yml"),
        """
        title: A process
        name: process
        logsource: {product: linux, category: process_creation}
        detection: {selection: {Image|endswith: /sh}, condition: selection}
        ---
        title: Processes on two hosts
        id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e02
        correlation:
          type: value_count
          rules: [process]
          timespan: 1d
          condition: {field: host.name, gte: 2}
        ---
        title: Of nothing
        correlation: {type: event_count, rules: [nosuch], timespan: 1d, condition: {gte: 2}}
        """);
    String event =
        """
        {"@timestamp":"2026-01-01T1%1$d:00:00Z","event":{"category":"process","type":"start"},\
        "host":{"name":"web-%1$d","os":{"type":"linux"}},"process":{"executable":"/bin/sh"}}
        """;
    String log =
        Files.writeString(folder.resolve("l.ndjson"), event.formatted(2) + event.formatted(1))
            .toString();
    Result imported = run("rules", "import", rules.toString(), "--data", data());
    assertTrue(imported.out().contains("11 rules (11 enabled), 1 left out"), imported.out());
    Result leftOut = run("rules", "list", "--left-out", "--data", data());
    assertTrue(leftOut.out().contains("no rule 'nosuch' is there"), leftOut.out());
    String called = "Processes on two hosts";
    Result explained = run("rules", "explain", called, "--data", data());
    assertTrue(explained.out().contains("number of different host.name ≥ 2"), explained.out());
    Result tested = run("rules", "test", called, "--events", log, "--data", data());
    assertTrue(tested.out().contains("fired 1 times in 2 events"), tested.out());
    Result into = run("import", log, "--data", data());
    assertTrue(into.out().contains("2 events and 1 alerts"), into.out());
    Result retro = run("rules", "retro", called, "--data", data());
    assertTrue(retro.out().contains("1\tmedium\t" + called), retro.out());
    Result events = run("hunt", "--data", data(), "--count", "ring3.alert.events:2");
    assertEquals("1", events.out().strip());
  }

  @Test
  void indicatorsAreImportedTestedAndMet() throws IOException {
    String feed =
        Files.writeString(folder.resolve("My feed.txt"), "/bin/sh\nevil[.]example\nnot this one\n")
            .toString();
    Result imported =
        run("indicators", "import", feed, "--data", data(), "--expires", "2026-01-02");
    assertEquals(0, imported.exit(), imported.err());
    assertTrue(imported.out().contains("My-feed\tplain list\thigh\tuntil 2026-01-02T00:00:00Z"));
    assertTrue(imported.out().contains("1 path, 1 domain\t1 not taken"), imported.out());
    assertTrue(imported.err().contains("My feed.txt:3: 'not this one' is no"), imported.err());
    assertTrue(run("indicators", "list", "--data", data()).out().contains("1 lists, 2 indicators"));
    Result tested = run("indicators", "test", "www.evil.example", "--data", data());
    assertEquals(0, tested.exit());
    assertTrue(tested.out().startsWith("My-feed\tdomain\tevil.example\t2026"), tested.out());
    assertEquals(1, run("indicators", "test", "good.example", "--data", data()).exit());
    assertTrue(run("import", log(), "--data", data()).out().contains("2 events and 1 alerts"));
    Result alerts = run("hunt", "--data", data(), "--count", "threat.indicator.name:\"/bin/sh\"");
    assertEquals("1", alerts.out().strip());
    Result retro = run("indicators", "retro", "--data", data());
    assertTrue(retro.out().contains("1\tMy-feed\t/bin/sh\tprocess.executable"), retro.out());
    assertTrue(retro.out().contains("1 values met, 2 indicators"), retro.out());
    assertEquals(2, run("indicators", "import", feed, "--expires", "soon").exit());
    assertEquals(1, run("indicators", "remove", "none", "--data", data()).exit());
    assertEquals(0, run("indicators", "remove", "My-feed", "--data", data()).exit());
    assertTrue(run("indicators", "list", "--data", data()).out().contains("0 lists"));
  }
}
