package dev.ring3.search.query;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the names that people write stand for, among one set of events: a field of the table by its
 * ECS name; an alias; a source name in full, or its last parts ({@code LogonType} for {@code
 * winlog.event_data.LogonType} and {@code winlog.user_data.LogonType}). Upper and lower case are
 * the same.
 */
public final class Names {
  private static final List<String> PREFIXES =
      List.of(WindowsRecord.EVENT_DATA, WindowsRecord.USER_DATA);
  private static final int SUGGESTIONS = 3;

  /** Who asks for a program by its name may mean what it was called by. */
  private static final Map<Field, Field> CALLED =
      Map.of(
          Field.PROCESS_NAME, Field.PROCESS_CALLED_NAME,
          Field.PROCESS_PARENT_NAME, Field.PROCESS_PARENT_CALLED_NAME);

  private final Aliases aliases;
  private final SourceRenames renames;
  private final Set<String> sourceNames;

  /**
   * @param sourceNames those that the events have, in full, in any case
   */
  public Names(Aliases aliases, SourceRenames renames, Collection<String> sourceNames) {
    this.aliases = Objects.requireNonNull(aliases);
    this.renames = Objects.requireNonNull(renames);
    this.sourceNames = new TreeSet<>(String::compareToIgnoreCase);
    this.sourceNames.addAll(sourceNames);
  }

  /**
   * One place where values of a name are.
   *
   * @param when the events in which they are there; {@link Query.All} if in any
   */
  public record Place(Query when, Name name) {
    public Place {
      Objects.requireNonNull(when);
      Objects.requireNonNull(name);
    }
  }

  /** Everywhere that values of the written name may be; none if nothing has that name. */
  public List<Place> places(String written) {
    Optional<Field> field = Field.named(written);
    if (field.isPresent()) {
      return List.of(new Place(new Query.All(), new Name.OfField(field.orElseThrow())));
    }
    LinkedHashSet<Place> places = new LinkedHashSet<>();
    for (Field meant : aliases.fields(written)) {
      places.add(new Place(new Query.All(), new Name.OfField(meant)));
    }
    Set<String> full = new TreeSet<>(String::compareToIgnoreCase);
    String ending = "." + Fold.lower(written);
    for (String name : sourceNames) {
      if (name.equalsIgnoreCase(written) || Fold.lower(name).endsWith(ending)) {
        full.add(name);
      }
    }
    full.forEach(name -> places.add(new Place(new Query.All(), new Name.OfSource(name))));
    Stream.concat(Stream.of(written), PREFIXES.stream().map(prefix -> prefix + written))
        .flatMap(name -> renames.of(name).stream())
        .filter(rename -> !places.contains(new Place(new Query.All(), of(rename))))
        .forEach(rename -> places.add(new Place(rename.when(), of(rename))));
    return new ArrayList<>(places);
  }

  /**
   * Like {@link #places}.
   *
   * @throws QueryException at column 1 if nothing has that name
   */
  public List<Place> require(String written) {
    return require(written, 1);
  }

  /** The same places, and where the names are that programs at these places were called by. */
  public static List<Place> orCalled(List<Place> places) {
    LinkedHashSet<Place> all = new LinkedHashSet<>(places);
    for (Place place : places) {
      if (place.name() instanceof Name.OfField field && CALLED.containsKey(field.field())) {
        all.add(new Place(place.when(), new Name.OfField(CALLED.get(field.field()))));
      }
    }
    return List.copyOf(all);
  }

  List<Place> require(String written, int column) {
    List<Place> places = places(written);
    if (!places.isEmpty()) {
      return places;
    }
    List<String> like = suggestions(written);
    String remedy =
        like.isEmpty()
            ? "no event has a field of that name"
            : "did you mean " + String.join(" or ", like) + "?";
    throw new QueryException(
        column,
        "unknown field '" + written + "'",
        remedy + " (a text with a colon goes in quotes)");
  }

  /** The known names most like an unknown one; none if no name is much like it. */
  public List<String> suggestions(String unknown) {
    String wanted = Fold.lower(unknown);
    int most = Math.min(3, wanted.length() / 3);
    SortedMap<Integer, SortedSet<String>> byDistance = new TreeMap<>();
    all()
        .forEach(
            name ->
                byDistance
                    .computeIfAbsent(distance(wanted, name, most), _d -> new TreeSet<>())
                    .add(name));
    return byDistance.headMap(most + 1).values().stream()
        .findFirst()
        .map(nearest -> alike(wanted, nearest).stream().limit(SUGGESTIONS).toList())
        .orElse(List.of());
  }

  /** Those with as many dots, if there are any. */
  private static List<String> alike(String wanted, SortedSet<String> nearest) {
    List<String> same = nearest.stream().filter(name -> dots(name) == dots(wanted)).toList();
    return same.isEmpty() ? List.copyOf(nearest) : same;
  }

  private static long dots(String name) {
    return name.chars().filter(c -> c == '.').count();
  }

  /** Every name that can be written: fields, aliases, source names in full. */
  public Stream<String> all() {
    return Stream.of(
            Stream.of(Field.values()).map(Field::ecs),
            aliases.names().stream(),
            sourceNames.stream())
        .flatMap(names -> names);
  }

  private static Name of(SourceRenames.Rename rename) {
    return new Name.OfField(rename.field());
  }

  /** The smaller of the distances to the whole name and to its last part. */
  private static int distance(String wanted, String name, int most) {
    String folded = Fold.lower(name);
    int whole = levenshtein(wanted, folded, most);
    int dot = folded.lastIndexOf('.');
    return dot < 0 ? whole : Math.min(whole, levenshtein(wanted, folded.substring(dot + 1), most));
  }

  /** Insertions, deletions, replacements and swaps of neighbours; more than {@code most} if far. */
  private static int levenshtein(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
