package dev.ring3.collector.audit;

import java.util.List;
import java.util.stream.Collectors;

/** A command line for people, from arguments that the system keeps apart. */
public final class CommandLine {
  private CommandLine() {}

  /**
   * The arguments with spaces between. One that is empty or holds a space, a tab or a line's end is
   * put in single quotes, so that the arguments can be told apart; nothing else is changed.
   */
  public static String join(List<String> arguments) {
    return arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    boolean plain = !argument.isEmpty() && argument.chars().noneMatch(Character::isWhitespace);
    return plain ? argument : '\'' + argument.replace("'", "'\\''") + '\'';
  }
}
