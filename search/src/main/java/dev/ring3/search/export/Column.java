package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import java.util.List;
import java.util.Map;

/**
 * A column of an export.
 *
 * @param header as people asked for it
 * @param names where its value is: the first of them that an event has
 */
public record Column(String header, List<Name> names) {
  /** What is shown where nobody chose. */
  public static final List<Column> USUAL =
      List.of(
          of(Field.TIMESTAMP),
          of(Field.HOST_NAME),
          of(Field.EVENT_ACTION),
          of(Field.USER_NAME),
          of(Field.PROCESS_NAME),
          of(Field.PROCESS_COMMAND_LINE),
          of(Field.EVENT_CODE),
          of(Field.MESSAGE));

  private static final String BETWEEN = "; ";

  public Column {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("column " + header + " has no name");
    }
  }

  /** The column of a field. */
  public static Column of(Field field) {
    return new Column(field.ecs(), List.of(new Name.OfField(field)));
  }

  /**
   * The columns that people wrote. A source name also shows the fields that it was renamed to.
   *
   * @throws dev.ring3.search.query.QueryException if a name is unknown
   */
  public static List<Column> of(List<String> written, Names names) {
    return written.stream()
        .map(
            header ->
                new Column(
                    header,
                    names.require(header).stream().map(Names.Place::name).distinct().toList()))
        .toList();
  }

  /** The event's value as text, several joined by semicolons; empty if it has none. */
  public String text(Event event) {
    for (Name name : names) {
      String text =
          switch (name) {
            case Name.OfField field -> String.join(BETWEEN, event.texts(field.field()));
            case Name.OfSource source -> source(event, source.name());
          };
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** Whether values are numbers, which no program takes for a formula. */
  boolean isNumber() {
    return names.stream()
        .allMatch(
            name ->
                name instanceof Name.OfField field
                    && field.field().type() == dev.ring3.collector.event.FieldType.LONG);
  }

  private static String source(Event event, String folded) {
    return event.source().entrySet().stream()
        .filter(entry -> Fold.lower(entry.getKey()).equals(folded))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
