package dev.ring3.webui.live;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.index.live.LiveReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest report, for processes that do not collect themselves: {@code
 * <data>/live/sensors.json}, for its owner only. Replaced as a whole, so that readers never see
 * half of one.
 */
final class SensorReportFile {
  /** Bytes of the largest report that is read. */
  private static final long MOST = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;

  /**
   * @param data the data directory
   */
  SensorReportFile(Path data) {
    file = data.resolve(LiveReaders.NAME).resolve("sensors.json");
  }

  void write(SensorReport report) throws IOException {
    OwnerOnly.write(file, JSON.writeValueAsBytes(report));
  }

  /** The newest report; nothing if there is none that this version reads. */
  Optional<SensorReport> read() {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
        return Optional.empty();
      }
      return Optional.of(JSON.readValue(Files.readAllBytes(file), SensorReport.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
