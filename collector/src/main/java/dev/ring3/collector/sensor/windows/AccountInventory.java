package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.win32.Accounts;
import dev.ring3.collector.win32.Accounts.User;
import dev.ring3.collector.win32.host.NetworkApi;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users and groups of this host. */
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
            "Local users and groups (compared)",
            "Local users and groups, with their members, that are made, changed or deleted, within"
                + " 10 seconds.",
            EVERY,
            List.of(
                new Inventory(
                    "users",
                    "account_create",
                    "account_change",
                    "account_delete",
                    List.of(),
                    AccountInventory::look),
                new Inventory(
                    "groups",
                    "group_change",
                    "group_change",
                    "group_change",
                    List.of(),
                    AccountInventory::groups))),
        clock,
        host);
  }

  private static Map<String, Item> groups() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (NetworkApi.Group group : NetworkApi.groups()) {
      if (items.size() < Inventory.MAX_ITEMS) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("group.name", group.name());
        values.put("windows.group.comment", group.comment());
        values.put("windows.group.members", String.join(", ", group.members()));
        items.put(group.name(), new Item(group.toString(), values));
      }
    }
    return items;
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
