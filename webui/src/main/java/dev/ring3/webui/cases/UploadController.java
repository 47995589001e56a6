package dev.ring3.webui.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Receives files and imports them: begin, one request per file with the file as its body, start,
 * then watch. Bodies are streamed to disk.
 */
@Controller
final class UploadController {
  private static final String BASE = "/cases/~imports";

  private final Uploads uploads;

  UploadController(Uploads uploads) {
    this.uploads = uploads;
  }

  @PostMapping(BASE)
  ResponseEntity<String> begin(
      @RequestParam("case") String caseName, @RequestParam(defaultValue = "false") boolean again)
      throws IOException {
    return plain(HttpStatus.CREATED, uploads.begin(caseName.strip(), again).id());
  }

  @PostMapping(BASE + "/{id}/files")
  ResponseEntity<String> file(
      @PathVariable String id, @RequestParam String name, HttpServletRequest request)
      throws IOException {
    upload(id).receive(name, request.getContentLengthLong(), request.getInputStream());
    return plain(HttpStatus.OK, "received");
  }

  @PostMapping(BASE + "/{id}/start")
  ResponseEntity<String> start(@PathVariable String id) {
    uploads.start(upload(id));
    return plain(HttpStatus.OK, "started");
  }

  @PostMapping(BASE + "/{id}/cancel")
  String cancel(@PathVariable String id) {
    uploads.cancel(upload(id));
    return "redirect:" + BASE + "/" + id;
  }

  @GetMapping(BASE + "/{id}")
  String watch(
      @PathVariable String id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
      Model model) {
    model.addAttribute("upload", UploadView.of(upload(id)));
    return partial ? "cases/progress" : "cases/import";
  }

  private Upload upload(String id) {
    return uploads.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  @ExceptionHandler
  ResponseEntity<String> refused(UploadException e) {
    return plain(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<String> plain(HttpStatus status, String text) {
    return ResponseEntity.status(status)
        .header("Content-Type", "text/plain;charset=UTF-8")
        .body(text);
  }
}
