package dev.ring3.webui.testing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A made-up day of Sysmon on two hosts, as NDJSON. The same on every run.
 *
 * <p>Of each hundred records 40 are processes that start (10 of them PowerShell), 30 connections,
 * 20 files and 10 registry values.
 */
public final class SampleLog {
  public static final Instant START = Instant.parse("2026-02-03T08:00:00Z");

  private static final String PROVIDER = "Microsoft-Windows-Sysmon";
  private static final String[] IMAGES = {
    "C:\\Windows\\System32\\cmd.exe",
    "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
    "C:\\Windows\\explorer.exe",
    "C:\\Program Files\\Editor\\edit.exe"
  };
  private static final String[] COMMANDS = {
    "cmd.exe /c \"whoami /all & ipconfig\"",
    "powershell.exe -NoProfile -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAKQA=",
    "C:\\Windows\\explorer.exe",
    "\"C:\\Program Files\\Editor\\edit.exe\" C:\\Users\\ada\\notes.txt"
  };

  private final JsonMapper json = JsonMapper.builder().build();

  private SampleLog() {}

  /** Writes a log of so many records, a multiple of 100. */
  public static void write(Path file, int records) throws IOException {
    SampleLog log = new SampleLog();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < records; i++) {
        out.write(log.json.writeValueAsString(log.record(i)));
        out.write('\n');
      }
    }
  }

  private Map<String, Object> record(int i) {
    int of = i % 100;
    Map<String, Object> record = new LinkedHashMap<>();
    // Busy at some times, calm at others.
    Duration since = Duration.ofSeconds(i * 21L + (long) (900 * Math.sin(i / 40.0)) + 900);
    record.put("@timestamp", START.plus(since).toString());
    record.put("UtcTime", START.plus(since).toString().replace('T', ' ').replace("Z", ".000"));
    record.put("SourceName", PROVIDER);
    record.put("Channel", "Microsoft-Windows-Sysmon/Operational");
    record.put("Hostname", i % 3 == 0 ? "DC01.corp.example" : "WS-ADA.corp.example");
    record.put("EventRecordID", 1_000 + i);
    int program = i % 4;
    record.put("Image", IMAGES[program]);
    record.put("ProcessId", Integer.toString(2_000 + program));
    record.put("ProcessGuid", "{5a1e0f00-0000-0000-0000-00000000000" + program + "}");
    record.put("User", i % 5 == 0 ? "NT AUTHORITY\\SYSTEM" : "CORP\\ada");
    if (of < 40) {
      record.put("EventID", 1);
      record.put("CommandLine", COMMANDS[program]);
      record.put("ParentImage", "C:\\Windows\\explorer.exe");
      record.put("ParentProcessId", "1044");
      record.put("ParentProcessGuid", "{5a1e0f00-0000-0000-0000-0000000000ff}");
      record.put("IntegrityLevel", "Medium");
    } else if (of < 70) {
      record.put("EventID", 3);
      record.put("Protocol", "tcp");
      record.put("SourceIp", "10.0.0." + (i % 9 + 1));
      record.put("SourcePort", Integer.toString(49_000 + i));
      record.put("DestinationIp", "203.0.113." + (i % 20 + 1));
      record.put("DestinationPort", i % 2 == 0 ? "443" : "80");
    } else if (of < 90) {
      record.put("EventID", 11);
      record.put("TargetFilename", "C:\\Users\\ada\\AppData\\Local\\Temp\\f" + i + ".tmp");
    } else {
      record.put("EventID", 13);
      record.put("EventType", "SetValue");
      record.put("TargetObject", "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\R" + i);
      record.put("Details", "C:\\Users\\ada\\r.exe");
    }
    return record;
  }
}
