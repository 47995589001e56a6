package dev.ring3.search.index.mapping;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.Field.Cardinality;
import dev.ring3.collector.event.FieldType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the events of one segment. For one thread, and documents in ascending order only: make
 * another one to go back.
 */
public final class LeafEvents {
  private final List<Column> columns = new ArrayList<>();
  private final SortedNumericDocValues times;
  private final SortedSetDocValues actions;
  private final OrdinalValues<String> types;
  private final @Nullable SortedSetDocValues source;
  private final @Nullable OrdinalValues<Pair> pairs;
  private final @Nullable SortedDocValues order;
  private final RestReader rests;

  /** Reads one column of one document into an event. */
  private interface Column {
    void read(int document, Event.Builder event, Map<String, int[]> orders) throws IOException;
  }

  /** A value under the source's own name. */
  private record Pair(String name, String value) {
    static Pair of(String written) {
      int end = written.indexOf('=');
      return new Pair(Layout.sourceName(written.substring(0, end)), written.substring(end + 1));
    }
  }

  /** Opens the columns of a segment. */
  public LeafEvents(LeafReader leaf) throws IOException {
    for (Field field : Field.values()) {
      if (field != Field.TIMESTAMP
          && field != Field.EVENT_ACTION
          && field != Field.EVENT_CATEGORY
          && field != Field.EVENT_TYPE
          && field.type() != FieldType.PROSE
          && leaf.getFieldInfos().fieldInfo(field.ecs()) != null) {
        columns.add(column(leaf, field));
      }
    }
    this.times = DocValues.getSortedNumeric(leaf, Field.TIMESTAMP.ecs());
    this.actions = DocValues.getSortedSet(leaf, Field.EVENT_ACTION.ecs());
    this.types = new OrdinalValues<>(actions::lookupOrd, action -> action);
    this.source = leaf.getSortedSetDocValues(Layout.SOURCE);
    this.pairs = source == null ? null : new OrdinalValues<>(source::lookupOrd, Pair::of);
    this.order = leaf.getSortedDocValues(Layout.ORDER);
    this.rests = new RestReader(leaf);
  }

  /** The event of a document, equal to the one that was indexed. */
  public Event event(int document) throws IOException {
    if (!times.advanceExact(document) || !actions.advanceExact(document)) {
      throw new IOException("document " + document + " is no event");
    }
    Event.Builder event = Event.of(type(), Layout.instant(times.nextValue()));
    Map<String, int[]> orders = orders(document);
    for (Column column : columns) {
      column.read(document, event, orders);
    }
    readSource(document, event);
    readRest(document, event);
    return event.build();
  }

  private EventType type() throws IOException {
    String action = types.of(actions.nextOrd());
    return EventType.ofAction(action)
        .orElseThrow(() -> new IOException("unknown event type " + action));
  }

  private static Column column(LeafReader leaf, Field field) throws IOException {
    return switch (field.type()) {
      case LONG -> number(field, DocValues.getSortedNumeric(leaf, field.ecs()));
      case DATE -> date(field, DocValues.getSortedNumeric(leaf, field.ecs()));
      case KEYWORD, TEXT, IP, BOOLEAN, PROSE -> {
        SortedSetDocValues values = DocValues.getSortedSet(leaf, field.ecs());
        SortedDocValues single = DocValues.unwrapSingleton(values);
        yield single == null ? many(field, values) : single(field, single);
      }
    };
  }

  private static Column number(Field field, SortedNumericDocValues values) {
    return (document, event, _orders) -> {
      if (values.advanceExact(document)) {
        event.set(field, values.nextValue());
      }
    };
  }

  private static Column date(Field field, SortedNumericDocValues values) {
    return (document, event, _orders) -> {
      if (values.advanceExact(document)) {
        event.set(field, Layout.instant(values.nextValue()));
      }
    };
  }

  private static Column single(Field field, SortedDocValues values) {
    OrdinalValues<String> texts =
        new OrdinalValues<>(ordinal -> values.lookupOrd((int) ordinal), text -> text);
    return (document, event, _orders) -> {
      if (values.advanceExact(document)) {
        set(field, texts.of(values.ordValue()), event);
      }
    };
  }

  private static Column many(Field field, SortedSetDocValues values) {
    OrdinalValues<String> known = new OrdinalValues<>(values::lookupOrd, text -> text);
    return (document, event, orders) -> {
      if (!values.advanceExact(document)) {
        return;
      }
      String[] texts = new String[values.docValueCount()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = known.of(values.nextOrd());
      }
      int[] order = orders.get(field.ecs());
      if (order == null) {
        event.setAll(field, Arrays.asList(texts));
      } else {
        event.setAll(field, Arrays.stream(order).mapToObj(at -> texts[at]).toList());
      }
    };
  }

  private static void set(Field field, String text, Event.Builder event) {
    if (field.type() == FieldType.BOOLEAN) {
      event.set(field, Boolean.parseBoolean(text));
    } else {
      event.set(field, text);
    }
  }

  private Map<String, int[]> orders(int document) throws IOException {
    if (order == null || !order.advanceExact(document)) {
      return Map.of();
    }
    Map<String, int[]> orders = new HashMap<>();
    for (String entry : order.lookupOrd(order.ordValue()).utf8ToString().split(";", -1)) {
      String[] parts = entry.split(",", -1);
      int[] places = new int[parts.length - 1];
      Arrays.setAll(places, i -> Integer.parseInt(parts[i + 1]));
      orders.put(parts[0], places);
    }
    return orders;
  }

  private void readSource(int document, Event.Builder event) throws IOException {
    if (source == null || pairs == null || !source.advanceExact(document)) {
      return;
    }
    for (int i = source.docValueCount(); i > 0; i--) {
      Pair pair = pairs.of(source.nextOrd());
      event.source(pair.name(), pair.value());
    }
  }

  private void readRest(int document, Event.Builder event) throws IOException {
    BytesRef bytes = rests.of(document);
    if (bytes == null) {
      return;
    }
    Rest rest = Rest.read(bytes);
    rest.source().forEach(event::source);
    rest.fields()
        .forEach(
            (field, values) -> {
              if (field == Field.TIMESTAMP) {
                event.time(Instant.parse(values.getFirst()));
              } else if (field.type() == FieldType.DATE) {
                event.set(field, Instant.parse(values.getFirst()));
              } else if (field.cardinality() == Cardinality.MANY) {
                event.setAll(field, values);
              } else {
                event.set(field, values.getFirst());
              }
            });
  }
}
