package dev.ring3.collector.sensor.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TwoListsTest {
  @Test
  void oneThatIsMissingTwiceIsToldOnce() {
    TwoLists lists = new TwoLists();
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L), Set.of(4L)));
    assertEquals(Set.of(8L), lists.missing(Set.of(4L, 8L), Set.of(4L)));
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L), Set.of(4L)));
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L), Set.of(4L, 8L)));
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L), Set.of(4L)));
    assertEquals(Set.of(8L), lists.missing(Set.of(4L, 8L), Set.of(4L)));
  }

  @Test
  void oneThatCameBetweenTheListsIsNotHidden() {
    TwoLists lists = new TwoLists();
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L), Set.of(4L)));
    assertEquals(Set.of(), lists.missing(Set.of(4L, 8L, 12L), Set.of(4L, 8L)));
  }
}
