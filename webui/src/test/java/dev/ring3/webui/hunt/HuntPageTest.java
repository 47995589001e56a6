package dev.ring3.webui.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.FilledServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HuntPageTest {
  private static final int RECORDS = 500;
  private static final int ALL = RECORDS + 1;
  private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>";
  private static final Pattern REF = Pattern.compile("name=\"ref\"[^>]* value=\"([^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

  private FilledServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    Path hostile = data.resolve("hostile.ndjson");
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("@timestamp", "2026-02-03T23:00:00Z");
    record.put("SourceName", "Microsoft-Windows-Sysmon");
    record.put("Channel", "Microsoft-Windows-Sysmon/Operational");
    record.put("Hostname", HOSTILE);
    record.put("EventID", 1);
    record.put("Image", "C:\\x\\" + HOSTILE);
    record.put("CommandLine", "=cmd|' /C calc'!A0 " + HOSTILE);
    record.put(HOSTILE, HOSTILE);
    Files.writeString(hostile, JsonMapper.builder().build().writeValueAsString(record) + "\n");
    server = new FilledServer(data, RECORDS, List.of(hostile));
    browser = server.browser();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String page(String path) throws Exception {
    HttpResponse<String> answer = browser.get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private static List<String> refs(String page) {
    List<String> refs = new ArrayList<>();
    Matcher ref = REF.matcher(page);
    while (ref.find()) {
      refs.add(ref.group(1));
    }
    return refs;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hunt",
        "/hunt?sort=file.path",
        "/hunt?sort=-process.executable",
        "/hunt?sort=-destination.port"
      })
  void pagesHoldEachHitOnce(String first) throws Exception {
    List<String> refs = new ArrayList<>();
    String at = first;
    while (at != null) {
      String page = page(at);
      refs.addAll(refs(page));
      Matcher next = NEXT.matcher(page);
      at = next.find() ? next.group(1).replace("&amp;", "&") : null;
    }
    assertEquals(ALL, refs.size());
    assertEquals(ALL, new HashSet<>(refs).size());
  }

  @Test
  void newestComesFirst() throws Exception {
    String page = page("/hunt");
    assertTrue(page.indexOf("2026-02-03 23:00:00.000") < page.indexOf("2026-02-03 1"), page);
  }

  @Test
  void columnsAreThoseOfTheAddress() throws Exception {
    String page = page("/hunt?columns=@timestamp,destination.ip,nothing.such");
    assertTrue(page.contains(">Destination address</span>"), page);
    assertTrue(page.contains(">such</span>"), "an unknown column stays, empty");
    assertFalse(page.contains(">Summary</span>"), page);
  }

  @Test
  void mistakesAreShownWithTheirColumn() throws Exception {
    String page = page("/hunt?q=" + Browser.encode("process.pid:<x>"));
    assertTrue(page.contains("<mark>"), page);
    assertTrue(page.contains("Column "), page);
    assertFalse(page.contains("pid:<x>"), "the query is escaped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"case=nowhere", "cursor=rubbish", "from=never", "from=2026-02-04&to=2026-02-03"})
  void whatIsWrongIsSaid(String parameters) throws Exception {
    String page = page("/hunt?" + parameters);
    assertTrue(page.contains("class=\"notice bad mistake\""), page);
    assertFalse(page.contains("Exception"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hunt",
        "/hunt?columns=@timestamp,process.command_line,host.name,summary",
        "/hunt/overview",
        "/hunt/fields",
        "/hunt/field?name=host.name",
        "/cases",
        "/cases/office",
        "/cases/office/delete"
      })
  void nothingOfARecordIsMarkup(String path) throws Exception {
    String page = page(path);
    assertFalse(page.contains("<script>"), path);
    assertFalse(page.contains("<img"), path);
    String tags = page.replaceAll("\"[^\"]*\"", "''");
    assertFalse(Pattern.compile("<[^>]* (style|on[a-z]+)=").matcher(tags).find(), path);
  }

  @Test
  void hostileEventIsShownAsText() throws Exception {
    String hunt = page("/hunt");
    String ref = refs(hunt).getFirst();
    String page = page("/event/" + ref);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>"), page);
    assertFalse(page.contains("<img"), page);
  }

  @Test
  void partsAreFragmentsForHtmxAndPagesForPeople() throws Exception {
    for (String path : List.of("/hunt/overview", "/hunt/fields", "/hunt/field?name=user.name")) {
      assertFalse(browser.get(path, "HX-Request", "true").body().contains("<html"), path);
      assertTrue(page(path).contains("Back to the hits"), path);
    }
  }

  @Test
  void rarestValuesAreOneClickAway() throws Exception {
    String usual = browser.get("/hunt/field?name=event.action", "HX-Request", "true").body();
    assertTrue(usual.contains(">Rarest</a>"), usual);
    String rarest =
        browser.get("/hunt/field?name=event.action&rarest=true", "HX-Request", "true").body();
    assertTrue(rarest.indexOf("registry_value_set") < rarest.indexOf("process_start"), rarest);
  }

  @Test
  void partsSayWhatIsWrong() throws Exception {
    HttpResponse<String> answer = browser.get("/hunt/field?name=@timestamp", "HX-Request", "true");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("no values to count"), answer.body());
  }

  @Test
  void namesAndValuesAreCompleted() throws Exception {
    JsonNode names = json("/hunt/complete?text=a+AND+comm&at=10");
    assertEquals(6, names.path("start").asInt());
    assertTrue(names.toString().contains("process.command_line:"), names::toString);
    JsonNode values = json("/hunt/complete?text=user.name:ad&at=12");
    assertEquals("ada", values.path("suggestions").path(0).path("name").asString(""));
    assertEquals("\"ada\" ", values.path("suggestions").path(0).path("text").asString(""));
    assertEquals(0, json("/hunt/complete?text=nothing.such:x&at=14").path("suggestions").size());
  }

  private JsonNode json(String path) throws Exception {
    return JsonMapper.builder().build().readTree(page(path));
  }

  private Map<String, String> archive(String path) throws Exception {
    HttpResponse<byte[]> answer = browser.bytes(path);
    assertEquals(200, answer.statusCode());
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String ending = entry.getName().substring(entry.getName().indexOf('.'));
        entries.put(ending, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void exportsTakeTheChosenColumnsOfAllHits() throws Exception {
    Map<String, String> all =
        archive("/hunt/export?format=csv&columns=@timestamp,process.command_line,summary");
    String csv = String.valueOf(all.get(".csv"));
    assertEquals("@timestamp,process.command_line", csv.lines().findFirst().orElse(""));
    assertEquals(1 + ALL, csv.lines().count());
    assertFalse(
        Pattern.compile(",\"?=cmd").matcher(csv).find(), "no formula reaches a spreadsheet");
    JsonNode sidecar = JsonMapper.builder().build().readTree(all.get(".sidecar.json"));
    assertEquals(ALL, sidecar.path("count").asInt());
    assertEquals("0.0.0-test", sidecar.path("ring3").asString(""));
  }

  @Test
  void exportsTakeEverythingOfSelectedRows() throws Exception {
    List<String> refs = refs(page("/hunt?q=event.action:file_create"));
    Map<String, String> two =
        archive(
            "/hunt/export?format=ndjson&rows=selected&what=every&ref="
                + refs.get(0)
                + "&ref="
                + refs.get(3));
    String ndjson = String.valueOf(two.get(".ndjson"));
    assertEquals(2, ndjson.lines().count());
    assertTrue(ndjson.lines().allMatch(line -> line.contains("file_create")), ndjson);
  }

  @Test
  void wrongExportsStartNoDownload() throws Exception {
    assertEquals(400, browser.get("/hunt/export?format=xls").statusCode());
    HttpResponse<String> mistake = browser.get("/hunt/export?format=csv&q=f:%5B1");
    assertEquals(302, mistake.statusCode());
    assertEquals("/hunt?q=f:%5B1", mistake.headers().firstValue("Location").orElse(""));
  }

  @Test
  void eventThatIsGoneIsNotFound() throws IOException, InterruptedException {
    for (String ref : List.of("office~zzz", "nowhere~1", "rubbish")) {
      assertEquals(404, browser.get("/event/" + ref).statusCode(), ref);
    }
  }

  @Test
  void eventOffersWaysOn() throws Exception {
    String ref = refs(page("/hunt?q=process.name:cmd.exe")).getFirst();
    String page = page("/event/" + ref + "?q=process.name:cmd.exe");
    for (String way : List.of("± 5 minutes around", "Same process", "Same user", "Same host")) {
      assertTrue(page.contains(way), way);
    }
    Matcher around = Pattern.compile("href=\"([^\"]*from=[^\"]*)\"").matcher(page);
    assertTrue(around.find(), page);
    List<String> near = refs(page(around.group(1).replace("&amp;", "&")));
    assertTrue(near.contains(ref) && near.size() < ALL, () -> "near: " + near.size());
  }
}
