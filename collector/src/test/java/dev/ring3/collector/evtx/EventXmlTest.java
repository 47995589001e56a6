package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.evtx.EventXml.NotARecordException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records in the shapes that Windows' own providers have, as Windows writes them. */
class EventXmlTest {
  static final String LOGON =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
          + "<Provider Name='Microsoft-Windows-Security-Auditing'"
          + " Guid='{54849625-5478-4994-A5BA-3E3B0328C30D}'/><EventID>4624</EventID>"
          + "<Version>2</Version><Level>0</Level><Task>12544</Task><Opcode>0</Opcode>"
          + "<Keywords>0x8020000000000000</Keywords>"
          + "<TimeCreated SystemTime='2026-03-01T11:00:00.1234567Z'/>"
          + "<EventRecordID>4711</EventRecordID><Correlation"
          + " ActivityID='{F4C6E5CD-3BF4-0001-16E6-C6F4F43BDC01}'/>"
          + "<Execution ProcessID='700' ThreadID='812'/><Channel>Security</Channel>"
          + "<Computer>desk7.corp.example</Computer><Security/></System><EventData>"
          + "<Data Name='TargetUserSid'>S-1-5-21-1-2-3-1001</Data>"
          + "<Data Name='TargetUserName'>ada &amp; co</Data><Data Name='LogonType'>3</Data>"
          + "<Data Name='WorkstationName'></Data><Data Name='IpAddress'>10.0.0.9</Data>"
          + "</EventData></Event>";

  private final EventXml xml = new EventXml();

  private static String system(String provider, String more) {
    return "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='"
        + provider
        + "'/><EventID Qualifiers='16384'>7045</EventID><TimeCreated"
        + " SystemTime='2026-03-01T11:00:00.000000000Z'/><EventRecordID>1</EventRecordID>"
        + "<Channel>System</Channel><Security UserID='S-1-5-18'/></System>"
        + more
        + "</Event>";
  }

  @Test
  void systemValuesAndNamedData() throws Exception {
    EvtxRecord record = xml.read(LOGON);
    assertEquals(Instant.parse("2026-03-01T11:00:00.1234567Z"), record.time());
    assertEquals("4624", record.system(SystemField.EVENT_ID));
    assertEquals(
        "{54849625-5478-4994-A5BA-3E3B0328C30D}", record.system(SystemField.PROVIDER_GUID));
    assertEquals("4711", record.system(SystemField.RECORD_ID));
    assertEquals("812", record.system(SystemField.THREAD_ID));
    assertEquals("0x8020000000000000", record.system(SystemField.KEYWORDS));
    assertNull(record.system(SystemField.USER_SID));
    assertEquals(
        List.of("TargetUserSid", "TargetUserName", "LogonType", "WorkstationName", "IpAddress"),
        record.data().keySet().stream()
            .map(name -> name.substring("winlog.event_data.".length()))
            .toList());
    assertEquals("ada & co", record.data().get("winlog.event_data.TargetUserName"));
    assertEquals("", record.data().get("winlog.event_data.WorkstationName"));
  }

  @Test
  void namelessDataAreCounted() throws Exception {
    EvtxRecord record =
        xml.read(
            system(
                "PowerShell",
                "<EventData><Data>Available</Data><Data>\tHostName=x\r\n</Data><Data/>"
                    + "<Binary>0AFF</Binary></EventData>"));
    assertEquals(
        Map.of(
            "winlog.system.EventID.Qualifiers", "16384",
            "winlog.event_data.param1", "Available",
            "winlog.event_data.param2", "\tHostName=x\n",
            "winlog.event_data.param3", "",
            "winlog.event_data.Binary", "0AFF"),
        Map.copyOf(record.data()));
    assertEquals("S-1-5-18", record.system(SystemField.USER_SID));
  }

  @Test
  void userDataLoseTheElementAroundThem() throws Exception {
    EvtxRecord record =
        xml.read(
            system(
                "Microsoft-Windows-TerminalServices-LocalSessionManager",
                "<UserData><EventXML xmlns='Event_NS'><User>CORP\\ada</User><SessionID>2</SessionID>"
                    + "<Address>LOCAL</Address><Client><Name>ws</Name></Client></EventXML>"
                    + "</UserData>"));
    assertEquals("EventXML", record.data().get("winlog.user_data.xml_name"));
    assertEquals("CORP\\ada", record.data().get("winlog.user_data.User"));
    assertEquals("ws", record.data().get("winlog.user_data.Client.Name"));
  }

  /** Windows lets through what a program logged, also what XML does not allow. */
  @Test
  void charactersThatXmlDoesNotAllowAreReplaced() throws Exception {
    EvtxRecord record =
        xml.read(
            system(
                "x", "<EventData><Data Name='a'>b\u0001c\ud800d\ud83d\ude00</Data></EventData>"));
    assertEquals("b\ufffdc\ufffdd\ud83d\ude00", record.data().get("winlog.event_data.a"));
  }

  @Test
  void otherTextIsNoRecord() {
    String bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + system("x", "<EventData>&b;</EventData>");
    for (String text :
        List.of("", "<Event>", "<Event/>", bomb, "<a>".repeat(100) + "</a>".repeat(100))) {
      assertThrows(NotARecordException.class, () -> xml.read(text), text);
    }
  }

  @Test
  void changedRecordsNeverThrowAnythingElse() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("EventXmlTest seed " + seed);
    Random random = new Random(seed);
    int read = 0;
    for (int round = 0; round < 5000; round++) {
      StringBuilder changed = new StringBuilder(LOGON);
      for (int i = 1 << random.nextInt(4); i > 0; i--) {
        changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(128));
      }
      try {
        xml.read(changed.toString());
        read++;
      } catch (NotARecordException e) {
        // As it should be.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(read > 10, read + " read");
  }
}
