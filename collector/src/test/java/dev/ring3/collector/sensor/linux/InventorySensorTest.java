package dev.ring3.collector.sensor.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.ProcessNotice;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.SourceRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changed what is told, whether the change is read first or the comparison finds it first. */
class InventorySensorTest {
  private final Map<String, Item> tasks = new LinkedHashMap<>();
  private final Map<String, Item> users = new LinkedHashMap<>();
  private final Map<String, Item> modules = new LinkedHashMap<>();
  private final List<HostRecord> found = new ArrayList<>();
  private long now = -7;
  private final Findings findings =
      new Findings() {
        @Override
        public void record(SourceRecord record) {
          found.add((HostRecord) record);
        }

        @Override
        public void process(ProcessNotice notice) {
          throw new AssertionError(notice);
        }
      };
  private final InventorySensor sensor =
      new InventorySensor(
          List.of(
              inventory("task", List.of(Path.of("/tasks")), tasks),
              inventory("account", List.of(Path.of("/users")), users),
              inventory("driver", List.of(), modules)),
          Clock.systemUTC(),
          () -> now);

  private static Inventory inventory(String kind, List<Path> places, Map<String, Item> items) {
    return new Inventory(
        kind,
        kind + "_create",
        kind + "_change",
        kind + "_delete",
        places,
        () -> new LinkedHashMap<>(items));
  }

  @BeforeEach
  void start() {
    file("/tasks/one", "old");
    sensor.start(new Lane(Clock.systemUTC(), new Semaphore(0)));
  }

  private void file(String path, String state) {
    tasks.put(path, new Item(state, Map.of("file.path", path)));
  }

  private void touched(String path, String pid) {
    sensor.touched(path, Map.of("process.pid", pid), findings);
  }

  /** Each as action, file or other name, and pid. */
  private List<String> told() {
    return found.stream()
        .map(
            r ->
                r.action()
                    + ' '
                    + r.values().getOrDefault("file.path", "-")
                    + ' '
                    + r.values().getOrDefault("process.pid", "-"))
        .toList();
  }

  @Test
  void whoChangedItIsToldAlsoWhenTheComparisonWasFirst() {
    file("/tasks/one", "new");
    sensor.lookAgain(findings);
    assertEquals(List.of(), told());
    touched("/tasks/one", "7");
    touched("/tasks/one", "8");
    assertEquals(List.of("task_change /tasks/one 7"), told());
  }

  @Test
  void eachIsToldWithWhoChangedIt() {
    file("/tasks/one", "new");
    file("/tasks/two", "new");
    touched("/tasks/two", "2");
    touched("/tasks/one", "1");
    assertEquals(List.of("task_create /tasks/two 2", "task_change /tasks/one 1"), told());
  }

  @Test
  void whatWasInFolderIsByWhoTookItAway() {
    tasks.clear();
    touched("/tasks", "3");
    assertEquals(List.of("task_delete /tasks/one 3"), told());
  }

  @Test
  void lineOfTableIsByWhoWroteTheTable() {
    users.put("visitor", new Item("", Map.of("user.target.name", "visitor")));
    sensor.lookAgain(findings);
    touched("/tasks/one", "4");
    assertEquals(List.of(), told());
    touched("/users", "5");
    assertEquals(List.of("account_create - 5"), told());
  }

  @Test
  void whatNobodyIsSeenToChangeIsToldLater() {
    now += InventorySensor.EVERY_NANOS - 1;
    file("/tasks/one", "new");
    sensor.tick(findings);
    now++;
    sensor.tick(findings);
    now += InventorySensor.HELD_NANOS - 1;
    sensor.tick(findings);
    assertEquals(List.of(), told());
    now++;
    sensor.tick(findings);
    assertEquals(List.of("task_change /tasks/one -"), told());
  }

  @Test
  void whatIsMadeInNewFolderIsNotByWhoMadeTheFolder() {
    file("/tasks/two", "new");
    touched("/tasks", "1");
    assertEquals(List.of(), told());
    touched("/tasks/two", "2");
    assertEquals(List.of("task_create /tasks/two 2"), told());
  }

  @Test
  void whatIsHeldAtTheEndIsTold() {
    file("/tasks/one", "new");
    sensor.lookAgain(findings);
    sensor.flush(findings);
    sensor.flush(findings);
    assertEquals(List.of("task_change /tasks/one -"), told());
  }

  @Test
  void whatNoFileTellsOfIsToldAtOnce() {
    modules.put("one", new Item("", Map.of("file.name", "one")));
    sensor.lookAgain(findings);
    assertEquals(List.of("driver_create - -"), told());
  }

  private void fill() {
    for (int i = 0; i < InventorySensor.MAX_HELD + 2; i++) {
      file("/tasks/" + i, "");
    }
  }

  @Test
  void holdsBoundedNumber() {
    fill();
    sensor.lookAgain(findings);
    assertEquals(2, found.size());
    sensor.flush(findings);
    assertEquals(InventorySensor.MAX_HELD + 2, found.size());
    assertFalse(told().contains("task_create /tasks/one -"));
  }

  @Test
  void whoTookMoreAwayThanIsHeldIsToldOfAll() {
    fill();
    sensor.lookAgain(findings);
    sensor.flush(findings);
    found.clear();
    tasks.clear();
    touched("/tasks", "6");
    assertEquals(InventorySensor.MAX_HELD + 3, found.size());
    assertTrue(told().stream().allMatch(line -> line.endsWith(" 6")));
  }
}
