package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.win32.host.DeviceNotices;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wakes when a device comes or goes. */
public final class DeviceWatch implements Wake {
  private @Nullable DeviceNotices notices;

  @Override
  public List<Lack> open() {
    try {
      notices = DeviceNotices.open();
      return List.of();
    } catch (IOException e) {
      return List.of(
          new Lack(
              "devices at once", "they are looked for in time: " + String.valueOf(e.getMessage())));
    }
  }

  @Override
  public boolean changed() {
    return notices != null && notices.take();
  }

  @Override
  public void close() {
    if (notices != null) {
      notices.close();
      notices = null;
    }
  }
}
