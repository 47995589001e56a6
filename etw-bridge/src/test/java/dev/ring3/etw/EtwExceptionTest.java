package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EtwExceptionTest {
  @Test
  void itNamesCallCodeAndRemedy() {
    assertEquals(
        "StartTrace failed (5, access denied): run as administrator or join the group"
            + " \"Performance Log Users\"",
        new EtwException("StartTrace", 5).getMessage());
    assertEquals(
        "StartTrace failed (1450, no more sessions): Windows runs 64 trace sessions at most: end"
            + " some (logman query -ets)",
        new EtwException("StartTrace", 1450).getMessage());
    assertEquals(
        "ProcessTrace failed (4294967295): look the code up with net helpmsg 4294967295",
        new EtwException("ProcessTrace", -1).getMessage());
  }
}
