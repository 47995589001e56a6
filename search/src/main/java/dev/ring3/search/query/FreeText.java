package dev.ring3.search.query;

import static dev.ring3.collector.event.Field.*;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which texts of an event words without a field name are looked for in: everything that people
 * would call text. Codes, numbers and what only repeats another text are left out.
 */
public final class FreeText {
  /** Searched always. The lineage is not: it would find every descendant of a program. */
  private static final Set<Field> ALWAYS =
      EnumSet.of(
          HOST_NAME,
          HOST_IP,
          USER_NAME,
          USER_DOMAIN,
          USER_ID,
          USER_TARGET_NAME,
          USER_TARGET_DOMAIN,
          USER_TARGET_ID,
          USER_CHANGES_NAME,
          GROUP_NAME,
          SOURCE_IP,
          SOURCE_DOMAIN,
          DESTINATION_IP,
          DESTINATION_DOMAIN,
          DNS_QUESTION_NAME,
          DNS_ANSWERS_DATA,
          PROCESS_HASH_MD5,
          PROCESS_HASH_SHA1,
          PROCESS_HASH_SHA256,
          PROCESS_PE_IMPHASH,
          PROCESS_PE_ORIGINAL_FILE_NAME,
          PROCESS_PE_COMPANY,
          PROCESS_PE_DESCRIPTION,
          PROCESS_PE_PRODUCT,
          FILE_HASH_MD5,
          FILE_HASH_SHA1,
          FILE_HASH_SHA256,
          FILE_SIGNATURE_SUBJECT,
          DLL_HASH_MD5,
          DLL_HASH_SHA1,
          DLL_HASH_SHA256,
          DLL_PE_ORIGINAL_FILE_NAME,
          DLL_SIGNATURE_SUBJECT,
          SERVICE_NAME,
          EVENT_REASON,
          TAGS);

  /** Searched only where the field that says the same and more is absent. */
  private static final Map<Field, Field> ELSE =
      new EnumMap<>(
          Map.of(
              PROCESS_NAME, PROCESS_EXECUTABLE,
              PROCESS_PARENT_NAME, PROCESS_PARENT_EXECUTABLE,
              TARGET_PROCESS_NAME, TARGET_PROCESS_EXECUTABLE,
              FILE_NAME, FILE_PATH,
              DLL_NAME, DLL_PATH,
              REGISTRY_KEY, REGISTRY_PATH,
              REGISTRY_VALUE, REGISTRY_PATH,
              URL_DOMAIN, URL_FULL));

  /** Long, and of no use as words: search them by name. Hashes have fields of their own. */
  private static final Set<String> LEFT_OUT =
      Set.of("winlog.event_data.CallTrace", "winlog.event_data.Hashes");

  private static final String CODE_SIGNS = "{}()-:.,+%/ TZ";

  private FreeText() {}

  /** Whether this field's values of this event are searched. */
  public static boolean covers(Event event, Field field) {
    if (field.type() == FieldType.TEXT || field.type() == FieldType.PROSE) {
      return field != PROCESS_LINEAGE;
    }
    Field fuller = ELSE.get(field);
    return fuller == null ? ALWAYS.contains(field) : !event.has(fuller);
  }

  /** Whether this value of a name that only the source has is searched. */
  public static boolean coversSource(String name, String value) {
    return !LEFT_OUT.contains(name) && !isCode(value);
  }

  /** Hands on each text that is searched: those of the table's fields, then the source's own. */
  public static void of(Event event, Consumer<String> text) {
    texts(event, field -> true, text);
  }

  /** Like {@link #of}, without prose fields, whose words the index keeps apart. */
  public static void withoutProse(Event event, Consumer<String> text) {
    texts(event, field -> field.type() != FieldType.PROSE, text);
  }

  private static void texts(Event event, Predicate<Field> wanted, Consumer<String> text) {
    event.forEach(
        (field, value) -> {
          if (wanted.test(field) && covers(event, field)) {
            switch (value) {
              case String one -> text.accept(one);
              case List<?> many -> many.forEach(each -> text.accept((String) each));
              case Object other -> text.accept(other.toString());
            }
          }
        });
    event
        .source()
        .forEach(
            (name, value) -> {
              if (coversSource(name, value)) {
                text.accept(value);
              }
            });
  }

  /** Numbers, GUIDs, times, masks: nothing but hexadecimal digits, among them 0 to 9, and signs. */
  private static boolean isCode(String value) {
    boolean digit = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == 'x';
      digit |= c >= '0' && c <= '9';
      if (!hex && (c < '0' || c > '9') && CODE_SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return digit;
  }
}
