package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.win32.service.ServiceNotices;
import dev.ring3.collector.win32.service.ServiceNotices.Gaps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes when services start, stop or pause; not drivers. At most {@link
 * ServiceNotices#MAX_SERVICES} are watched. No deletion waits for it.
 */
public final class ServiceWatch implements Wake {
  private static final String WHAT = "starts and stops of services at once";
  private static final String IN_TIME = "they are looked for in time: ";

  private final Supplier<Set<String>> wanted;
  private @Nullable ServiceNotices notices;

  /**
   * @param wanted names the services; asked again each time, since services come and go
   */
  public ServiceWatch(Supplier<Set<String>> wanted) {
    this.wanted = wanted;
  }

  @Override
  public List<Lack> open() {
    try {
      ServiceNotices opened = ServiceNotices.open(wanted.get());
      notices = opened;
      return lacks(opened.gaps());
    } catch (IOException e) {
      return List.of(new Lack(WHAT, IN_TIME + e.getMessage()));
    }
  }

  static List<Lack> lacks(Gaps gaps) {
    List<Lack> lacks = new ArrayList<>();
    if (!gaps.denied().isEmpty()) {
      String example = new TreeSet<>(gaps.denied()).getFirst();
      lacks.add(
          new Lack(
              WHAT + ", of " + gaps.denied().size() + " such as " + example,
              IN_TIME + "run as administrator"));
    }
    if (gaps.tooMany() > 0) {
      lacks.add(
          new Lack(
              WHAT + ", of " + gaps.tooMany(),
              IN_TIME + "no more than " + ServiceNotices.MAX_SERVICES + " are watched"));
    }
    return lacks;
  }

  @Override
  public boolean changed() {
    return notices != null && notices.take();
  }

  @Override
  public void refresh() {
    if (notices != null) {
      notices.watch(wanted.get());
    }
  }

  @Override
  public void close() {
    if (notices != null) {
      notices.close();
      notices = null;
    }
  }
}
