package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the host is as before, asked of the kernel by another program. */
class RestoreTest {
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
    String before = AuditState.toRestore();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      assertNotEquals(before, AuditState.now());
      child.endInput();
      child.awaitLine("closed");
    }
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), AuditState.now());
    assertFalse(Files.exists(data.resolve("audit.restore")));
  }

  @Test
  void afterACrashTheNextStartRestores(@TempDir Path data) throws Exception {
    need();
    String before = AuditState.toRestore();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      child.kill();
    }
    assertTrue(AuditState.now().contains("rule"));
    collectFor(data);
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), AuditState.now());
  }

  @Test
  void anyOtherRing3RemovesTheRulesOfAKilledOne(@TempDir Path killed, @TempDir Path other)
      throws Exception {
    need();
    String before = AuditState.toRestore();
    try (Child child = Child.collecting(killed)) {
      child.awaitLine("started");
      child.kill();
    }
    assertNotEquals(AuditState.toRestore(), AuditState.now());
    collectFor(other);
    assertEquals(AuditState.toRestore(), AuditState.now());
    collectFor(killed); // only this one knows the settings from before
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), AuditState.now());
  }

  private static void collectFor(Path data) throws Exception {
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      child.endInput();
      child.awaitLine("closed");
    }
  }

  @Test
  void besideADaemonOnlyRulesAreAddedAndEventsStillCome(@TempDir Path data) throws Exception {
    need();
    try (Child daemon = Child.python(DAEMON)) {
      daemon.awaitLine("owner");
      String before = AuditState.toRestore();
      try (Child child = Child.collecting(data)) {
        child.awaitLine("started");
        Child.run("/bin/true", "beside", "a daemon");
        child.awaitLine("process.command_line=/bin/true beside 'a daemon'");
        String during = AuditState.now();
        assertEquals(
            before.replaceFirst("(?s) limit.*", "").replaceFirst("enabled \\d", ""),
            during.replaceFirst("(?s) limit.*", "").replaceFirst("enabled \\d", ""));
        child.endInput();
        assertTrue(child.awaitLine("states").contains("reads along with the audit daemon"));
        child.awaitLine("closed");
      }
      assertEquals(before, AuditState.now());
      daemon.endInput();
    }
  }

  @Test
  void switchingAuditOffIsToldAndUndone(@TempDir Path data) throws Exception {
    need();
    try (Child child = Child.collecting(data)) {
      child.awaitLine("started");
      try (Child off = Child.python(SWITCH_OFF)) {
        off.awaitEnd();
      }
      child.awaitLine("somebody switched the audit system off");
      awaitAudit("enabled 1 ");
      Child.run("/bin/true", "after", "that");
      child.awaitLine("process.command_line=/bin/true after that");
      child.endInput();
      child.awaitLine("closed");
    }
  }

  private static void awaitAudit(String state) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!AuditState.now().contains(state)) {
      assertTrue(System.nanoTime() < end, state + "was not there within 20 s");
    }
  }
}
