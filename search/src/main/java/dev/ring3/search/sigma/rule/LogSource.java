package dev.ring3.search.sigma.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a rule is about, in Sigma's words; at least one of them is given.
 *
 * @param category what happens, such as {@code process_creation}
 * @param product who makes the host or program, such as {@code windows}
 * @param service which log of it, such as {@code security}
 */
public record LogSource(
    @Nullable String category, @Nullable String product, @Nullable String service) {
  public LogSource {
    if (category == null && product == null && service == null) {
      throw new IllegalArgumentException("a log source needs a category, product or service");
    }
  }

  /** Whether the other one says all that this one says, and maybe more. */
  public boolean covers(LogSource other) {
    return (category == null || category.equals(other.category()))
        && (product == null || product.equals(other.product()))
        && (service == null || service.equals(other.service()));
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (category != null) {
      parts.add("category " + category);
    }
    if (product != null) {
      parts.add("product " + product);
    }
    if (service != null) {
      parts.add("service " + service);
    }
    return String.join(", ", parts);
  }
}
