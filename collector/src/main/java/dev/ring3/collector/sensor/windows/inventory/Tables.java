package dev.ring3.collector.sensor.windows.inventory;

import dev.ring3.collector.decode.windows.FileTime;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.win32.ProcessList;
import dev.ring3.collector.win32.file.VolumeList;
import dev.ring3.collector.win32.host.DnsCache;
import dev.ring3.collector.win32.host.LoadedModules;
import dev.ring3.collector.win32.host.LogonSessions;
import dev.ring3.collector.win32.host.NamedMutexes;
import dev.ring3.collector.win32.host.NamedPipes;
import dev.ring3.collector.win32.host.NetworkApi;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables that calls of Windows give. */
final class Tables {
  /** Kinds of DNS records by number (RFC 1035, 3596, 2782, 9460). */
  private static final Map<Integer, String> RECORDS =
      Map.of(
          1, "A", 2, "NS", 5, "CNAME", 6, "SOA", 12, "PTR", 15, "MX", 16, "TXT", 28, "AAAA", 33,
          "SRV", 65, "HTTPS");

  private Tables() {}

  static Map<String, Item> pipes() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (String name : NamedPipes.names(Inventory.MAX_ITEMS)) {
      items.put(name, new Item("", Map.of("file.name", "\\" + name)));
    }
    return items;
  }

  /** Under the names that programs use for them. */
  static Map<String, Item> mutexes() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (NamedMutexes.NamedMutex mutex : NamedMutexes.all(Inventory.MAX_ITEMS)) {
      Map<String, String> values = new LinkedHashMap<>();
      boolean isLocal = mutex.session().isPresent();
      values.put("ring3.mutex.name", (isLocal ? "Local\\" : "Global\\") + mutex.name());
      mutex.session().ifPresent(s -> values.put("windows.session_id", Integer.toString(s)));
      items.put(mutex.session() + mutex.name(), new Item("", values));
    }
    return items;
  }

  /** A process that started again under the same number is taken for the same. */
  static Map<String, Item> modules() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (long pid : ProcessList.toolhelp().keySet()) {
      for (String path : LoadedModules.of(pid, Inventory.MAX_ITEMS - items.size())) {
        items.put(
            pid + " " + path,
            new Item("", Map.of("process.pid", Long.toString(pid), "dll.path", path)));
      }
    }
    return items;
  }

  static Map<String, Item> sessions() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (LogonSessions.Session session : LogonSessions.all()) {
      Map<String, String> values = new LinkedHashMap<>();
      put(values, "user.name", session.user());
      put(values, "user.domain", session.domain());
      put(values, "user.id", session.sid());
      values.put("winlog.logon.id", "0x" + Long.toHexString(session.id()));
      values.put("winlog.logon.type", Integer.toString(session.type()));
      put(values, "windows.logon.package", session.authentication());
      values.put("windows.session_id", Integer.toString(session.session()));
      values.put("windows.logon.time", FileTime.instant(session.time()).toString());
      items.put(Long.toHexString(session.id()), new Item("", values));
    }
    return items;
  }

  /** A name that is asked for again while it is remembered is not seen again. */
  static Map<String, Item> names() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (DnsCache.Entry entry : DnsCache.entries(Inventory.MAX_ITEMS)) {
      String type = RECORDS.getOrDefault(entry.type(), Integer.toString(entry.type()));
      items.put(
          entry.name() + ' ' + type,
          new Item("", Map.of("dns.question.name", entry.name(), "dns.question.type", type)));
    }
    return items;
  }

  static Map<String, Item> volumes() {
    Map<String, Item> items = new LinkedHashMap<>();
    for (VolumeList.Volume volume : VolumeList.all()) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("volume.mount_name", volume.path());
      values.put("windows.volume.kind", volume.kind());
      put(values, "windows.volume.label", volume.label());
      put(values, "volume.file_system_type", volume.fileSystem());
      put(values, "volume.serial_number", volume.serial());
      items.put(volume.path(), new Item(values.toString(), values));
    }
    return items;
  }

  static Map<String, Item> shares() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    List<NetworkApi.Share> shares = NetworkApi.shares();
    for (NetworkApi.Share share : shares) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("windows.share.name", share.name());
      values.put("windows.share.type", "0x" + Integer.toHexString(share.type()));
      put(values, "windows.share.remark", share.remark());
      put(values, "file.path", share.path());
      items.put(share.name(), new Item(values.toString(), values));
    }
    return items;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(name, value);
    }
  }
}
