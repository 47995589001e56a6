package dev.ring3.collector.doctor;

import dev.ring3.collector.doctor.TelemetrySettings.RegistryNumber;
import dev.ring3.collector.doctor.TelemetrySettings.Subcategory;
import dev.ring3.collector.sensor.Sensors;
import dev.ring3.collector.sensor.eventlog.LogTable;
import dev.ring3.collector.sensor.eventlog.LogTable.Log;
import dev.ring3.collector.sensor.windows.RegistryData;
import dev.ring3.collector.win32.RegistryKey;
import dev.ring3.collector.win32.host.AuditPolicy;
import dev.ring3.collector.win32.host.Membership;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at the settings of this Windows. For one thread. */
public final class Doctor {
  private static final String ADMINISTRATORS = "S-1-5-32-544";
  private static final String TRACERS = "S-1-5-32-559";
  private static final String LOG_READERS = "S-1-5-32-573";

  private static final String CHANNELS =
      "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WINEVT\\Channels\\";
  private static final String SECURITY_LOG =
      "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Security";

  /** A Security log that holds less is soon overwritten. */
  private static final long ROOMY = 128L << 20;

  private static final int MAX_VALUES = 1024;

  private final TelemetrySettings wanted = TelemetrySettings.load();
  private final List<Check> checks = new ArrayList<>();

  private Doctor() {}

  /** What was found; nothing where this is no Windows. */
  public static List<Check> checks() {
    if (!Sensors.onWindows()) {
      return List.of();
    }
    Doctor doctor = new Doctor();
    doctor.rights();
    doctor.unreachable();
    doctor.channels();
    doctor.audit();
    doctor.registry();
    return List.copyOf(doctor.checks);
  }

  private void rights() {
    try {
      if (Membership.of(ADMINISTRATORS)) {
        checks.add(Check.fine("Rights", "an administrator's, in use"));
        return;
      }
      checks.add(
          Check.lost(
              "Rights",
              "not an administrator's: kernel traces, the Security log and other users' processes"
                  + " stay closed; start Ring3 as administrator, or as a service"));
      group(TRACERS, "Performance Log Users", "trace sessions");
      group(LOG_READERS, "Event Log Readers", "the Security log");
    } catch (IOException e) {
      checks.add(Check.lost("Rights", "can't be asked: " + e.getMessage()));
    }
  }

  /** The group is named by its SID, for its name is another in other languages. */
  private void group(String sid, String name, String opens) throws IOException {
    if (Membership.of(sid)) {
      checks.add(Check.fine(name, "a member, which opens " + opens));
    } else {
      checks.add(
          Check.hidden(
              name,
              "not a member, which would open " + opens + " without an administrator's rights",
              "powershell -Command \"Add-LocalGroupMember -SID "
                  + sid
                  + " -Member $env:USERNAME\""));
    }
  }

  private void unreachable() {
    checks.add(
        Check.lost(
            "Out of reach",
            "Microsoft-Windows-Threat-Intelligence: it tells protected programs of antimalware"
                + " makers only, never a program in user mode; there is no remedy"));
  }

  /** Some logs are off unless somebody switches them on. */
  private void channels() {
    int off = 0;
    for (Log log : LogTable.load().logs()) {
      Optional<String> enabled = value(CHANNELS + log.channel(), "Enabled");
      if (enabled.filter("0"::equals).isPresent()) {
        off++;
        checks.add(
            Check.hidden(
                "Log is off",
                log.channel() + ", so there is nothing of " + log.sees(),
                "wevtutil sl \"" + log.channel() + "\" /e:true"));
      }
    }
    if (off == 0) {
      checks.add(Check.fine("Logs", "none of those that are read is off"));
    }
    Optional<Long> size = value(SECURITY_LOG, "MaxSize").flatMap(Doctor::number);
    if (size.isPresent() && size.get() < ROOMY) {
      checks.add(
          Check.hidden(
              "Security log",
              "holds " + (size.get() >> 20) + " MB, which is soon overwritten",
              "wevtutil sl Security /ms:" + (ROOMY << 3)));
    }
  }

  private void audit() {
    Map<UUID, Integer> policy;
    try {
      policy = AuditPolicy.of(wanted.audit().stream().map(Subcategory::guid).toList());
    } catch (IOException e) {
      checks.add(Check.lost("Audit policy", "can't be asked: " + e.getMessage()));
      return;
    }
    policy(wanted.audit(), policy).forEach(checks::add);
  }

  /** What a policy lacks, or that it lacks nothing. */
  static List<Check> policy(List<Subcategory> wanted, Map<UUID, Integer> policy) {
    List<Check> lacking = new ArrayList<>();
    for (Subcategory one : wanted) {
      int missing = one.bits() & ~policy.getOrDefault(one.guid(), 0);
      if (missing != 0) {
        lacking.add(
            Check.hidden(
                "Audit policy", one.name() + " is not logged: " + one.hides(), one.command()));
      }
    }
    return lacking.isEmpty()
        ? List.of(Check.fine("Audit policy", "logs what is worth knowing"))
        : lacking;
  }

  private void registry() {
    for (RegistryNumber one : wanted.registry()) {
      Optional<String> value = value(one.key(), one.value());
      if (value.filter(Integer.toString(one.wanted())::equals).isPresent()) {
        checks.add(Check.fine(one.name(), "logged"));
      } else {
        checks.add(Check.hidden(one.name(), "not logged: " + one.hides(), one.command()));
      }
    }
  }

  /** Empty if there is none, or it is not for this user. */
  private static Optional<String> value(String path, String name) {
    try {
      Optional<RegistryKey> opened = RegistryKey.open(path);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try (RegistryKey key = opened.get()) {
        return key.values(MAX_VALUES).stream()
            .filter(value -> value.name().equalsIgnoreCase(name))
            .flatMap(value -> RegistryData.texts(value).stream())
            .findFirst();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
