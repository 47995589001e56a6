package dev.ring3.search.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.testing.Captures;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.testing.Agreement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries over the simulated attacks find what jq finds in their JSON. {@code otrf-counts.jq},
 * among the tests' resources, says how the numbers were counted; the third column says each
 * condition in short, where {@code id} is the event id, {@code sysmon} and {@code security} the
 * provider (or the channel, of records that lack it), and text is compared in lower case.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedAttacksTest {
  private static final String CASE = "otrf";
  private static final int SHARE = 16;

  private Cases cases;
  private Hunt hunt;
  private ImportReport report;

  @BeforeAll
  void importAll(@TempDir Path data) {
    List<String> paths = List.of(Captures.path("otrf").toString());
    cases = new Cases(data, Clock.systemUTC());
    try (CaseWriter target = cases.write(CASE)) {
      report =
          new ImportRun(target, ImportPaths.find(paths).files(), false, Clock.systemUTC()).run();
    }
    hunt = Hunt.over(EventIndex.over(cases), Clock.systemUTC());
  }

  @AfterAll
  void close() {
    if (cases != null) {
      cases.close();
    }
  }

  /** Five records are parts of script blocks, which are one event each. */
  @Test
  void everyLineIsAnEventOrAPartOfOne() {
    assertEquals(255_706, report.records());
    assertEquals(255_701, report.events());
    assertEquals(255_701, count(""));
    assertEquals(70, report.files());
    assertEquals(0, report.damaged());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EventID:10 | 133246 | id==10",
        "event.provider:Microsoft-Windows-Sysmon EventID:1 | 379 | sysmon and id==1",
        "winlog.channel:SECURITY | 25282 | channel==security",
        "event.module:sysmon EventID:10 TargetImage:*\\\\lsass.exe | 2714"
            + " | sysmon and id==10 and (.TargetImage|endswith(`\\lsass.exe`))",
        "winlog.event_data.CommandLine:*PowerShell* | 22 | .CommandLine|contains(powershell)",
        "winlog.event_data.CommandLine:*\\ -enc* | 10 | .CommandLine|contains( -enc)",
        "event.module:sysmon EventID:3 destination.port:443 | 212"
            + " | sysmon and id==3 and .DestinationPort==443",
        "event.module:sysmon EventID:3 DestinationPort:>=49152 | 144"
            + " | sysmon and id==3 and .DestinationPort>=49152",
        "event.action:logon event.code:4624 winlog.logon.type:network | 205"
            + " | security and id==4624 and .LogonType==3",
        "EventID:4688 process.name:net1.exe | 4 | id==4688 and (.NewProcessName|endswith(net1.exe))",
        "registry.path:*\\\\CurrentVersion\\\\Run* event.module:sysmon | 0"
            + " | sysmon and (.TargetObject|contains(currentversion\\run))",
        "event.action:image_load dll.name:samlib.dll | 36"
            + " | sysmon and id==7 and (.ImageLoaded|endswith(samlib.dll))",
        "event.action:dns_query QueryName:*.com | 240"
            + " | sysmon and id==22 and (.QueryName|endswith(.com))",
        "EventID:11 file.extension:(dll OR exe) event.module:sysmon | 14"
            + " | sysmon and id==11 and (.TargetFilename|test(dll or exe))",
        "EventID:5156 destination.ip:192.168.0.0/16 | 56"
            + " | id==5156 and (.DestAddress|startswith(192.168.))",
        "GrantedAccess:0x1010 | 5 | .GrantedAccess==0x1010",
        "event.module:security winlog.event_data.SubjectUserName:wardog | 1512"
            + " | security and .SubjectUserName==wardog",
        "EventID:1 event.module:sysmon IntegrityLevel:High | 164"
            + " | sysmon and id==1 and .IntegrityLevel==high",
        "EventID:10 CallTrace:*unknown* | 4776 | sysmon and id==10 and (.CallTrace|contains(unknown))",
        "event.module:sysmon event.action:remote_thread | 4 | sysmon and id==8",
        "EventID:4663 event.action:file_open | 22 | security and id==4663 and .ObjectType==file",
        "RuleName:\"-\" | 187546 | .RuleName==-",
        "@timestamp:2020-09-22 | 34758"
            + " | (.[@timestamp]|startswith(2020-09-22)), less the 5 parts of script blocks",
        "winlog.event_data.TargetUserName:*$ | 2137 | .TargetUserName|endswith($)",
        "EventID:1 event.module:sysmon ParentImage:*\\\\cmd.exe -Image:*\\\\powershell.exe | 47"
            + " | sysmon and id==1 and parent cmd.exe and not powershell.exe",
        "event.action:registry_value_set EventID:13 Details:dword* | 2674"
            + " | sysmon and id==13 and (.Details|startswith(dword))",
        "EventID:4103 winlog.event_data.Payload:*invoke-* | 82"
            + " | id==4103 and (.Payload|contains(invoke-))",
        "EventID:4688 user.id:S-1-5-18 | 240 | id==4688 and .SubjectUserSid==S-1-5-18"
      })
  void aQueryFindsWhatIsThere(String query, long expected, String condition) throws IOException {
    assertEquals(expected, count(query.strip()), condition);
  }

  /**
   * The matcher and the index find the same with every rule of SigmaHQ that fires, and with one in
   * {@link #SHARE} of the others, other ones in each run: all of them take a minute, and are
   * compared with {@code -Dring3.slow=true}.
   */
  @Test
  void rulesFindTheSameInBothWays() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    boolean all = Boolean.getBoolean("ring3.slow");
    new Agreement().check(cases, CASE, rule -> all || Math.floorMod(rule + seed, SHARE) == 0);
  }

  private long count(String query) {
    return hunt.count(HuntRequest.of(query, HuntScope.of(CASE)));
  }
}
