package dev.ring3.collector.enrich.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a control group's path tells. */
final class ControlGroups {
  /** Docker, containerd, CRI-O and Podman name a container's group by its 64 digits. */
  private static final Pattern CONTAINER = Pattern.compile("([0-9a-f]{64})(?:\\.scope)?(?:/|$)");

  private ControlGroups() {}

  /** The path in {@code /proc/PID/cgroup}: of version 2, else the first that is not the root. */
  static Optional<String> path(String text) {
    return text.lines()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3 && parts[2].length() > 1)
        .min((a, b) -> Boolean.compare(b[0].equals("0"), a[0].equals("0")))
        .map(parts -> parts[2]);
  }

  /** The container whose group that is. */
  static Optional<String> container(String path) {
    Matcher matcher = CONTAINER.matcher(path);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
