package dev.ring3.search.index.mapping;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.Field.Cardinality;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.FreeText;
import dev.ring3.search.query.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/** Turns events into documents, one at a time. For one thread. */
public final class EventDocument {
  /** Source names whose bytes are remembered; when there are more, remembering starts anew. */
  private static final int MAX_PREFIXES = 4_096;

  private final Map<Field, Slots.Texts> texts = new EnumMap<>(Field.class);
  private final Map<Field, Slots.Numeric> numbers = new EnumMap<>(Field.class);
  private final Map<Field, WordStream> prose = new EnumMap<>(Field.class);
  private final Map<Field, org.apache.lucene.document.Field> proseFields =
      new EnumMap<>(Field.class);
  private final Slots.Texts source = new Slots.Texts(Layout.SOURCE);
  private final Map<String, Slots.Prefix> prefixes = new HashMap<>();
  private final WordStream words = new WordStream();
  private final org.apache.lucene.document.Field wordField =
      new org.apache.lucene.document.Field(Layout.WORDS, words, Layout.TOKENS);
  private final Slots.Numeric key = new Slots.Numeric(Layout.KEY, Layout.NUMBERING);
  private final Slots.Numeric home = new Slots.Numeric(Layout.HOME, Layout.NUMBERING);
  private final Slots.Numeric completed = new Slots.Numeric(Layout.COMPLETED, Layout.NUMBERING);
  private final StringBuilder order = new StringBuilder();
  private final Rest rest = new Rest();
  private final List<IndexableField> document = new ArrayList<>(64);

  /**
   * The document of an event. It is valid until the next call.
   *
   * @param home the index's own number
   * @param key the event's number within it
   */
  public List<IndexableField> of(Event event, long home, long key) {
    document.clear();
    rest.clear();
    order.setLength(0);
    document.add(this.key.with(key));
    document.add(this.home.with(home));
    event.forEach(this::add);
    source.reset();
    event.source().forEach(this::addSource);
    words.clear();
    FreeText.withoutProse(event, words::add);
    document.add(wordField);
    if (!order.isEmpty()) {
      document.add(new SortedDocValuesField(Layout.ORDER, new BytesRef(order)));
    }
    if (!rest.isEmpty()) {
      document.add(new StoredField(Layout.REST, rest.write()));
    }
    return document;
  }

  /**
   * The document of an event that was completed.
   *
   * @param at when, in the sequence of the keys
   */
  public List<IndexableField> completed(Event event, long home, long key, long at) {
    List<IndexableField> whole = of(event, home, key);
    whole.add(completed.with(at));
    return whole;
  }

  private void add(Field field, Object value) {
    switch (value) {
      case Long number -> document.add(number(field).with(number));
      case Instant instant -> addTime(field, instant);
      case String text -> addTexts(field, List.of(text));
      case List<?> many -> addTexts(field, many.stream().map(String.class::cast).toList());
      case Object other -> addTexts(field, List.of(other.toString()));
    }
  }

  private Slots.Numeric number(Field field) {
    Slots.Numeric known = numbers.get(field);
    if (known == null) {
      known =
          new Slots.Numeric(field.ecs(), field == Field.TIMESTAMP ? Layout.TIME : Layout.NUMBER);
      numbers.put(field, known);
    }
    return known;
  }

  private void addTime(Field field, Instant instant) {
    long nanos = Layout.nanos(instant);
    document.add(number(field).with(nanos));
    if (!Layout.instant(nanos).equals(instant)) {
      rest.put(field, List.of(instant.toString()));
    }
  }

  private void addTexts(Field field, List<String> values) {
    if (field.type() == FieldType.PROSE) {
      addProse(field, values);
      return;
    }
    Slots.Texts slots = slots(field);
    slots.reset();
    List<BytesRef> originals = new ArrayList<>(values.size());
    boolean isLong = false;
    for (String value : values) {
      if (value.length() > Layout.LONG_VALUE) {
        isLong = true;
        continue;
      }
      Slots.Text slot = slots.next();
      slot.fill(Slots.Prefix.NONE, value, document);
      originals.add(slot.original());
      if (field.type() == FieldType.IP) {
        Addresses.parse(value)
            .ifPresent(a -> document.add(new InetAddressPoint(Layout.address(field), a)));
      }
    }
    if (isLong) {
      rest.put(field, values);
      mark(new Name.OfField(field));
    } else if (field.cardinality() == Cardinality.MANY) {
      keepOrder(field, originals);
    }
  }

  private Slots.Texts slots(Field field) {
    Slots.Texts known = texts.get(field);
    if (known == null) {
      known = new Slots.Texts(field.ecs());
      texts.put(field, known);
    }
    return known;
  }

  private void addProse(Field field, List<String> values) {
    WordStream stream = prose.computeIfAbsent(field, _f -> new WordStream());
    stream.clear();
    values.forEach(stream::add);
    document.add(
        proseFields.computeIfAbsent(
            field, f -> new org.apache.lucene.document.Field(f.ecs(), stream, Layout.TOKENS)));
    rest.put(field, values);
    mark(new Name.OfField(field));
  }

  private void addSource(String name, String value) {
    if (Layout.isTerm(name, Layout.sourceValue(name).length() + value.length())) {
      source.next().fill(prefix(name), value, document);
    } else {
      rest.put(name, value);
      mark(new Name.OfSource(name));
    }
  }

  private Slots.Prefix prefix(String name) {
    Slots.Prefix known = prefixes.get(name);
    if (known == null) {
      if (prefixes.size() == MAX_PREFIXES) {
        prefixes.clear();
      }
      known = new Slots.Prefix(Layout.sourceValue(name));
      prefixes.put(name, known);
    }
    return known;
  }

  private void mark(Name name) {
    document.add(new Slots.Term(Layout.MARKS, new BytesRef(Layout.mark(name))));
  }

  /** Doc values come back sorted by bytes; notes where each value was if that is another order. */
  private void keepOrder(Field field, List<BytesRef> values) {
    boolean sorted = true;
    for (int i = 1; i < values.size() && sorted; i++) {
      sorted = values.get(i - 1).compareTo(values.get(i)) < 0;
    }
    if (sorted) {
      return;
    }
    BytesRef[] bySize = values.toArray(BytesRef[]::new);
    Arrays.sort(bySize);
    order.append(order.isEmpty() ? "" : ";").append(field.ecs());
    for (BytesRef value : values) {
      order.append(',').append(Arrays.binarySearch(bySize, value));
    }
  }
}
