package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.win32.Accounts;
import dev.ring3.collector.win32.Accounts.User;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users of this host. */
public final class AccountInventory {
  public static final String NAME = "windows.accounts";

  static final Duration EVERY = Duration.ofSeconds(10);

  private AccountInventory() {}

  /**
   * @param host name of this host
   */
  public static SnapshotSensor sensor(Clock clock, String host) {
    return new SnapshotSensor(
        new Subject(
            NAME,
            "Local users (compared)",
            "Local users that are made, changed or deleted, within 10 seconds.",
            EVERY,
            List.of(
                new Inventory(
                    "users",
                    "account_create",
                    "account_change",
                    "account_delete",
                    List.of(),
                    AccountInventory::look))),
        clock,
        host);
  }

  private static Map<String, Item> look() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (User user : Accounts.users()) {
      if (items.size() < Inventory.MAX_ITEMS) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("user.target.name", user.name());
        values.put("windows.account.comment", user.comment());
        values.put("windows.account.privilege", Integer.toString(user.privilege()));
        values.put("windows.account.flags", "0x" + Integer.toHexString(user.flags()));
        items.put(user.name(), new Item(user.toString(), values));
      }
    }
    return items;
  }
}
