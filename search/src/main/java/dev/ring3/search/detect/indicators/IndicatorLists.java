package dev.ring3.search.detect.indicators;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.detect.indicators.read.IndicatorFormats;
import dev.ring3.search.detect.indicators.read.Taking;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.sigma.rule.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lists of indicators of a data directory: one file each in its folder {@code indicators}, for
 * its owner only. Safe for any thread and process: a list is replaced as a whole.
 */
public final class IndicatorLists {
  /** Indicators of all lists together; in memory each takes 16 bytes. */
  public static final long MOST = 10_000_000;

  private static final String ENDING = ".list";

  private final Path folder;
  private final InstantSource clock;

  /**
   * How a file is taken over.
   *
   * @param name of the list; one of that name before goes
   * @param file what to call the file
   * @param type of values that do not tell theirs; null: what they look like
   * @param expires of indicators that do not tell; null: never
   * @param level of alerts
   */
  public record Wishes(
      String name,
      String file,
      @Nullable IndicatorType type,
      @Nullable Instant expires,
      Level level) {
    public Wishes {
      Objects.requireNonNull(name);
      Objects.requireNonNull(file);
      Objects.requireNonNull(level);
    }
  }

  /**
   * What was taken over.
   *
   * @param refused values that could not be
   * @param problems why, the first of them
   */
  public record Imported(ListHeader list, long refused, List<String> problems) {
    public Imported {
      problems = List.copyOf(problems);
    }
  }

  /**
   * What can be used.
   *
   * @param problems lists that cannot, and why
   */
  public record Loaded(IndicatorSet set, List<String> problems) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param data the data directory; need not exist
   */
  public IndicatorLists(Path data, InstantSource clock) {
    this.folder = data.resolve("indicators");
    this.clock = clock;
  }

  /** What to call a list from a file of that name, if nobody says. */
  public static String nameOf(String file) {
    String plain = file.replaceAll("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    String name = plain.replaceAll("^\\.+", "");
    return name.isEmpty() ? "list" : name.substring(0, Math.min(name.length(), 100));
  }

  /** A number that changes when a list is imported or removed. */
  public long version() {
    try {
      return Files.exists(folder) ? Files.getLastModifiedTime(folder).toMillis() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Takes over a file.
   *
   * @throws IndicatorException if it cannot be read or written, or has no indicators
   */
  public Imported importFrom(Path source, Wishes wishes) {
    if (!ListHeader.isName(wishes.name())) {
      throw new IndicatorException(
          "'" + wishes.name() + "' is no name for a list: use letters, digits, . - and _");
    }
    try {
      OwnerOnly.createFolder(folder);
      return copy(source, wishes);
    } catch (IOException | UncheckedIOException e) {
      throw failed("cannot import " + wishes.file(), e);
    }
  }

  private Imported copy(Path source, Wishes wishes) throws IOException {
    Path values = folder.resolve("." + wishes.name() + ".values");
    Path fresh = folder.resolve("." + wishes.name() + ".new");
    Files.deleteIfExists(values);
    Files.deleteIfExists(fresh);
    try (ListFileWriter writer = new ListFileWriter(values)) {
      Taking taking = new Taking(wishes.file(), wishes.type(), wishes.expires(), writer);
      String format = IndicatorFormats.read(source, taking);
      if (writer.size() == 0) {
        throw new IndicatorException(
            wishes.file()
                + " has no indicators"
                + (taking.problems().isEmpty() ? "" : ": " + taking.problems().getFirst()));
      }
      ListHeader draft =
          new ListHeader(
              wishes.name(),
              wishes.file(),
              format,
              clock.instant().truncatedTo(ChronoUnit.SECONDS),
              wishes.level(),
              null,
              Map.of());
      ListHeader header = writer.complete(draft);
      writer.finish(header, fresh);
      Files.move(
          fresh,
          folder.resolve(wishes.name() + ENDING),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
      return new Imported(header, taking.refused(), taking.problems());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** All lists that can be read. */
  public Loaded load() {
    List<ListFile> lists = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    long size = 0;
    for (Path file : files()) {
      try {
        ListFile list = ListFile.open(file);
        size += list.header().size();
        if (size > MOST) {
          problems.add(
              list.header().name() + ": more than " + MOST + " indicators in all: remove lists");
        } else {
          lists.add(list);
        }
      } catch (IOException e) {
        problems.add(file.getFileName() + ": " + e.getMessage() + ": import it again");
      }
    }
    return new Loaded(new IndicatorSet(lists), problems);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ENDING)) {
      all.forEach(files::add);
    } catch (IOException e) {
      throw failed("cannot read the lists of indicators", e);
    }
    files.sort(null);
    return files;
  }

  /**
   * Removes a list.
   *
   * @return whether there was one of that name
   * @throws IndicatorException if it cannot be deleted
   */
  public boolean remove(String name) {
    try {
      return ListHeader.isName(name) && Files.deleteIfExists(folder.resolve(name + ENDING));
    } catch (IOException e) {
      throw failed("cannot remove " + name, e);
    }
  }

  private static IndicatorException failed(String what, Exception e) {
    return new IndicatorException(
        what + ": " + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()), e);
  }
}
