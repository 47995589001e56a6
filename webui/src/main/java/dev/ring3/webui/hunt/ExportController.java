package dev.ring3.webui.hunt;

import dev.ring3.search.export.Column;
import dev.ring3.search.export.Export;
import dev.ring3.search.export.ExportFormat;
import dev.ring3.search.export.Sidecar;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.page.WebSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Hands out hits as a ZIP archive of the data and the sidecar that says what they are. It is
 * streamed: memory does not grow with the number of hits. An export that fails half way ends the
 * connection, so that the browser reports it.
 */
@Controller
final class ExportController {
  /** Exports at the same time. */
  private static final int MOST = 4;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'ring3-'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Hunt hunt;
  private final HuntRequests requests;
  private final WebSettings settings;
  private final Clock clock;
  private final Semaphore running = new Semaphore(MOST);

  ExportController(Hunt hunt, HuntRequests requests, WebSettings settings, Clock clock) {
    this.hunt = hunt;
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/hunt/export")
  void export(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam String format,
      @RequestParam(defaultValue = "all") String rows,
      @RequestParam(defaultValue = "shown") String what,
      HttpServletResponse response)
      throws IOException {
    HuntState state = HuntState.of(parameters);
    ExportFormat chosen = ExportFormat.named(format).orElse(null);
    if (chosen == null) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    if (!running.tryAcquire()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      HuntRequest request = requests.of(state);
      List<EventRef> selected = rows.equals("selected") ? selected(parameters) : List.of();
      List<Column> columns = what.equals("shown") ? columns(state, request) : List.of();
      // Finds what is wrong with the query while the answer can still say so.
      hunt.page(request, null, 1);
      stream(request, chosen, columns, selected, rows.equals("selected"), response);
    } catch (QueryException | TimeException | SearchLimitException | CaseException e) {
      if (response.isCommitted()) {
        throw e;
      }
      response.sendRedirect(state.url("/hunt"));
    } finally {
      running.release();
    }
  }

  private static List<EventRef> selected(MultiValueMap<String, String> parameters) {
    return parameters.getOrDefault("ref", List.of()).stream()
        .flatMap(ref -> EventRef.parse(ref).stream())
        .toList();
  }

  private List<Column> columns(HuntState state, HuntRequest request) {
    Names names = hunt.names(request.scope());
    List<String> known =
        state.columns().stream()
            .filter(name -> !name.equals(HuntState.SUMMARY) && !names.places(name).isEmpty())
            .toList();
    return Column.of(known, names);
  }

  private void stream(
      HuntRequest request,
      ExportFormat format,
      List<Column> columns,
      List<EventRef> selected,
      boolean isSelection,
      HttpServletResponse response)
      throws IOException {
    Instant now = clock.instant();
    String name = NAME.format(now);
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
    ZipOutputStream zip = new ZipOutputStream(response.getOutputStream());
    zip.putNextEntry(new ZipEntry(name + "." + format.name()));
    Export export = new Export(format, columns, zip);
    try (export) {
      if (isSelection) {
        for (EventRef ref : selected) {
          hunt.find(ref).ifPresent(row -> export.accept(row.event()));
        }
      } else {
        hunt.forEach(request, Long.MAX_VALUE, row -> export.accept(row.event()));
      }
    } catch (UncheckedIOException e) {
      throw new IOException("the browser ended the export: " + e.getMessage(), e);
    }
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry(name + ".sidecar.json"));
    Writer sidecar = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
    Sidecar.of(export, request, isSelection, settings.version(), now).write(sidecar);
    sidecar.flush();
    zip.closeEntry();
    zip.finish();
  }
}
