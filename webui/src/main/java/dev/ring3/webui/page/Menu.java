package dev.ring3.webui.page;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The menu, built from the controllers that carry {@link MenuEntry}. */
@Component
final class Menu {
  /**
   * One line of the menu as a page shows it.
   *
   * @param current whether the page that is shown belongs to it
   */
  record Line(String label, String path, boolean current) {}

  private final List<MenuEntry> entries;

  Menu(ApplicationContext context) {
    this.entries =
        Stream.of(context.getBeanNamesForAnnotation(MenuEntry.class))
            .map(
                name -> Objects.requireNonNull(context.findAnnotationOnBean(name, MenuEntry.class)))
            .sorted(Comparator.comparingInt(MenuEntry::order))
            .toList();
  }

  List<Line> lines(String requestPath) {
    return entries.stream()
        .map(entry -> new Line(entry.label(), entry.path(), isWithin(requestPath, entry.path())))
        .toList();
  }

  private static boolean isWithin(String requestPath, String path) {
    return requestPath.equals(path) || requestPath.startsWith(path + "/");
  }
}
