package dev.ring3.webui.sensors;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Arrivals;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.hunt.Summary;
import dev.ring3.webui.hunt.TimeText;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One browser's stream of live events. For one thread at a time. */
final class Tail {
  private static final System.Logger LOG = System.getLogger(Tail.class.getName());

  /** Events in one message; of more, the last ones are sent. */
  private static final int MOST = 100;

  /** Events that are not sent again when they are completed. */
  private static final int MOST_SENT = 2_000;

  /** Turns without an event after which a sign of life is sent, which finds who has gone. */
  private static final int QUIET = 5;

  private final Hunt hunt;
  private final String query;
  private final SseEmitter stream;
  private final HttpSession session;
  private final Set<EventRef> sent =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<EventRef, Boolean> eldest) {
              return size() > MOST_SENT;
            }
          });

  private OptionalLong after;
  private int quiet;

  /**
   * @param after key of the last event that the browser has; empty to start with what comes next
   */
  Tail(Hunt hunt, String query, OptionalLong after, SseEmitter stream, HttpSession session) {
    this.hunt = hunt;
    this.query = query;
    this.after = after;
    this.stream = stream;
    this.session = session;
  }

  /** An event as the page shows it. */
  record Line(String time, String action, String process, String summary, String url) {
    static Line of(Row row) {
      Event event = row.event();
      return new Line(
          TimeText.millis(event.time()),
          event.type().label(),
          event.text(Field.PROCESS_NAME).or(() -> event.text(Field.PROCESS_EXECUTABLE)).orElse(""),
          Summary.of(event),
          "/event/" + row.ref());
    }
  }

  /**
   * What came in.
   *
   * @param more whether there was more than is shown
   */
  record Message(List<Line> lines, boolean more) {}

  void onEnd(Runnable action) {
    stream.onCompletion(action);
    stream.onTimeout(stream::complete);
  }

  /** Sends what came in; false if the stream is over. */
  boolean send() {
    try {
      session.getCreationTime(); // fails when the session was ended
      if (after.isEmpty()) {
        after = OptionalLong.of(hunt.newestLive());
        hunt.arrived(query, after.getAsLong() - 1, 1); // a wrong query is told at once
        stream.send(SseEmitter.event().name("open").data(""));
        return true;
      }
      Arrivals arrivals = hunt.arrived(query, after.getAsLong(), MOST);
      after = OptionalLong.of(arrivals.until());
      send(arrivals);
      return true;
    } catch (QueryException | CaseException | SearchLimitException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException | IllegalStateException e) {
      end();
    }
    return false;
  }

  private void send(Arrivals arrivals) throws IOException {
    List<Line> lines =
        arrivals.rows().stream().filter(row -> sent.add(row.ref())).map(Line::of).toList();
    if (!lines.isEmpty()) {
      quiet = 0;
      stream.send(
          SseEmitter.event()
              .id(Long.toString(arrivals.until()))
              .name("events")
              .data(
                  new Message(lines, arrivals.rows().size() == MOST), MediaType.APPLICATION_JSON));
    } else if (++quiet == QUIET) {
      quiet = 0;
      stream.send(SseEmitter.event().comment("quiet"));
    }
  }

  private void fail(String problem) {
    try {
      stream.send(SseEmitter.event().name("problem").data(problem));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "A problem was not told, as its browser has gone", e);
    }
    end();
  }

  /** Ends the stream, if its browser has not done so. */
  void end() {
    try {
      stream.complete();
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "A stream of live events was over already", e);
    }
  }
}
