package dev.ring3.collector.sensor.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.windows.AutorunPlaces.Keys;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Kind;
import org.junit.jupiter.api.Test;

class AutorunPlacesTest {
  @Test
  void thePlacesThatComeWithRing3AreRead() {
    AutorunPlaces places = AutorunPlaces.load();
    Keys winlogon =
        places.keys().stream().filter(k -> k.name().equals("Winlogon")).findFirst().orElseThrow();
    assertTrue(winlogon.wants("userinit"));
    assertFalse(winlogon.wants("LegalNoticeText"));
    assertTrue(places.folders().stream().anyMatch(f -> f.kind() == Kind.TASK && f.deep() > 1));
    assertTrue(
        places.keys().stream().allMatch(k -> k.technique().matches("T\\d{4}(\\.\\d{3})?")),
        "each has a technique");
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertWrong(
        "autoruns.yml: Run: there is no value; there are [keys, technique, values]",
        "{registry: {Run: {value: x}}, folders: {}}");
    assertWrong(
        "autoruns.yml: Run: keys are below HKLM or HKU, has HKCU\\a",
        "{registry: {Run: {technique: T1, keys: ['HKCU\\a']}}, folders: {}}");
    assertWrong(
        "autoruns.yml: Tasks: kind is file or task, has job",
        "{registry: {}, folders: {Tasks: {technique: T1, kind: job, paths: [a]}}}");
    assertWrong("autoruns.yml: folders: needs a map, has null", "{registry: {}}");
  }

  private static void assertWrong(String message, String yaml) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> AutorunPlaces.parse(yaml)).getMessage());
  }
}
