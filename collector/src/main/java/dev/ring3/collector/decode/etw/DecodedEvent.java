package dev.ring3.collector.decode.etw;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A record's fields: found, and made into text when they are asked for. Immutable. */
public final class DecodedEvent {
  private final EventDecoder decoder;
  private final RecordData data;
  private final int[] places;
  private final int found;
  private final @Nullable String problem;

  DecodedEvent(
      EventDecoder decoder, RecordData data, int[] places, int found, @Nullable String problem) {
    this.decoder = decoder;
    this.data = data;
    this.places = places;
    this.found = found;
    this.problem = problem;
  }

  /** What the record was decoded by. */
  public EventLayout layout() {
    return decoder.layout();
  }

  /** How many fields were found, from the first on. */
  public int size() {
    return found;
  }

  /** The text of the field at that index. */
  public String text(int index) {
    return decoder.text(index, data, places);
  }

  /** The text of the field of that name, if it was found. */
  public Optional<String> text(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(text(index));
  }

  /** The value of a whole number of that name, if it was found. */
  public OptionalLong number(String name) {
    int index = indexOf(name);
    if (index < 0 || !layout().fields().get(index).type().isWholeNumber()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        ValueText.wholeNumber(layout().fields().get(index).type(), data, places[index]));
  }

  /** All values of a field of whole numbers; none if it was not found. */
  public List<Long> numbers(String name) {
    int index = indexOf(name);
    return index < 0 ? List.of() : decoder.numbers(index, data, places);
  }

  private int indexOf(String name) {
    for (int i = 0; i < found; i++) {
      if (layout().fields().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * All texts by name, in the order of the layout; a name's second gets {@code #2}. Where there are
   * words for a number, they follow it as {@code NAME.text}.
   */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < found; i++) {
      String name = layout().fields().get(i).name();
      String key = freeKey(name, texts);
      texts.put(key, text(i));
      words(i).ifPresent(words -> texts.put(key + ".text", words));
    }
    return Collections.unmodifiableMap(texts);
  }

  private static String freeKey(String name, Map<String, String> taken) {
    String key = name;
    for (int n = 2; taken.containsKey(key); n++) {
      key = name + '#' + n;
    }
    return key;
  }

  private Optional<String> words(int index) {
    FieldLayout field = layout().fields().get(index);
    if (field.words() == null
        || !(field.count() instanceof Size.Own)
        || !field.type().isWholeNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        field.words().text(ValueText.wholeNumber(field.type(), data, places[index])));
  }

  /** Bytes behind the last field that was found. */
  public int bytesLeft() {
    return data.end() - places[found];
  }

  /** Whether the layout accounts for every byte. */
  public boolean isExact() {
    return problem == null && bytesLeft() == 0;
  }

  /** Whether no text has a control character: bytes read at a wrong place often have. */
  public boolean isPrintable() {
    for (int i = 0; i < found; i++) {
      boolean isText = layout().fields().get(i).type() == InType.UTF16;
      if (isText && text(i).chars().anyMatch(c -> c < ' ')) {
        return false;
      }
    }
    return true;
  }

  /** Why not all fields were found, as a phrase; empty if they were. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
