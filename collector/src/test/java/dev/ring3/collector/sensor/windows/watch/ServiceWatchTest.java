package dev.ring3.collector.sensor.windows.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.win32.service.ServiceNotices.Gaps;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
  @Test
  void whatIsNotWatchedIsToldWithTheReason() {
    assertEquals(List.of(), ServiceWatch.lacks(new Gaps(Set.of(), 0)));
    List<Lack> lacks = ServiceWatch.lacks(new Gaps(Set.of("b", "a"), 3));
    assertEquals(
        List.of(
            "starts and stops of services at once, of 2 such as a",
            "starts and stops of services at once, of 3"),
        lacks.stream().map(Lack::what).toList());
    assertTrue(lacks.getFirst().remedy().contains("run as administrator"), lacks::toString);
    assertTrue(lacks.getLast().remedy().contains("no more than 2048"), lacks::toString);
  }
}
