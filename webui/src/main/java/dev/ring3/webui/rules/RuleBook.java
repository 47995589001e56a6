package dev.ring3.webui.rules;

import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.webui.page.WebSettings;
import java.lang.ref.SoftReference;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rules of the data directory, read anew when they have changed. Thousands of rules take some
 * hundred megabytes: they are forgotten when memory runs short. Safe for any thread.
 */
@Component
final class RuleBook {
  private final RuleFolder folder;
  private long version;
  private @Nullable SoftReference<RuleSet> known;

  RuleBook(WebSettings settings) {
    folder = new RuleFolder(settings.data());
  }

  /**
   * All rules. The first call takes seconds.
   *
   * @throws dev.ring3.search.detect.rules.RulesException if they cannot be read
   */
  synchronized RuleSet rules() {
    long now = folder.version();
    RuleSet set = known == null ? null : known.get();
    if (set == null || now != version) {
      set = folder.load();
      known = new SoftReference<>(set);
      version = now;
    }
    return set;
  }

  /** Lets rules raise alerts, or not. A collection takes that over within seconds. */
  void enable(Collection<String> ids, boolean isEnabled) {
    folder.enable(ids, isEnabled);
  }
}
