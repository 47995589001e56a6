package dev.ring3.collector.win32.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import dev.ring3.collector.win32.service.NotifiedHandle.Answer;
import dev.ring3.collector.win32.service.NotifiedHandle.Notice;
import org.junit.jupiter.api.Test;

/** Notices laid out by the test as winsvc.h has them, and the numbers of winerror.h. */
class NotifiedHandleTest {
  private static Notice notice(int status, int state, int triggered) {
    try (Memory buffer = new Memory(80)) {
      buffer.clear();
      buffer.setInt(24, status);
      buffer.setInt(28, 0x10); // dwServiceType
      buffer.setInt(32, state);
      buffer.setInt(64, triggered);
      return Notice.read(buffer);
    }
  }

  @Test
  void aNoticeOfAStateTellsIt() {
    Notice runs = notice(0, 4, 8);
    assertEquals(new Notice(0, 4, 8), runs);
    assertFalse(runs.leaves());
  }

  @Test
  void aServiceThatIsToBeDeletedLeaves() {
    assertTrue(notice(0, 4, 0x200).leaves());
    assertTrue(notice(0, 1, 0x201).leaves());
    assertTrue(notice(1072, 0, 0).leaves());
    assertFalse(notice(1235, 0, 0x200).leaves(), "of a failed notice the rest is not right");
  }

  @Test
  void eachAnswerHasItsMeaning() {
    assertEquals(Answer.ARMED, Answer.of(0));
    assertEquals(Answer.ARMED, Answer.of(1242));
    assertEquals(Answer.LEAVING, Answer.of(1072));
    assertEquals(Answer.LAGGING, Answer.of(1294));
    assertEquals(Answer.REFUSED, Answer.of(5));
    assertEquals(Answer.REFUSED, Answer.of(120));
  }
}
