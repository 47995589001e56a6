package dev.ring3.collector.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.doctor.TelemetrySettings.Subcategory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("wine")
class DoctorTest {
  private static final UUID GUID = UUID.fromString("0cce9215-69ae-11d9-bed3-505054503030");
  private static final List<Subcategory> LOGON =
      List.of(new Subcategory("Logon", GUID, true, true, "logons"));

  @Test
  void whatAPolicyLacksIsToldWithTheCommand() {
    assertEquals(
        List.of(
            Check.hidden(
                "Audit policy",
                "Logon is not logged: logons",
                "auditpol /set /subcategory:{0cce9215-69ae-11d9-bed3-505054503030}"
                    + " /success:enable /failure:enable")),
        Doctor.policy(LOGON, Map.of(GUID, 1)));
    assertTrue(Doctor.policy(LOGON, Map.of(GUID, 3)).getFirst().isFine());
    assertTrue(Doctor.policy(LOGON, Map.of(GUID, 7)).getFirst().isFine());
  }

  @Test
  void theSettingsThatComeWithRing3AreReadable() {
    TelemetrySettings settings = TelemetrySettings.load();
    assertTrue(settings.audit().size() >= 10);
    assertTrue(settings.registry().stream().allMatch(n -> n.key().startsWith("HKLM\\")));
    assertEquals(
        settings.audit().size(),
        settings.audit().stream().map(Subcategory::guid).distinct().count());
    assertThrows(
        IllegalArgumentException.class,
        () -> TelemetrySettings.parse("{audit: {A: {guid: x, hides: y}}, registry: {}}"));
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aSettingThatHidesCommandLinesIsFoundUntilItIsChanged() throws Exception {
    String key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System\\Audit";
    String value = "ProcessCreationIncludeCmdLine_Enabled";
    Check hidden = about("Command lines in 4688");
    assertEquals(false, hidden.isFine());
    assertEquals(
        Optional.of("reg add \"" + key + "\" /v " + value + " /t REG_DWORD /d 1 /f"),
        hidden.command());
    run("reg.exe", "add", key, "/v", value, "/t", "REG_DWORD", "/d", "1", "/f");
    try {
      assertTrue(about("Command lines in 4688").isFine());
    } finally {
      run("reg.exe", "delete", key, "/v", value, "/f");
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aLogThatIsOffIsToldWithTheCommand() throws Exception {
    String channel = "Microsoft-Windows-TaskScheduler/Operational";
    String key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WINEVT\\Channels\\" + channel;
    run("reg.exe", "add", key, "/v", "Enabled", "/t", "REG_DWORD", "/d", "0", "/f");
    try {
      assertEquals(
          Optional.of("wevtutil sl \"" + channel + "\" /e:true"), about("Log is off").command());
    } finally {
      run("reg.exe", "delete", key, "/f");
    }
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void whatIsOutOfReachIsSaid() {
    assertTrue(about("Out of reach").text().contains("Threat-Intelligence"));
    assertTrue(Doctor.checks().stream().anyMatch(check -> check.about().equals("Rights")));
    assertTrue(Doctor.checks().stream().anyMatch(check -> check.about().equals("Audit policy")));
  }

  private static Check about(String about) {
    return Doctor.checks().stream()
        .filter(check -> check.about().equals(about))
        .findFirst()
        .orElseThrow(() -> new AssertionError(Doctor.checks().toString()));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    assertEquals(0, process.exitValue(), String.join(" ", command));
  }
}
