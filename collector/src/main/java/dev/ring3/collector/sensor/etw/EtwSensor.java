package dev.ring3.collector.sensor.etw;

import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.etw.EtwException;
import dev.ring3.etw.EtwSession;
import dev.ring3.etw.NativeLibrary;
import dev.ring3.etw.Refusal;
import dev.ring3.etw.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Windows' providers tell, live, through the sessions of {@code sessions.yml}. A session or
 * provider that Windows refuses is told as lacking; the others work.
 */
public final class EtwSensor implements Sensor {
  public static final String NAME = "windows.etw";

  private static final String SEES =
      "Processes, images, files, registry, connections, names, scripts and calls as they happen.";
  private static final String UNSEEN = "what happens on this host, as it happens";
  private static final long POLL_NANOS = 1_000_000_000;

  private final NativeLibrary library;
  private final Path unpacked;
  private final Catalogue catalogue = Catalogue.load();
  private final List<LiveSession> sessions = SessionFile.load(catalogue);
  private final LiveRecords records;
  private final List<EtwFeed> feeds = new ArrayList<>();

  /** Sessions that somebody stopped, to be started again. */
  private final List<StoppedSession> down = new ArrayList<>();

  private final Set<UUID> withoutOwn = new HashSet<>();
  private final long ownProcess = ProcessHandle.current().pid();
  private long polled = System.nanoTime();
  private @Nullable Lane lane;

  /**
   * @param library as it was found
   * @param unpacked Ring3's own folder, for a library that comes in the jar
   * @param host name of this host
   */
  public EtwSensor(NativeLibrary library, Path unpacked, String host) {
    this.records = new LiveRecords(catalogue, host);
    this.library = library;
    this.unpacked = unpacked;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Trace sessions (ETW)";
  }

  /** Starts the sessions under names of their own, and ends them at once. */
  @Override
  public Ability probe() {
    return switch (library) {
      case NativeLibrary.Unavailable none ->
          Ability.none(
              "Nothing is told of ETW: " + none.reason() + '.', UNSEEN, remedy(none.reason()));
      case NativeLibrary.Found found -> {
        try {
          load(found);
          Opening opening = open("probe " + ownProcess);
          opening.sessions().forEach(EtwSession::close);
          yield opening.ability();
        } catch (IOException e) {
          yield Ability.none(
              "Nothing is told of ETW: " + e.getMessage() + '.',
              UNSEEN,
              String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private static String remedy(String reason) {
    int colon = reason.indexOf(": ");
    return colon < 0 ? "run on Windows" : reason.substring(colon + 2);
  }

  private void load(NativeLibrary.Found found) throws IOException {
    OwnerOnly.createFolder(unpacked);
    found.load(unpacked);
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    if (!(library instanceof NativeLibrary.Found found)) {
      throw new IOException("there is no bridge to ETW");
    }
    load(found);
    this.lane = lane;
    Opening opening = open("");
    if (opening.sessions().isEmpty()) {
      throw new IOException(opening.ability().lacks().getFirst().remedy());
    }
    sessions.forEach(session -> withoutOwn.addAll(session.withoutOwn()));
    opening.sessions().forEach(session -> feeds.add(EtwFeed.start(session, catalogue, lane)));
    return opening.ability();
  }

  /** Sessions that run, and what is missing. */
  private record Opening(List<EtwSession> sessions, Ability ability) {}

  private Opening open(String prefix) {
    List<EtwSession> opened = new ArrayList<>();
    List<Lack> lacks = new ArrayList<>();
    for (LiveSession session : sessions) {
      try {
        LiveSession named = prefix.isEmpty() ? session : session.renamed(prefix);
        EtwSession open = EtwSession.open(named.config());
        opened.add(open);
        open.refusals().forEach(refusal -> lacks.add(lack(refusal)));
      } catch (EtwException e) {
        lacks.add(new Lack(session.sees(), String.valueOf(e.getMessage())));
      }
    }
    boolean works = !opened.isEmpty();
    String detail = works ? SEES : "No session could be started.";
    return new Opening(opened, new Ability(works, detail, lacks));
  }

  private Lack lack(Refusal refusal) {
    String name = catalogue.provider(refusal.provider()).orElse(refusal.provider().toString());
    return switch (refusal.step()) {
      case ENABLE -> new Lack("events of " + name, refusal.remedy());
      case RUNDOWN -> new Lack("what " + name + " had before", refusal.remedy());
    };
  }

  /** Records of several sessions wait for each other in Windows' buffers already. */
  @Override
  public Duration settling() {
    return Duration.ZERO;
  }

  @Override
  public void decode(Message message, Findings findings) {
    if (feeds.isEmpty()) {
      lose("no session is left to read a record with", 1);
      return;
    }
    try {
      EtwEventRecord record =
          records.decode(
              message.bytes(), feeds.getFirst().session(), new Origin(name(), message.number()));
      if (!isOwn(record)) {
        findings.record(record);
      }
    } catch (WireException e) {
      lose("a record could not be read: " + e.getMessage(), 1);
    }
  }

  private boolean isOwn(EtwEventRecord record) {
    Long process = record.record().header().processId();
    return process != null
        && process == ownProcess
        && withoutOwn.contains(record.record().header().provider());
  }

  private void lose(String reason, long count) {
    if (lane != null) {
      lane.lost(reason, count);
    }
  }

  @Override
  public void tick(Findings findings) {
    long now = System.nanoTime();
    if (now - polled >= POLL_NANOS) {
      polled = now;
      feeds.forEach(EtwFeed::tellLosses);
      revive(now);
    }
  }

  /**
   * Somebody who stops our sessions blinds us for a second, and is told of. What is left of the old
   * session is closed first: closing stops whatever has its name.
   */
  private void revive(long now) {
    for (EtwFeed feed : List.copyOf(feeds)) {
      if (feed.isCut()) {
        down.add(new StoppedSession(feed.session().config(), now));
        feeds.remove(feed);
        feed.close();
      }
    }
    down.removeIf(stopped -> stopped.isDue(now) && isStarted(stopped, now));
  }

  private boolean isStarted(StoppedSession stopped, long now) {
    if (lane == null) {
      return false;
    }
    try {
      feeds.add(EtwFeed.start(EtwSession.open(stopped.config()), catalogue, lane));
      return true;
    } catch (EtwException e) {
      String again = "; tried again in " + stopped.delay().toSeconds() + " s";
      stopped.failed(now);
      lose(stopped.config().name() + " can't be started again: " + e.getMessage() + again, 1);
      return false;
    }
  }

  @Override
  public void stop() {
    feeds.forEach(EtwFeed::stop);
  }

  @Override
  public void flush(Findings findings) {
    feeds.forEach(EtwFeed::close);
    feeds.clear();
  }
}
