package dev.ring3.webui.live;

import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.search.index.live.SlicesOnDisk;
import java.nio.file.Path;
import java.util.Optional;

/** What another process has collected, or collects, into the data directory. */
public final class Elsewhere implements LiveSource {
  private final SlicesOnDisk events;
  private final SensorReportFile report;

  /**
   * @param data the data directory
   */
  public Elsewhere(Path data) {
    events = new SlicesOnDisk(data);
    report = new SensorReportFile(data);
  }

  @Override
  public LiveReaders events() {
    return events;
  }

  @Override
  public Optional<SensorReport> report() {
    return report.read();
  }

  @Override
  public void close() {
    events.close();
  }
}
