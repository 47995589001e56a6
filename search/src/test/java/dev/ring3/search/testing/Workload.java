package dev.ring3.search.testing;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Events like those of Sysmon on a busy host, in about 25 fields: half process starts, the rest
 * network connections, files and registry values, from 2,000 processes with their own command
 * lines.
 */
public final class Workload {
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
  private static final List<String> PROGRAMS =
      List.of(
          "C:\\Windows\\System32\\svchost.exe",
          "C:\\Windows\\System32\\cmd.exe",
          "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
          "C:\\Windows\\explorer.exe",
          "C:\\Windows\\System32\\conhost.exe",
          "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
          "C:\\Windows\\System32\\wbem\\WmiPrvSE.exe");

  private final SplittableRandom random = new SplittableRandom(42);
  private long number;

  /** The next event, a few milliseconds after the one before. */
  public Event next() {
    long at = number++;
    int process = random.nextInt(2_000);
    Event.Builder event =
        switch ((int) (at % 4)) {
          case 0, 1 -> start(at, process);
          case 2 -> connection(at);
          default -> file(at, process);
        };
    return common(event, process, at).build();
  }

  private static Event.Builder common(Event.Builder event, int process, long at) {
    String program = PROGRAMS.get(process % PROGRAMS.size());
    String parent = PROGRAMS.get((process + 3) % PROGRAMS.size());
    return event
        .set(Field.EVENT_MODULE, "sysmon")
        .set(Field.EVENT_DATASET, "windows.sysmon_operational")
        .set(Field.EVENT_PROVIDER, "Microsoft-Windows-Sysmon")
        .set(Field.WINLOG_CHANNEL, "Microsoft-Windows-Sysmon/Operational")
        .set(Field.WINLOG_RECORD_ID, at)
        .set(Field.HOST_NAME, "WORKSTATION" + process % 5 + ".corp.example")
        .set(Field.USER_NAME, "user" + process % 20)
        .set(Field.USER_DOMAIN, "CORP")
        .set(Field.PROCESS_ENTITY_ID, "{365abb72-5f3b-64a1-%04x-000000001a00}".formatted(process))
        .set(Field.PROCESS_PID, 1_000 + process)
        .set(Field.PROCESS_NAME, name(program))
        .set(Field.PROCESS_EXECUTABLE, program)
        .set(Field.PROCESS_PARENT_NAME, name(parent))
        .set(Field.PROCESS_PARENT_EXECUTABLE, parent)
        .set(Field.PROCESS_PARENT_PID, 900 + process % 90);
  }

  private Event.Builder start(long at, int process) {
    String program = PROGRAMS.get(process % PROGRAMS.size());
    return Event.of(EventType.PROCESS_START, time(at))
        .set(Field.EVENT_CODE, "1")
        .set(
            Field.PROCESS_COMMAND_LINE,
            "\""
                + program
                + "\" -k job"
                + process
                + " --token="
                + Long.toHexString(at * 0x9E3779B97F4AL)
                + " /flag:"
                + random.nextInt(100))
        .set(
            Field.PROCESS_PARENT_COMMAND_LINE,
            "C:\\Windows\\System32\\parent.exe -x " + process % 90)
        .set(Field.PROCESS_INTEGRITY, process % 3 == 0 ? "High" : "Medium")
        .set(Field.PROCESS_HASH_SHA256, "%064x".formatted(program.hashCode() & 0xffffffffL))
        .set(Field.PROCESS_WORKING_DIRECTORY, "C:\\Windows\\system32\\")
        .set(Field.WINLOG_LOGON_ID, "0x" + Integer.toHexString(process * 7))
        .source("winlog.event_data.RuleName", "-");
  }

  private Event.Builder connection(long at) {
    return Event.of(EventType.NETWORK_CONNECT, time(at))
        .set(Field.EVENT_CODE, "3")
        .set(Field.SOURCE_IP, "10.1.2." + random.nextInt(250))
        .set(Field.SOURCE_PORT, 49_152 + random.nextInt(10_000))
        .set(Field.DESTINATION_IP, "93.184." + random.nextInt(256) + "." + random.nextInt(256))
        .set(Field.DESTINATION_PORT, random.nextBoolean() ? 443 : 80)
        .set(Field.NETWORK_TRANSPORT, "tcp")
        .source("winlog.event_data.Initiated", "true");
  }

  private Event.Builder file(long at, int process) {
    return Event.of(EventType.FILE_CREATE, time(at))
        .set(Field.EVENT_CODE, "11")
        .set(
            Field.FILE_PATH,
            "C:\\Users\\user"
                + process % 20
                + "\\AppData\\Local\\Temp\\f"
                + random.nextInt(100_000)
                + ".tmp")
        .set(Field.FILE_EXTENSION, "tmp");
  }

  private Instant time(long at) {
    return START.plusMillis(at * 3 + random.nextInt(50));
  }

  private static String name(String program) {
    return program.substring(program.lastIndexOf('\\') + 1);
  }
}
