package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does things on this host, as root, and looks for the events that tell of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCollectorTest {
  private final Collected collected = new Collected();
  private LiveCollector collector;
  private Path scratch;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Privileges.needAudit();
    Privileges.needProgram("/usr/bin/python3");
    scratch = Files.createDirectory(folder.resolve("scratch"));
    collector = LiveCollector.start(LiveSettings.of(folder.resolve("data")), collected::add);
  }

  @AfterAll
  void stop() throws IOException {
    if (collector != null) {
      collector.close();
      List<Event> all = collected.all();
      assertEquals(EventType.AGENT_START, all.getFirst().type());
      assertEquals(EventType.AGENT_STOP, all.getLast().type());
      collector.sensors().forEach(sensor -> countsWhatNamesIt(sensor, all));
      Files.deleteIfExists(Path.of("/etc/cron.d/ring3-test"));
      Files.deleteIfExists(Path.of("/etc/systemd/system/ring3-test.service"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ring3.collector.live.Deed#all")
  void aDeedIsTold(Deed deed) throws Exception {
    Process doer = begin(deed.python() + "\nimport sys; sys.stdin.read()");
    long pid = doer.pid();
    Event event =
        collected
            .await(e -> e.type() == deed.type() && deed.expected().test(e) && by(e, pid))
            .orElseThrow(() -> new AssertionError(deed + " was not told; events:\n" + near(pid)));
    end(doer);
    assertTrue(event.has(Field.PROCESS_ENTITY_ID), event.toString());
    assertTrue(event.has(Field.PROCESS_PARENT_NAME), event.toString());
    assertTrue(event.text(Field.PROCESS_LINEAGE).orElse("").contains("python3"), event.toString());
    assertEquals("root", event.text(Field.USER_NAME).orElse(""));
  }

  private Event told(long pid, Predicate<Event> fits) throws InterruptedException {
    return collected.await(fits).orElseThrow(() -> new AssertionError(near(pid)));
  }

  private static void countsWhatNamesIt(SensorState sensor, List<Event> all) {
    long told =
        all.stream()
            .filter(e -> e.text(Field.EVENT_PROVIDER).orElse("").equals(sensor.name()))
            .count();
    assertEquals(told, sensor.events(), sensor.toString());
  }

  private static boolean by(Event event, long pid) {
    boolean python = event.text(Field.PROCESS_LINEAGE).orElse("").contains("python3");
    return (python && event.number(Field.PROCESS_PID).orElse(-1) == pid)
        || event.number(Field.PROCESS_PARENT_PID).orElse(-1) == pid;
  }

  private String near(long pid) {
    StringBuilder text = new StringBuilder();
    List<Event> all = collected.all();
    all.stream().filter(e -> by(e, pid)).forEach(e -> text.append(e).append('\n'));
    return text.append(all.size()).append(" in all\n").append(collector.sensors()).toString();
  }

  /** The doer lives until it is told of: the kernel names none that ended before it was read. */
  private Process begin(String python) throws IOException {
    return new ProcessBuilder("/usr/bin/python3", "-c", python)
        .directory(scratch.toFile())
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void end(Process doer) throws Exception {
    doer.getOutputStream().close();
    assertTrue(doer.waitFor(20, TimeUnit.SECONDS));
  }

  /** What only a comparison finds: things that are there, whoever made them. */
  @Test
  void whatIsThereIsCompared() throws Exception {
    Process doer =
        begin(
            """
            import ctypes,socket,struct,sys
            i=(ctypes.c_char*16).from_buffer_copy(struct.pack('<BBhiBBhi',0xb7,0,0,7,0x95,0,0,0))
            l=ctypes.create_string_buffer(b'GPL')
            a=(ctypes.c_char*128).from_buffer_copy(struct.pack('<IIQQIIQII16s',1,2,
              ctypes.addressof(i),ctypes.addressof(l),0,0,0,0,0,b'ring3_test').ljust(128,b'\\0'))
            assert ctypes.CDLL(None).syscall(321,5,a,128)>0
            s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen(); sys.stdin.read()
            """);
    long pid = doer.pid();
    Predicate<Event> program = e -> "ring3_test".equals(e.source().get("linux.ebpf.name"));
    Event loaded = told(pid, e -> e.type() == EventType.EBPF_LOAD && program.test(e));
    assertEquals("socket_filter", loaded.source().get("linux.ebpf.type"));
    Event listening =
        told(
            pid,
            e ->
                e.type() == EventType.NETWORK_LISTEN
                    && "listening sockets".equals(e.source().get("linux.inventory"))
                    && e.number(Field.PROCESS_PID).orElse(0) == pid);
    assertTrue(listening.number(Field.SOURCE_PORT).orElse(0) > 0);
    end(doer);
    told(pid, e -> e.type() == EventType.EBPF_UNLOAD && program.test(e));
  }

  /** As {@code sh} is on Debian: people ask for the link, and what ran is the program. */
  @Test
  void aLinkIsToldWithTheProgramThatItLeadsTo() throws Exception {
    Path program = Path.of("/bin/sh").toRealPath();
    Path link = Files.createSymbolicLink(scratch.resolve("ring3-link"), program);
    Process shell =
        new ProcessBuilder(link.toString(), "-c", "sleep 0.1; exit $?").inheritIO().start();
    Event start =
        told(
            shell.pid(),
            e ->
                e.type() == EventType.PROCESS_START
                    && e.number(Field.PROCESS_PID).orElse(0) == shell.pid()
                    && e.text(Field.PROCESS_CALLED_NAME).orElse("").equals("ring3-link"));
    assertEquals(program.getFileName().toString(), start.text(Field.PROCESS_NAME).orElse(""));
    Event sleep =
        told(
            shell.pid(),
            e ->
                e.type() == EventType.PROCESS_START
                    && e.number(Field.PROCESS_PARENT_PID).orElse(0) == shell.pid()
                    && e.text(Field.PROCESS_NAME).orElse("").equals("sleep"));
    assertEquals("ring3-link", sleep.text(Field.PROCESS_PARENT_CALLED_NAME).orElse(""));
    assertFalse(sleep.has(Field.PROCESS_CALLED_NAME), sleep.toString());
    assertTrue(shell.waitFor(20, TimeUnit.SECONDS));
  }

  /** Text that is decoded, compiled and run, and loads an eBPF program: one tree of processes. */
  @Test
  void aBackDoorsWayIsOneTree() throws Exception {
    Privileges.needProgram("/usr/bin/gcc");
    Privileges.needProgram("/usr/bin/base64");
    String source =
        """
        #include <linux/bpf.h>
        #include <stdint.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        int main(void) {
          struct bpf_insn code[] = {{.code = 0xb7}, {.code = 0x95}};
          union bpf_attr a = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = 2};
          a.insns = (uintptr_t) code;
          a.license = (uintptr_t) "GPL";
          return syscall(SYS_bpf, BPF_PROG_LOAD, &a, sizeof a) < 0;
        }
        """;
    String text = Base64.getEncoder().encodeToString(source.getBytes(StandardCharsets.UTF_8));
    Process door =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "echo '" + text + "' | base64 -d > door.c; gcc -o door door.c; ./door; exit $?")
            .directory(scratch.toFile())
            .inheritIO()
            .start();
    assertTrue(door.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, door.exitValue());
    Event load =
        told(
            door.pid(),
            e ->
                e.type() == EventType.EBPF_LOAD
                    && e.text(Field.PROCESS_NAME).orElse("").equals("door"));
    assertTrue(
        load.text(Field.PROCESS_LINEAGE).orElse("").endsWith("bash > door"), load.toString());
    assertTrue(load.text(Field.PROCESS_PARENT_COMMAND_LINE).orElse("").contains(text));
    String shell = load.text(Field.PROCESS_PARENT_ENTITY_ID).orElseThrow();
    for (String program : List.of("base64", "gcc", "door", "as")) {
      String name = "(.*-)?" + program + "(-\\d+)?";
      told(
          door.pid(),
          e ->
              e.type() == EventType.PROCESS_START
                  && e.text(Field.PROCESS_NAME).orElse("").matches(name)
                  && e.texts(Field.PROCESS_ANCESTRY).contains(shell));
    }
  }

  @Test
  void aHeartbeatTellsHowItFares() throws Exception {
    Event beat = told(ProcessHandle.current().pid(), e -> e.type() == EventType.AGENT_HEARTBEAT);
    Map<String, String> source = beat.source();
    for (SensorState sensor : collector.sensors()) {
      String prefix = "ring3.sensor." + sensor.name() + '.';
      assertEquals("running", source.get(prefix + "condition"), source.toString());
      assertEquals("0", source.get(prefix + "lost"), source.toString());
      assertTrue(Duration.parse(source.get(prefix + "lag")).toMillis() < 5000, source.toString());
    }
    assertTrue(number(source, "ring3.sensor.linux.process.rate") > 0, source.toString());
    assertTrue(number(source, "ring3.rate") >= number(source, "ring3.sensor.linux.process.rate"));
    assertTrue(number(source, "ring3.cpu") > 0, source.toString());
    double heap = number(source, "ring3.memory.heap");
    assertTrue(heap > 1 << 20 && heap < Runtime.getRuntime().maxMemory(), source.toString());
    assertTrue(number(source, "ring3.memory.resident") > 30 << 20, source.toString());
  }

  private static double number(Map<String, String> source, String name) {
    return Double.parseDouble(source.getOrDefault(name, "none"));
  }

  @Test
  void endsAreToldWithTheirCode() throws Exception {
    Process doer = begin("import sys; sys.stdin.read(); sys.exit(7)");
    long pid = doer.pid();
    end(doer);
    Event end = told(pid, e -> e.type() == EventType.PROCESS_END && by(e, pid));
    assertEquals(7, end.number(Field.PROCESS_EXIT_CODE).orElse(-1));
    assertTrue(end.text(Field.PROCESS_COMMAND_LINE).orElse("").contains("sys.exit(7)"));
  }
}
