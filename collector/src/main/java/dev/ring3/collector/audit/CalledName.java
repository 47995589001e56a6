package dev.ring3.collector.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a program was called by, as its first argument tells: where {@code sh} is a link to {@code
 * dash}, {@code python3} to {@code python3.11} and {@code wget} to {@code busybox}, people look for
 * the name they would type. Whoever starts a program chooses that argument, so it is no proof of
 * what ran.
 */
public final class CalledName {
  /** That of a file, in Linux. */
  private static final int LONGEST = 255;

  private CalledName() {}

  /**
   * The name, if it is one and another than the program's.
   *
   * @param arguments with the program as the first
   * @param program name of its file
   */
  public static Optional<String> of(List<String> arguments, String program) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    String last = first.substring(first.lastIndexOf('/') + 1);
    String name = last.startsWith("-") ? last.substring(1) : last; // a login shell is "-bash"
    // Programs that are there for long write their state there, as in "nginx: worker process".
    boolean isName =
        !name.isEmpty() && name.length() <= LONGEST && first.chars().allMatch(c -> c > ' ');
    return isName && !name.equals(program) ? Optional.of(name) : Optional.empty();
  }
}
