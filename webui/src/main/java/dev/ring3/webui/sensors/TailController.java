package dev.ring3.webui.sensors;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.query.QueryParser;
import jakarta.servlet.http.HttpSession;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams live events that match a query, as server-sent events (WHATWG HTML, section 9.2). */
@RestController
final class TailController {
  private static final Pattern KEY = Pattern.compile("[0-9]{1,19}");

  private final Tails tails;
  private final Hunt hunt;

  TailController(Tails tails, Hunt hunt) {
    this.tails = tails;
    this.hunt = hunt;
  }

  /**
   * @param last where the browser was when the stream broke off
   */
  @GetMapping(path = "/sensors/tail", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter tail(
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      HttpSession session) {
    if (query.length() > QueryParser.MAX_LENGTH) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    SseEmitter stream = new SseEmitter(Tails.LIFE.toMillis());
    if (!tails.add(new Tail(hunt, query, key(last), stream, session))) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return stream;
  }

  private static OptionalLong key(@Nullable String last) {
    if (last == null || !KEY.matcher(last).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(last));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
