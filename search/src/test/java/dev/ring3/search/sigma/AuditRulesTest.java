package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.search.query.match.EventMatcher;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules written for the records of auditd find Ring3's events of the same calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRulesTest {
  private static final String HEAD = "title: t\nlogsource: {product: linux, service: auditd}\n";

  /** By their serial numbers: 1 and 2 start programs, 3 to 5 are other calls, 6 and 7 messages. */
  private static final String LOG =
      """
      type=SYSCALL msg=audit(1767322800.1:1): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=55d8 a2=55e0 a3=8 items=2 ppid=900 pid=901 auid=1000 uid=1000 gid=1000 euid=0 suid=0 fsuid=0 egid=1000 sgid=1000 fsgid=1000 tty=pts0 ses=3 comm="chattr" exe="/usr/bin/chattr" key="exec"
      type=EXECVE msg=audit(1767322800.1:1): argc=3 a0="chattr" a1="-i" a2=6D792066696C65
      type=CWD msg=audit(1767322800.1:1): cwd="/home/ann"
      type=PATH msg=audit(1767322800.1:1): item=0 name="/usr/bin/chattr" inode=77 dev=fd:00 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL
      type=EOE msg=audit(1767322800.1:1):
      type=SYSCALL msg=audit(1767322800.2:2): arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=8 items=2 ppid=900 pid=902 auid=1000 uid=33 gid=33 euid=33 suid=33 fsuid=33 egid=33 sgid=33 fsgid=33 tty=(none) ses=3 comm="x" exe="/tmp/.x" key=(null)
      type=EXECVE msg=audit(1767322800.2:2): argc=2 a0="./x" a1="chattr"
      type=EOE msg=audit(1767322800.2:2):
      type=SYSCALL msg=audit(1767322800.3:3): arch=c000003e syscall=41 success=yes exit=3 a0=26 a1=5 a2=0 a3=0 items=0 ppid=900 pid=903 auid=1000 uid=1000 gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000 tty=(none) ses=3 comm="probe" exe="/opt/probe" key=(null)
      type=EOE msg=audit(1767322800.3:3):
      type=SYSCALL msg=audit(1767322800.4:4): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7f a2=241 a3=1b6 items=2 ppid=900 pid=904 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm="tee" exe="/usr/bin/tee" key="files"
      type=CWD msg=audit(1767322800.4:4): cwd="/root"
      type=PATH msg=audit(1767322800.4:4): item=0 name="/etc/systemd/system/" inode=1 dev=fd:00 mode=040755 ouid=0 ogid=0 rdev=00:00 nametype=PARENT
      type=PATH msg=audit(1767322800.4:4): item=1 name="/etc/systemd/system/own.service" inode=2 dev=fd:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=CREATE
      type=EOE msg=audit(1767322800.4:4):
      type=SYSCALL msg=audit(1767322800.5:5): arch=c000003e syscall=135 success=yes exit=0 a0=40000 a1=0 a2=0 a3=0 items=0 ppid=900 pid=905 auid=1000 uid=1000 gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000 tty=pts0 ses=3 comm="setarch" exe="/usr/bin/setarch" key=(null)
      type=EOE msg=audit(1767322800.5:5):
      type=SERVICE_STOP msg=audit(1767322800.6:6): pid=1 uid=0 auid=4294967295 ses=4294967295 msg='unit=ufw comm="systemd" exe="/usr/lib/systemd/systemd" hostname=? addr=? terminal=? res=success'
      type=ADD_USER msg=audit(1767322800.7:7): pid=960 uid=0 auid=1000 ses=3 msg='op=adding user id=1007 exe="/usr/sbin/useradd" hostname=host addr=? terminal=pts/0 res=success'
      """;

  private final List<Event> events = new ArrayList<>();

  @BeforeAll
  void read(@TempDir Path folder) throws IOException {
    Path log = Files.writeString(folder.resolve("audit.log"), LOG);
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), events::add);
    new FileReader()
        .read(
            log,
            "audit.log",
            item -> {
              if (item instanceof SourceRecord record) {
                pipeline.accept(record);
              }
            });
    pipeline.flush();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "type: EXECVE, a0|contains: chattr, a1|contains: -i; 1",
        "type: execve, a1: chattr; 2",
        "type: EXECVE, a2: my file; 1",
        "type: EXECVE, a0: 55d0; ''",
        "a1|startswith: '-'; 1",
        "type: SYSCALL, SYSCALL: [execve, execveat], euid: 33; 2",
        "type: SYSCALL, euid: 0; 1 4",
        "type: SYSCALL, SYSCALL: socket, a0: 26; 3",
        "type: SYSCALL, SYSCALL: personality, a0: 40000; 5",
        "type: SYSCALL, comm: probe, exe|endswith: /probe, success: yes; 3",
        "type: PATH, name|contains: '/.'; 2",
        "type: PATH, nametype: CREATE, name|startswith: /etc/systemd/system/; 4",
        "type: PATH, nametype: NORMAL; 1 2",
        "key: files; 4",
        "type: SERVICE_STOP, unit: ufw; 6",
        "type: ADD_USER; 7",
        "type: [TTY, USER_TTY]; ''"
      })
  void rulesFind(String items, String serials) {
    finds("{" + items + "}", serials);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"[chattr]; 1 2", "{'|all': [chattr, my f]}; 1", "[/etc/systemd]; 4", "['1000']; ''"})
  void keywordsAreLookedForInWhatTheRecordsSay(String keywords, String serials) {
    finds(keywords, serials);
  }

  private void finds(String selection, String serials) {
    String rule = HEAD + "detection:\n  selection: " + selection + "\n  condition: selection\n";
    SigmaFile file = SigmaReader.read("r.yml", rule);
    assertEquals(List.of(), file.errors());
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    Compiled compiled = compiler.compile((SigmaDocument.Rule) file.documents().getFirst());
    EventMatcher matcher = new EventMatcher(((Compiled.Mapped) compiled).query());
    List<String> found =
        events.stream()
            .filter(matcher::matches)
            .map(event -> event.text(Field.EVENT_SEQUENCE).orElseThrow())
            .sorted()
            .toList();
    assertEquals(serials.isEmpty() ? List.of() : List.of(serials.split(" ")), found);
  }
}
