package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import java.util.List;

/** Several, of which any wakes. */
public final class Wakes implements Wake {
  private final List<Wake> all;

  public Wakes(Wake... all) {
    this.all = List.of(all);
  }

  @Override
  public List<Lack> open() {
    return all.stream().flatMap(wake -> wake.open().stream()).toList();
  }

  /** Asks all of them, so that none keeps what is old. */
  @Override
  public boolean changed() {
    boolean any = false;
    for (Wake wake : all) {
      any |= wake.changed();
    }
    return any;
  }

  @Override
  public void refresh() {
    all.forEach(Wake::refresh);
  }

  @Override
  public void close() {
    all.forEach(Wake::close);
  }
}
