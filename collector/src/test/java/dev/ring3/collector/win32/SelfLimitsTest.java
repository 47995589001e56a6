package dev.ring3.collector.win32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** This process limits itself; what this Windows refuses is an error with the call and a code. */
@EnabledOnOs(OS.WINDOWS)
class SelfLimitsTest {
  private static final int CPU_RATE_CONTROL = 15;

  private interface Step {
    void run() throws IOException;
  }

  /** Whether it was done; what was not must name the call. */
  private static boolean done(Step step, String call) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.matches(call + "[^:]* failed \\([0-9]+\\): .+"), said);
      System.out.println("refused here: " + said);
      return false;
    }
  }

  /** What limits the job that this process is in: flags and value. */
  private static List<Integer> limit() {
    Function query = NativeLibrary.getInstance("kernel32").getFunction("QueryInformationJobObject");
    try (Memory info = new Memory(8)) {
      int answer =
          query.invokeInt(new Object[] {Pointer.NULL, CPU_RATE_CONTROL, info, 8, Pointer.NULL});
      assertTrue(answer != 0, "the job can be asked for");
      return List.of(info.getInt(0), info.getInt(4));
    }
  }

  @Test
  void thePartOfTheProcessorsIsTheJobs() {
    if (done(() -> SelfLimits.capProcessors(90), "SetInformationJobObject")) {
      assertEquals(List.of(0x1 | 0x4, 9000), limit());
    }
  }

  @Test
  void aThreadCanWorkInTheBackground() {
    boolean can = done(SelfLimits::tryBackground, "SetThreadPriority");
    assertEquals(can, SelfLimits.workInBackground());
  }
}
