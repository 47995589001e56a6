package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the host is as before, asked of the kernel by another program. */
class RestoreTest {
  /** Writes the audit system's settings and rules. */
  private static final String ASK =
      """
      import socket,struct
      s=socket.socket(16,socket.SOCK_RAW,9); s.settimeout(3)
      def ask(t):
        s.send(struct.pack('IHHII',16,t,5,t,0)); out=[]; ack=False; done=False
        while not (ack and done):
          d=s.recv(20000); n,k,f,q,p=struct.unpack('IHHII',d[:16])
          if q!=t: continue
          if k==2: ack=True
          elif k==3: done=True
          else: out.append(d[16:]); done=done or t==1000
        return out
      a=struct.unpack('11I',ask(1000)[0][:44])
      print('enabled',a[1],'owner',a[3],'limit',a[5],'wait',a[9])
      for r in ask(1013): print('rule',r.hex())
      """;

  /** Owns the audit system as a daemon does, until its input ends. */
  private static final String DAEMON =
      """
      import socket,struct,os,sys
      s=socket.socket(16,socket.SOCK_RAW,9)
      s.send(struct.pack('IHHII',60,1001,5,1,0)+struct.pack('11I',4,0,0,os.getpid(),0,0,0,0,0,0,0))
      print('owner',flush=True); sys.stdin.read()
      s.send(struct.pack('IHHII',60,1001,5,2,0)+struct.pack('11I',4,0,0,0,0,0,0,0,0,0,0))
      """;

  /** Switches the audit system off. */
  private static final String SWITCH_OFF =
      """
      import socket,struct
      s=socket.socket(16,socket.SOCK_RAW,9)
      s.send(struct.pack('IHHII',60,1001,5,2,0)+struct.pack('11I',1,0,0,0,0,0,0,0,0,0,0))
      s.recv(9000)
      """;

  private static void need() {
    Privileges.needAudit();
    Privileges.needProgram("/usr/bin/python3");
  }

  @Test
  void afterClosingTheAuditSystemIsAsBefore(@TempDir Path data) throws Exception {
    need();
    String before = audit();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      assertNotEquals(before, audit());
      child.endInput();
      child.awaitLine("closed");
    }
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), audit());
    assertFalse(Files.exists(data.resolve("audit.restore")));
  }

  @Test
  void afterACrashTheNextStartRestores(@TempDir Path data) throws Exception {
    need();
    String before = audit();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      child.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertTrue(audit().contains("rule"));
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      child.endInput();
      child.awaitLine("closed");
    }
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), audit());
  }

  @Test
  void besideADaemonOnlyRulesAreAddedAndEventsStillCome(@TempDir Path data) throws Exception {
    need();
    try (Child daemon = Child.python(DAEMON)) {
      daemon.awaitLine("owner");
      String before = audit();
      try (Child child = Child.collecting(data)) {
        child.awaitLine("started");
        Child.run("/bin/true", "beside", "a daemon");
        child.awaitLine("process.command_line=/bin/true beside 'a daemon'");
        String during = audit();
        assertEquals(
            before.replaceFirst("(?s) limit.*", "").replaceFirst("enabled \\d", ""),
            during.replaceFirst("(?s) limit.*", "").replaceFirst("enabled \\d", ""));
        child.endInput();
        assertTrue(child.awaitLine("states").contains("reads along with the audit daemon"));
        child.awaitLine("closed");
      }
      assertEquals(before, audit());
      daemon.endInput();
    }
  }

  @Test
  void switchingAuditOffIsToldAndUndone(@TempDir Path data) throws Exception {
    need();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      try (Child off = Child.python(SWITCH_OFF)) {
        off.process.waitFor(10, TimeUnit.SECONDS);
      }
      child.awaitLine("somebody switched the audit system off");
      awaitAudit("enabled 1 ");
      Child.run("/bin/true", "after", "that");
      child.awaitLine("process.command_line=/bin/true after that");
      child.endInput();
      child.awaitLine("closed");
    }
  }

  @Test
  void withoutPrivilegesWhatWorksRuns(@TempDir Path folder) throws Exception {
    need();
    Privileges.needProgram("/usr/bin/setpriv");
    Path data = Path.of("/var/tmp/ring3-test-" + ProcessHandle.current().pid());
    Child.run("/bin/mkdir", "-m", "700", data.toString());
    Child.run("/bin/chown", "65534:65534", data.toString());
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
    command.addAll(
        Child.java(data.resolve("data"), data.resolve("jars") + "/*:" + data.resolve("classes")));
    try {
      copyJars(data);
      unprivileged(command);
    } finally {
      Child.run("/bin/rm", "-rf", data.toString());
    }
  }

  private static void unprivileged(List<String> command) throws Exception {
    try (Child child = Child.start(command)) {
      child.awaitLine("started");
      Child.run("/bin/sleep", "0.3");
      child.awaitLine("process.command_line=/bin/sleep 0.3");
      child.endInput();
      String states = child.awaitLine("states");
      assertTrue(
          states.contains(
              "name=linux.process, title=Process lives (proc connector), condition=RUNNING"),
          states);
      assertTrue(
          states.contains("name=linux.audit, title=Audit (netlink), condition=UNAVAILABLE"),
          states);
      assertTrue(
          states.contains("name=linux.file, title=Files (fanotify), condition=UNAVAILABLE"),
          states);
      assertTrue(states.contains("CAP_NET_RAW"), states);
      child.awaitLine("closed");
    }
  }

  /** Another user may not read where the build keeps its jars. */
  private static void copyJars(Path folder) throws Exception {
    Path jars = Files.createDirectory(folder.resolve("jars"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    for (String entry : Child.classPath().split(File.pathSeparator, -1)) {
      Path from = Path.of(entry).toAbsolutePath();
      if (entry.isBlank()) {
        continue;
      }
      if (Files.isDirectory(from)) {
        Child.run("/bin/cp", "-r", from + "/.", classes.toString());
      } else if (Files.exists(from)) {
        Files.copy(from, jars.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Child.run("/bin/chmod", "-R", "a+rX", jars.toString(), classes.toString());
  }

  private static void awaitAudit(String state) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!audit().contains(state)) {
      assertTrue(System.nanoTime() < end, state + "was not there within 20 s");
    }
  }

  private static String audit() throws Exception {
    Process process = new ProcessBuilder("/usr/bin/python3", "-c", ASK).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return text;
  }

  /** A process that the test talks to. */
  private static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private Child(Process process) {
      this.process = process;
      this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(List<String> command) throws IOException {
      return new Child(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    static Child python(String program) throws IOException {
      return start(List.of("/usr/bin/python3", "-c", program));
    }

    static Child collecting(Path data) throws IOException {
      return start(java(data, classPath()));
    }

    static String classPath() {
      return System.getProperty(
          "surefire.test.class.path", System.getProperty("java.class.path", ""));
    }

    static List<String> java(Path data, String classPath) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          classPath,
          Collect.class.getName(),
          data.toString());
    }

    static void run(String... command) throws Exception {
      Process process = new ProcessBuilder(command).start();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }

    /** The next line with that text; fails with what came if there is none. */
    String awaitLine(String text) throws IOException {
      StringBuilder all = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.contains(text)) {
          return line;
        }
        all.append(line).append('\n');
      }
      throw new AssertionError("no line with " + text + " in\n" + all);
    }

    void endInput() throws IOException {
      process.getOutputStream().close();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
