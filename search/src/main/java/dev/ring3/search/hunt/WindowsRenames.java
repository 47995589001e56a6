package dev.ring3.search.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.WindowsNames;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.SourceRenames;
import dev.ring3.search.query.TextPattern;
import java.util.List;

/** Leads queries by Windows' own names to the fields that hold the values. */
final class WindowsRenames implements SourceRenames {
  private final WindowsNames names = WindowsNames.load();

  @Override
  public List<Rename> of(String sourceName) {
    return names.of(sourceName).stream()
        .map(renaming -> new Rename(when(renaming), renaming.field()))
        .toList();
  }

  /** Events of the renaming's kind, unless Ring3 filled the field in. */
  private static Query when(WindowsNames.Renaming renaming) {
    Query provider =
        Query.or(renaming.providers().stream().map(p -> is(Field.EVENT_PROVIDER, p)).toList());
    return new Query.And(
        List.of(
            provider,
            is(Field.EVENT_CODE, renaming.eventCode()),
            new Query.Not(is(Field.RING3_ENRICHED, renaming.field().ecs()))));
  }

  private static Query is(Field field, String value) {
    return new Query.Match(new Name.OfField(field), new Criterion.Text(TextPattern.literal(value)));
  }
}
