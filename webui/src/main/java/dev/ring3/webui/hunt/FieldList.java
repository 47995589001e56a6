package dev.ring3.webui.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.index.Row;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fields that the sidebar offers.
 *
 * @param usual those whose values are shown from the start
 * @param seen the others that the newest hits have
 * @param rest what else the table of fields has
 */
record FieldList(List<Entry> usual, List<Entry> seen, List<Entry> rest) {
  /** Hits that are looked at to find which fields there are. */
  static final int SAMPLE = 200;

  private static final List<Field> USUAL =
      List.of(Field.EVENT_ACTION, Field.HOST_NAME, Field.PROCESS_NAME, Field.USER_NAME);

  FieldList {
    usual = List.copyOf(usual);
    seen = List.copyOf(seen);
    rest = List.copyOf(rest);
  }

  /**
   * One field.
   *
   * @param url address of its values
   */
  record Entry(String name, String label, String url) {}

  static List<String> usualNames() {
    return USUAL.stream().map(Field::ecs).toList();
  }

  static FieldList of(List<Row> sample, HuntState state) {
    TreeSet<String> seen = new TreeSet<>();
    for (Row row : sample) {
      row.event().forEach((field, value) -> seen.add(field.ecs()));
      seen.addAll(row.event().source().keySet());
    }
    List<String> usual = usualNames();
    Stream<String> rest =
        Stream.of(Field.values()).map(Field::ecs).filter(name -> !seen.contains(name));
    return new FieldList(
        entries(usual.stream(), state),
        entries(seen.stream().filter(name -> !usual.contains(name)), state),
        entries(rest.filter(name -> !usual.contains(name)).sorted(), state));
  }

  private static List<Entry> entries(Stream<String> names, HuntState state) {
    return names
        .filter(FieldList::hasValues)
        .map(
            name ->
                new Entry(
                    name,
                    FacetView.label(name),
                    state.withCursor(null).url("/hunt/field", "name", name)))
        .toList();
  }

  private static boolean hasValues(String name) {
    return Field.named(name)
        .map(field -> field.type() != FieldType.DATE && field.type() != FieldType.PROSE)
        .orElse(true);
  }
}
