package dev.ring3.webui.cli;

import dev.ring3.search.index.live.LiveLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What {@code run} and {@code collect} let people choose of the live events. */
final class LiveOptions {
  @Option(
      names = "--keep-days",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "Days after which live events are deleted. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--keep-gb",
      paramLabel = "GB",
      defaultValue = "10",
      description = {
        "Gigabytes that live events may take; then the oldest are deleted.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int gigabytes;

  LiveOptions() {}

  LiveLimits limits() {
    if (days < 1 || days > 36_500) {
      throw new CommandFailedException("--keep-days: " + days + ": give 1 to 36500");
    }
    if (gigabytes < 1 || gigabytes > 100_000) {
      throw new CommandFailedException("--keep-gb: " + gigabytes + ": give 1 to 100000");
    }
    return LiveLimits.of(Duration.ofDays(days), (long) gigabytes << 30);
  }
}
