package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.live.SensorState.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an ordinary user's sensors see with no or one capability, and whether they know before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleCapabilitiesTest {
  private static final Pattern STATE =
      Pattern.compile("name=(linux\\.\\w+), title=[^=]*, condition=(\\w+)");

  /** Makes a file, a connection that ends, a look-up of a name and its answer. */
  private static final String DEEDS =
      """
      import os,socket,sys
      open(sys.argv[1],'w').write('x')
      s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen()
      c=socket.create_connection(s.getsockname()); a,_=s.accept(); c.close(); a.close()
      r=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); r.bind(('127.0.0.9',53))
      c=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); c.connect(('127.0.0.9',53))
      name=b'\\5ring3\\7example\\0\\0\\1\\0\\1'
      c.send(bytes.fromhex('123401000001000000000000')+name)
      _,to=r.recvfrom(512)
      r.sendto(bytes.fromhex('123481800001000000000000')+name,to); c.recv(512)
      """;

  private Path folder;

  @BeforeAll
  void copy() throws Exception {
    Privileges.needAudit();
    Privileges.needProgram("/usr/bin/python3");
    Privileges.needProgram("/usr/bin/setpriv");
    folder = Files.createTempDirectory(Path.of("/var/tmp"), "ring3-test-");
    Child.copyJars(folder);
    Child.run("/bin/chmod", "755", folder.toString());
  }

  @AfterAll
  void delete() throws Exception {
    if (folder != null) {
      Child.run("/bin/rm", "-rf", folder.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-all, linux.process linux.socket",
    "+audit_read, linux.process linux.socket",
    "+audit_control, linux.process linux.socket linux.audit",
    "+net_admin, linux.process linux.socket",
    "+net_raw, linux.process linux.socket linux.dns",
    "+sys_admin, linux.process linux.socket linux.file",
  })
  void whatIsPromisedIsSeen(String capability, String working) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data" + capability));
    Child.run("/bin/chown", "65534:65534", data.toString());
    Set<String> sensors = new TreeSet<>(List.of(working.split(" ")));
    try (Child child = Child.start(command(capability, data))) {
      Map<String, Condition> promised = conditions(child.awaitLine("probed"));
      Map<String, Condition> running = conditions(child.awaitLine("started"));
      assertEquals(promised, running);
      Set<String> works = new TreeSet<>();
      running.forEach(
          (name, condition) -> {
            if (condition != Condition.UNAVAILABLE && !name.equals("linux.inventory")) {
              works.add(name);
            }
          });
      assertEquals(sensors, works);
      Child.run("/usr/bin/python3", "-c", DEEDS, folder.resolve("made" + capability).toString());
      Child.run("/bin/sleep", "0.3");
      child.awaitLines(sensors.stream().map(name -> "first of " + name + " ").toList());
      child.endInput();
      child.awaitLine("closed");
    }
  }

  private List<String> command(String capability, Path data) {
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
    if (capability.startsWith("+")) {
      command.addAll(List.of("--inh-caps", capability, "--ambient-caps", capability));
    }
    command.addAll(Child.java(data, folder.resolve("jars") + "/*:" + folder.resolve("classes")));
    return command;
  }

  private static Map<String, Condition> conditions(String line) {
    Map<String, Condition> found = new HashMap<>();
    Matcher states = STATE.matcher(line);
    while (states.find()) {
      found.put(states.group(1), Condition.valueOf(states.group(2)));
    }
    return found;
  }
}
