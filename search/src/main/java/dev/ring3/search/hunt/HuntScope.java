package dev.ring3.search.hunt;

import java.util.List;

/** Where is looked. */
public sealed interface HuntScope {
  /** In every case that can be read. */
  record AllCases() implements HuntScope {}

  /** In these cases. */
  record SomeCases(List<String> names) implements HuntScope {
    public SomeCases {
      names = List.copyOf(names);
    }
  }

  /** In one case. */
  static HuntScope of(String caseName) {
    return new SomeCases(List.of(caseName));
  }
}
