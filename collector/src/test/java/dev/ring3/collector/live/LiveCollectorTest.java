package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
  void stop() {
    if (collector != null) {
      collector.close();
    }
  }

  /**
   * Something that is done, and the event that must tell of it.
   *
   * @param python what is done, by a program of its own
   * @param expected told of the event, besides its type, by whoever is named in the mark
   */
  record Deed(String name, String python, EventType type, Predicate<Event> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Deed> deeds() {
    return Stream.of(
        new Deed(
            "short-lived program with odd arguments",
            "import os; os.spawnv(0,'/bin/true',['true','a b','ü','','c\"d'])",
            EventType.PROCESS_START,
            e -> e.text(Field.PROCESS_COMMAND_LINE).equals(Optional.of("true 'a b' ü '' c\"d"))),
        new Deed(
            "connection",
            "import socket; s=socket.socket(); s.connect_ex(('127.0.0.1',9))",
            EventType.NETWORK_CONNECT,
            e -> e.number(Field.DESTINATION_PORT).orElse(0) == 9),
        new Deed(
            "tracing",
            "import ctypes,os,time\np=os.fork()\nif p==0:\n  time.sleep(5); os._exit(0)\nctypes.CDLL(None).ptrace(16,p,0,0)\nos.kill(p,9)",
            EventType.PROCESS_ACCESS,
            e -> e.has(Field.TARGET_PROCESS_ENTITY_ID)),
        file("file created", "open('made','w').write('x')", EventType.FILE_CREATE, "made"),
        file("file modified", "open('changed','w').write('x')", EventType.FILE_MODIFY, "changed"),
        file(
            "file renamed",
            "import os; open('before','w').close(); os.rename('before','after')",
            EventType.FILE_RENAME,
            "after"),
        file(
            "file deleted",
            "import os; open('gone','w').close(); os.unlink('gone')",
            EventType.FILE_DELETE,
            "gone"),
        new Deed(
            "listening socket",
            "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen()",
            EventType.NETWORK_LISTEN,
            e -> "listen".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "accepted connection",
            "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen();"
                + " c=socket.create_connection(s.getsockname()); s.accept()",
            EventType.NETWORK_CONNECT,
            e -> "ingress".equals(e.text(Field.NETWORK_DIRECTION).orElse(""))),
        new Deed(
            "file in memory",
            "import os; f=os.memfd_create('hidden'); os.write(f,open('/bin/true','rb').read());"
                + " os.fork() or os.execve(f,['hidden'],{}); os.wait()",
            EventType.MEMORY_FILE,
            e -> true),
        new Deed(
            "program started from memory",
            "import os; f=os.memfd_create('hidden'); os.write(f,open('/bin/true','rb').read());"
                + " os.fork() or os.execve(f,['hidden'],{}); os.wait()",
            EventType.PROCESS_START,
            e -> e.texts(Field.TAGS).contains("memory_file")),
        new Deed(
            "eBPF program loaded",
            "import ctypes,struct; i=(ctypes.c_char*16).from_buffer_copy("
                + "struct.pack('<BBhiBBhi',0xb7,0,0,0,0x95,0,0,0)); l=ctypes.create_string_buffer(b'GPL');"
                + " a=(ctypes.c_char*128).from_buffer_copy(struct.pack('<IIQQ',1,2,"
                + "ctypes.addressof(i),ctypes.addressof(l)).ljust(128,b'\\0'));"
                + " assert ctypes.CDLL(None).syscall(321,5,a,128)>0",
            EventType.EBPF_LOAD,
            e -> e.source().containsKey("auditd.bpf.prog_id")),
        new Deed(
            "change of user",
            "import os; os.setresuid(0,65534,0)",
            EventType.PRIVILEGE_USE,
            e -> e.has(Field.PROCESS_COMMAND_LINE)),
        new Deed(
            "memory of another process",
            "import ctypes,os; b=(ctypes.c_char*8)(); v=(ctypes.c_long*2)(ctypes.addressof(b),8);"
                + " ctypes.CDLL(None).process_vm_readv(os.getppid(),v,1,v,1,0)",
            EventType.PROCESS_ACCESS,
            e -> "process_vm_readv".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "module refused by the kernel",
            "import ctypes; ctypes.CDLL(None).syscall(175,b'x',1,b'')",
            EventType.DRIVER_LOAD,
            e -> "failure".equals(e.text(Field.EVENT_OUTCOME).orElse(""))),
        new Deed(
            "mount",
            "import ctypes,os; os.mkdir('m'); c=ctypes.CDLL(None);"
                + " assert c.mount(b'none',b'm',b'tmpfs',0,0)==0; c.umount2(b'm',0)",
            EventType.MOUNT,
            e -> e.text(Field.FILE_PATH).orElse("").endsWith("/scratch/m")),
        new Deed(
            "name looked up",
            """
            import socket,threading,time
            v=socket.socket(2,2); v.bind(('127.0.0.53',53))
            def serve():
              q,a=v.recvfrom(512)
              v.sendto(q[:2]+bytes.fromhex('81800001000100000000')+q[12:]
                +bytes.fromhex('c00c00010001000000050004c0000207'),a)
            threading.Thread(target=serve).start()
            c=socket.socket(2,2); c.connect(('127.0.0.53',53))
            c.send(bytes.fromhex('12340100000100000000000005')+b'ring3'+b'\\x07example'
              +bytes.fromhex('0000010001'))
            c.recv(512); time.sleep(1)
            """,
            EventType.DNS_QUERY,
            e ->
                e.text(Field.DNS_QUESTION_NAME).orElse("").equals("ring3.example")
                    && e.texts(Field.DNS_RESOLVED_IP).contains("192.0.2.7")),
        new Deed(
            "hashes of a program",
            "import os; os.spawnv(0,'/bin/true',['true'])",
            EventType.PROCESS_START,
            e -> e.text(Field.PROCESS_HASH_SHA256).orElse("").length() == 64),
        new Deed(
            "script's text",
            "import os; open('s.sh','w').write('#!/bin/sh\\n: marked-text\\n'); os.spawnv(0,'/bin/sh',['sh','s.sh'])",
            EventType.SCRIPT_BLOCK,
            e ->
                e.text(Field.SCRIPT_BLOCK_TEXT).orElse("").contains("marked-text")
                    && e.has(Field.FILE_PATH)),
        new Deed(
            "sensitive file opened",
            "open('/etc/shadow').close()",
            EventType.FILE_OPEN,
            e -> e.text(Field.FILE_PATH).orElse("").equals("/etc/shadow")));
  }

  /** The doer lives on for a moment: the kernel names none that ended before it was read. */
  private static Deed file(String name, String python, EventType type, String file) {
    return new Deed(
        name, python, type, e -> e.text(Field.FILE_PATH).orElse("").endsWith("/scratch/" + file));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void aDeedIsTold(Deed deed) throws Exception {
    long pid = run(deed.python());
    Event event =
        collected
            .await(e -> e.type() == deed.type() && deed.expected().test(e) && by(e, pid))
            .orElseThrow(() -> new AssertionError(deed + " was not told; events:\n" + near(pid)));
    assertTrue(event.has(Field.PROCESS_ENTITY_ID), event.toString());
    assertTrue(event.has(Field.PROCESS_PARENT_NAME), event.toString());
    assertTrue(event.text(Field.PROCESS_LINEAGE).orElse("").contains("python3"), event.toString());
    assertEquals("root", event.text(Field.USER_NAME).orElse(""));
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

  private long run(String python) throws Exception {
    Process process =
        new ProcessBuilder("/usr/bin/python3", "-c", python)
            .directory(scratch.toFile())
            .inheritIO()
            .start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return process.pid();
  }

  @Test
  void endsAreToldWithTheirCode() throws Exception {
    long pid = run("import sys; sys.exit(7)");
    Event end =
        collected
            .await(e -> e.type() == EventType.PROCESS_END && by(e, pid))
            .orElseThrow(() -> new AssertionError(near(pid)));
    assertEquals(7, end.number(Field.PROCESS_EXIT_CODE).orElse(-1));
    assertTrue(end.text(Field.PROCESS_COMMAND_LINE).orElse("").contains("sys.exit(7)"));
  }
}
