package dev.ring3.search.sigma.rule;

import dev.ring3.search.sigma.yaml.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of itself.
 *
 * @param file where it was read
 * @param place where it starts there
 * @param id a UUID, or the file's name for a rule without
 * @param name a short name that other rules may call it by
 * @param level of a rule that gives none: medium
 */
public record About(
    String file,
    Place place,
    String id,
    @Nullable String name,
    String title,
    @Nullable String description,
    @Nullable String status,
    Level level,
    List<String> tags) {
  public About {
    Objects.requireNonNull(file);
    Objects.requireNonNull(id);
    Objects.requireNonNull(title);
    tags = List.copyOf(tags);
  }
}
