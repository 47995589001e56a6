package dev.ring3.collector.enrich.file;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an interpreter's arguments say of its script. */
final class Arguments {
  private Arguments() {}

  /** The arguments, apart again, from a command line that Ring3 joined. */
  static List<String> of(Event.Builder event) {
    return split(event.text(Field.PROCESS_COMMAND_LINE).orElse(""));
  }

  /** Undoes {@link dev.ring3.collector.audit.CommandLine#join}. */
  static List<String> split(String line) {
    List<String> arguments = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      StringBuilder argument = new StringBuilder();
      if (line.charAt(at) != '\'') {
        int space = line.indexOf(' ', at);
        int end = space < 0 ? line.length() : space;
        argument.append(line, at, end);
        at = end;
      } else {
        int close = line.indexOf('\'', at + 1);
        while (close > 0 && line.startsWith("'\\''", close)) {
          argument.append(line, at + 1, close).append('\'');
          at = close + 3;
          close = line.indexOf('\'', at + 1);
        }
        int end = close < 0 ? line.length() : close;
        argument.append(line, at + 1, end);
        at = end + 1;
      }
      arguments.add(argument.toString());
      at++;
    }
    return arguments;
  }

  /** The script after {@code -c} (shells, Python) or {@code -e} (Perl, Ruby, Node). */
  static Optional<String> inlineScript(List<String> arguments) {
    for (int i = 1; i < arguments.size() - 1; i++) {
      String option = arguments.get(i);
      if (!option.startsWith("-") || option.startsWith("--")) {
        return Optional.empty();
      }
      if (option.endsWith("c") || option.equals("-e")) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** The first argument that is no option. */
  static Optional<String> scriptFile(List<String> arguments) {
    return arguments.stream().skip(1).filter(a -> !a.isEmpty() && !a.startsWith("-")).findFirst();
  }
}
