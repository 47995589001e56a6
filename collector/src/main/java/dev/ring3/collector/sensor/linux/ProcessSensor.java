package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.ConnectorMessage;
import dev.ring3.collector.decode.ConnectorMessage.Change;
import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.linux.LinuxSocket;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.BootClock;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.ProcessNotice;
import dev.ring3.collector.sensor.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lives of processes, from the kernel's proc connector: start by fork, change of program, end.
 *
 * <p>The connector counts its messages per processor, so a hole is seen and told as loss.
 */
final class ProcessSensor implements Sensor {
  private static final int NETLINK_CONNECTOR = 11;
  private static final int BUFFER = 32 << 20;
  private static final String SEES = "Start, change of program and end of every process";

  private final BootClock clock;
  private final long self = ProcessHandle.current().pid();
  private final Map<Long, Long> sequences = new HashMap<>();
  private @Nullable LinuxSocket socket;
  private @Nullable Reader reader;
  private @Nullable Lane lane;

  ProcessSensor(BootClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "linux.process";
  }

  @Override
  public String title() {
    return "Process lives (proc connector)";
  }

  @Override
  public Ability probe() {
    try {
      LinuxSocket.netlink(NETLINK_CONNECTOR, 1).close();
      return Ability.full(SEES + '.');
    } catch (SystemCallException e) {
      return Ability.none(
          "The proc connector cannot be opened: " + e.getMessage() + '.',
          "ends of processes and forks",
          "run as root, on a kernel with CONFIG_PROC_EVENTS, outside of a network namespace");
    }
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    this.lane = lane;
    LinuxSocket opened = LinuxSocket.netlink(NETLINK_CONNECTOR, 1);
    try {
      opened.receiveBuffer(BUFFER);
      opened.send(ConnectorMessage.subscription((int) self, true));
    } catch (SystemCallException e) {
      opened.close();
      throw e;
    }
    socket = opened;
    reader = Reader.start("process", opened, opened::receive, lane);
    return Ability.full(SEES + '.');
  }

  @Override
  public Duration settling() {
    return Duration.ZERO;
  }

  @Override
  public void decode(Message raw, Findings findings) {
    try {
      ConnectorMessage message = ConnectorMessage.of(raw.bytes());
      if (isAnswer(message)) {
        return;
      }
      count(message);
      tell(message, message.change(), findings);
    } catch (DecodeException | SystemCallException e) {
      lost("a message could not be read: " + e.getMessage(), 1);
    }
  }

  private static boolean isAnswer(ConnectorMessage message) {
    return message.change().equals(new ConnectorMessage.Other(0));
  }

  private void count(ConnectorMessage message) {
    Long before = sequences.put(message.cpu(), message.sequence());
    long expected = before == null ? message.sequence() : (before + 1) & 0xffffffffL;
    long missing = (message.sequence() - expected) & 0xffffffffL;
    if (missing > 0 && missing < 1 << 24) {
      lost("the connector's sequence has a gap", missing);
    }
  }

  private void lost(String reason, long count) {
    if (lane != null) {
      lane.lost(reason, count);
    }
  }

  private void tell(ConnectorMessage message, Change change, Findings findings)
      throws SystemCallException {
    long at = message.monotonic();
    switch (change) {
      case ConnectorMessage.Fork f -> {
        if (f.thread() == f.process()) {
          findings.process(
              new ProcessNotice.Forked(
                  f.process(), f.parentProcess(), clock.wall(at), clock.sinceBoot(at)));
        }
      }
      case ConnectorMessage.Exec e ->
          findings.process(new ProcessNotice.Executed(e.process(), clock.wall(at)));
      case ConnectorMessage.Exit e -> {
        if (e.thread() == e.process()) {
          int signal = e.status() & 0x7f;
          findings.process(
              new ProcessNotice.Exited(
                  e.process(), clock.wall(at), (e.status() >> 8) & 0xff, signal));
        }
      }
      case ConnectorMessage.Trace t -> {}
      case ConnectorMessage.Other o -> {}
    }
  }

  @Override
  public void tick(Findings findings) {}

  @Override
  public void stop() {
    if (reader != null) {
      reader.close();
    }
    if (socket != null) {
      socket.close();
    }
  }
}
