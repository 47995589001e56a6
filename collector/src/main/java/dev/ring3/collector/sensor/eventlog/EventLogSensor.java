package dev.ring3.collector.sensor.eventlog;

import dev.ring3.collector.evtx.EventXml;
import dev.ring3.collector.evtx.EventXml.NotARecordException;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.eventlog.LogTable.Log;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.collector.source.WindowsRecord;
import dev.ring3.collector.source.WindowsRecords;
import dev.ring3.collector.win32.WindowsEvent;
import dev.ring3.collector.win32.log.EventLogException;
import dev.ring3.collector.win32.log.LogSubscription;
import dev.ring3.collector.win32.log.LogSubscription.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Windows writes to its event logs. A log is read from where it was read the last time; one
 * that never was is read from now on. Its older records are for an import.
 */
public final class EventLogSensor implements Sensor {
  public static final String NAME = "windows.eventlog";

  private static final String SEES =
      "Records of Windows' event logs, also those written while Ring3 did not run.";

  private final List<Log> logs = LogTable.load().logs();
  private final EventXml xml = new EventXml();
  private final Path file;
  private final Clock clock;
  private final String host;
  private @Nullable Positions positions;
  private @Nullable LogFeed feed;
  private @Nullable Lane lane;

  /**
   * @param dataDirectory Ring3's own folder
   * @param host name of this host
   */
  public EventLogSensor(Path dataDirectory, Clock clock, String host) {
    this.file = dataDirectory.resolve("eventlog.positions");
    this.clock = clock;
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Event logs";
  }

  @Override
  public Ability probe() {
    List<Lack> lacks = new ArrayList<>();
    int there = 0;
    for (Log log : logs) {
      try {
        LogSubscription.extent(log.channel());
        there++;
      } catch (EventLogException e) {
        addLack(lacks, log, e);
      }
    }
    return ability(there > 0, lacks);
  }

  private static void addLack(List<Lack> lacks, Log log, EventLogException e) {
    if (!log.isOptional() || !e.isAbsent()) {
      lacks.add(new Lack(log.sees(), String.valueOf(e.getMessage())));
    }
  }

  private static Ability ability(boolean works, List<Lack> lacks) {
    return new Ability(works, works ? SEES : "No event log can be read.", lacks);
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    this.lane = lane;
    Positions read = Positions.load(file);
    WindowsEvent signal = WindowsEvent.create();
    List<LogFeed.Source> sources = new ArrayList<>();
    List<Lack> lacks = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      try {
        sources.add(open(i, logs.get(i).channel(), read, signal, lane));
      } catch (EventLogException e) {
        addLack(lacks, logs.get(i), e);
      }
    }
    if (sources.isEmpty()) {
      signal.close();
      throw new IOException(lacks.isEmpty() ? "there are none" : lacks.getFirst().remedy());
    }
    read.saveAll();
    positions = read;
    feed = LogFeed.start(sources, signal, lane);
    return ability(true, lacks);
  }

  private static LogFeed.Source open(
      int number, String channel, Positions read, WindowsEvent signal, Lane lane)
      throws EventLogException {
    Extent extent = LogSubscription.extent(channel);
    long last = last(channel, read.of(channel), extent, lane);
    read.begin(channel, last);
    return new LogFeed.Source(number, channel, LogSubscription.after(channel, last, signal), last);
  }

  /** The last record that is not wanted. What is gone by now is told as loss. */
  private static long last(String channel, OptionalLong position, Extent extent, Lane lane) {
    if (position.isEmpty()) {
      return extent.newest();
    }
    long before = position.getAsLong();
    if (before > extent.newest()) {
      lane.lost(channel + " was made anew while Ring3 did not run", 1);
      return extent.oldest() - 1;
    }
    long missing = extent.oldest() - before - 1;
    if (missing > 0) {
      lane.lost(channel + " was overwritten or cleared while Ring3 did not run", missing);
      return extent.oldest() - 1;
    }
    return before;
  }

  @Override
  public void decode(Message message, Findings findings) {
    byte[] bytes = message.bytes();
    Log log = logs.get(bytes[0]);
    String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    try {
      WindowsRecord record =
          WindowsRecords.of(xml.read(text), new Origin(NAME, message.number())).ofHost(host);
      findings.record(new LogEventRecord(record));
    } catch (NotARecordException e) {
      lose("a record of " + log.channel() + " could not be read: " + e.getMessage());
    }
    long number = LogFeed.number(text);
    if (positions != null && number >= 0) {
      positions.handedOver(log.channel(), number);
    }
  }

  private void lose(String reason) {
    if (lane != null) {
      lane.lost(reason, 1);
    }
  }

  @Override
  public void tick(Findings findings) {
    if (positions != null) {
      try {
        positions.save(clock.instant());
      } catch (IOException e) {
        lose("how far logs were read can't be written to " + file + ": " + e.getMessage());
      }
    }
  }

  @Override
  public void stop() {
    if (feed != null) {
      feed.close();
      feed = null;
    }
  }

  @Override
  public void flush(Findings findings) {
    if (positions != null) {
      try {
        positions.saveAll();
      } catch (IOException e) {
        lose("how far logs were read can't be written to " + file + ": " + e.getMessage());
      }
    }
  }
}
