package dev.ring3.webui.cli;

import dev.ring3.search.forward.AlertOutput;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.webui.live.Outputs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--alerts-to",
      paramLabel = "ADDRESS",
      description = {
        "Where alerts go besides the page; can be given more than once: file:PATH (NDJSON),",
        "syslog://HOST[:PORT], syslog+tcp://…, syslog+tls://… (RFC 5424), https://… (POST of JSON),",
        "eventlog: (Windows). Default: nowhere."
      })
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--most-cpu",
      paramLabel = "PERCENT",
      description = {
        "Part of all processors that Ring3 may take (Windows; with systemd: ring3 service install).",
        "Default: no limit, but others go first."
      })
  private @Nullable Integer mostCpu;

  LiveOptions() {}

  OptionalInt mostCpu() {
    if (mostCpu == null) {
      return OptionalInt.empty();
    }
    if (mostCpu < 1 || mostCpu > 100) {
      throw new CommandFailedException("--most-cpu: " + mostCpu + ": give 1 to 100");
    }
    return OptionalInt.of(mostCpu);
  }

  Outputs outputs() {
    try {
      for (String address : outputs) {
        AlertOutput.open(address, Version.current()).close();
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new CommandFailedException("--alerts-to: " + e.getMessage());
    }
    return new Outputs(outputs, Version.current());
  }

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
