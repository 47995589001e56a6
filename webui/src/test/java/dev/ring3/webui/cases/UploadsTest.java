package dev.ring3.webui.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.FilledServer;
import dev.ring3.webui.testing.SampleLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
  @TempDir private Path data;

  private Uploads uploads(Cases cases) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Uploads(
        new WebSettings(data, loopback, 0, Set.of(), false, "1"), cases, Clock.systemUTC());
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tooLargeFilesAreRefusedBeforeTheyAreRead() throws Exception {
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Upload upload = uploads(cases).begin("a", false);
      InputStream unread = InputStream.nullInputStream();
      unread.close(); // so that reading fails
      UploadException e =
          assertThrows(
              UploadException.class, () -> upload.receive("x", Upload.MAX_FILE + 1, unread));
      assertTrue(String.valueOf(e.getMessage()).contains("ring3 import"), e.getMessage());
    }
  }

  @Test
  void namesLoseTheirFoldersAndControls() throws Exception {
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Upload upload = uploads(cases).begin("a", false);
      for (String name : List.of("../../etc/x.json", "C:\\logs\\y\u0007.evtx", "..", "")) {
        upload.receive(name, 1, text("x"));
      }
      assertEquals(
          List.of("x.json", "y.evtx", "..", "unnamed"),
          upload.files().stream().map(ImportFile::name).toList());
      assertTrue(
          upload.files().stream().allMatch(f -> upload.folder().equals(f.path().getParent())));
    }
  }

  @Test
  void wrongCaseNamesAndTooManyUploadsAreRefused() throws Exception {
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Uploads uploads = uploads(cases);
      assertThrows(UploadException.class, () -> uploads.begin("../x", false));
      for (int i = 0; i < Uploads.MAX_OPEN; i++) {
        uploads.begin("a", false);
      }
      assertThrows(UploadException.class, () -> uploads.begin("a", false));
      uploads.cancel(uploads.all().getFirst());
      uploads.begin("a", false);
    }
  }

  @Test
  void caseThatIsBeingWrittenIsToldOf() throws Exception {
    try (Cases cases = new Cases(data, Clock.systemUTC());
        CaseWriter other = cases.write("busy")) {
      assertEquals("busy", other.name());
      Uploads uploads = uploads(cases);
      Upload upload = uploads.begin("busy", false);
      upload.receive("x.json", 2, text("{}"));
      uploads.start(upload);
      Upload.Stage.Failed failed = assertInstanceOf(Upload.Stage.Failed.class, upload.stage());
      assertTrue(failed.problem().contains("busy"), failed::problem);
      assertFalse(Files.exists(upload.folder()));
    }
  }

  @Test
  void leftoversOfAKilledRunAreRemoved() throws Exception {
    Path leftover = Files.createDirectories(data.resolve("uploads/abc")).resolve("0");
    Files.writeString(leftover, "x");
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      uploads(cases).destroy();
    }
    assertFalse(Files.exists(leftover));
  }

  @Test
  @Timeout(60)
  void filesAreImportedOverHttp() throws Exception {
    Path log = data.resolve("more.ndjson");
    SampleLog.write(log, 100);
    try (FilledServer server = new FilledServer(data, 100, List.of())) {
      Browser browser = server.browser();
      String csrf = Browser.csrf(browser.get("/cases").body());
      String[] header = {"X-CSRF-TOKEN", csrf};
      assertEquals(
          422, browser.post("/cases/~imports", Map.of("case", "a b"), header).statusCode());
      HttpResponse<String> begun = browser.post("/cases/~imports", Map.of("case", "more"), header);
      assertEquals(201, begun.statusCode());
      String at = "/cases/~imports/" + begun.body();
      assertEquals(422, browser.post(at + "/start", Map.of(), header).statusCode(), "no file yet");
      byte[] content = Files.readAllBytes(log);
      assertEquals(403, browser.post(at + "/files?name=m", content).statusCode(), "no CSRF token");
      assertEquals(200, browser.post(at + "/files?name=m.json", content, header).statusCode());
      assertEquals(
          200, browser.post(at + "/files?name=b.bin", new byte[] {1, 2, 3}, header).statusCode());
      assertEquals(200, browser.post(at + "/start", Map.of(), header).statusCode());
      String page = browser.get(at).body();
      while (!page.contains("data-done=\"true\"")) {
        page = browser.get(at).body();
      }
      assertTrue(page.contains("imported 100 events from 1 files (100 records read"), page);
      assertTrue(page.contains("b.bin: skipped"), page);
      assertTrue(browser.get("/cases/more").body().contains("m.json"));
      assertEquals(404, browser.get("/cases/~imports/0").statusCode());
    }
    assertFalse(Files.exists(data.resolve("uploads")));
  }
}
