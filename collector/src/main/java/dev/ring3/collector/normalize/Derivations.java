package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.Map;

/** Fields that follow from others: names from paths, hives from registry paths. */
final class Derivations {
  private static final Map<Field, Field> NAME_OF =
      Map.of(
          Field.PROCESS_EXECUTABLE, Field.PROCESS_NAME,
          Field.PROCESS_PARENT_EXECUTABLE, Field.PROCESS_PARENT_NAME,
          Field.TARGET_PROCESS_EXECUTABLE, Field.TARGET_PROCESS_NAME,
          Field.DLL_PATH, Field.DLL_NAME,
          Field.FILE_PATH, Field.FILE_NAME);

  /** Longest first; kernel names are those of the object manager. */
  private static final String[][] HIVES = {
    {"\\REGISTRY\\MACHINE\\", "HKLM"},
    {"\\REGISTRY\\USER\\", "HKU"},
    {"HKEY_LOCAL_MACHINE\\", "HKLM"},
    {"HKEY_CURRENT_USER\\", "HKCU"},
    {"HKEY_CLASSES_ROOT\\", "HKCR"},
    {"HKEY_USERS\\", "HKU"},
    {"HKLM\\", "HKLM"},
    {"HKCU\\", "HKCU"},
    {"HKCR\\", "HKCR"},
    {"HKU\\", "HKU"},
  };

  private Derivations() {}

  static void complete(Event.Builder event) {
    NAME_OF.forEach((path, name) -> name(event, path, name));
    event.text(Field.FILE_PATH).ifPresent(path -> file(event, path));
    event.text(Field.REGISTRY_PATH).ifPresent(path -> registry(event, path));
  }

  private static void name(Event.Builder event, Field path, Field name) {
    if (event.has(name)) {
      return;
    }
    event.text(path).ifPresent(p -> event.set(name, lastPart(p)));
  }

  private static void file(Event.Builder event, String path) {
    int slash = lastSlash(path);
    if (slash > 0 && !event.has(Field.FILE_DIRECTORY)) {
      event.set(Field.FILE_DIRECTORY, path.substring(0, slash));
    }
    int dot = path.lastIndexOf('.');
    if (dot > slash + 1 && dot < path.length() - 1 && !event.has(Field.FILE_EXTENSION)) {
      event.set(Field.FILE_EXTENSION, path.substring(dot + 1));
    }
  }

  private static void registry(Event.Builder event, String path) {
    for (String[] hive : HIVES) {
      if (path.regionMatches(true, 0, hive[0], 0, hive[0].length())) {
        String key = path.substring(hive[0].length());
        int slash = key.lastIndexOf('\\');
        if (slash >= 0 && namesValue(event)) {
          event.set(Field.REGISTRY_VALUE, key.substring(slash + 1));
          key = key.substring(0, slash);
        }
        event.set(Field.REGISTRY_HIVE, hive[1]);
        event.set(Field.REGISTRY_KEY, key);
        return;
      }
    }
  }

  /** Whether the path of this kind of event ends with a value's name. */
  private static boolean namesValue(Event.Builder event) {
    boolean aboutValue =
        event.type() == EventType.REGISTRY_VALUE_SET
            || event.type() == EventType.REGISTRY_VALUE_DELETE;
    return aboutValue && !event.has(Field.REGISTRY_VALUE);
  }

  /** The part of a Windows or POSIX path behind its last separator. */
  static String lastPart(String path) {
    return path.substring(lastSlash(path) + 1);
  }

  private static int lastSlash(String path) {
    return Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  }
}
