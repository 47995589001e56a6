package dev.ring3.webui.sensors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveWriter;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The list of open streams while one of them is being sent to. */
@Timeout(60)
class TailsTest {
  /** A stream whose browser does not read. */
  private static final class Stuck extends SseEmitter {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public void send(SseEventBuilder event) {
      asked.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A stream whose browser has gone, and whose answer the server has taken back. */
  private static final class Gone extends SseEmitter {
    @Override
    public void send(SseEventBuilder event) throws IOException {
      throw new IOException("broken pipe");
    }

    @Override
    public void complete() {
      throw new IllegalStateException("recycled");
    }
  }

  private static HttpSession loggedIn() {
    return (HttpSession)
        Proxy.newProxyInstance(
            TailsTest.class.getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (session, method, arguments) -> 0L);
  }

  private interface Served {
    void in(Tails tails, Hunt hunt) throws Exception;
  }

  private static void serve(Path data, Served test) throws Exception {
    try (LiveWriter events = LiveWriter.open(data, LiveLimits.USUAL, Clock.systemUTC());
        Cases cases = new Cases(data, Clock.systemUTC());
        EventIndex index = new EventIndex(cases, events);
        Tails tails = new Tails()) {
      test.in(tails, Hunt.over(index, Clock.systemUTC()));
    }
  }

  private static Tail tail(Hunt hunt, SseEmitter stream) {
    return new Tail(hunt, "", OptionalLong.empty(), stream, loggedIn());
  }

  /** A browser that goes away changes the list under its stream's lock, which sending takes too. */
  @Test
  void theListCanBeChangedWhileAStreamIsBeingSentTo(@TempDir Path data) throws Exception {
    serve(
        data,
        (tails, hunt) -> {
          Stuck stuck = new Stuck();
          assertTrue(tails.add(tail(hunt, stuck)));
          assertTrue(stuck.asked.await(20, TimeUnit.SECONDS));
          Tail other = tail(hunt, new SseEmitter());
          CompletableFuture<Boolean> added = CompletableFuture.supplyAsync(() -> tails.add(other));
          try {
            assertTrue(added.get(10, TimeUnit.SECONDS));
          } finally {
            stuck.goOn.countDown();
          }
        });
  }

  @Test
  void aStreamThatIsOverAlreadyDoesNotEndTheOthers(@TempDir Path data) throws Exception {
    serve(
        data,
        (tails, hunt) -> {
          for (int i = 0; i < Tails.MOST; i++) {
            assertTrue(tails.add(tail(hunt, new Gone())));
          }
          Stuck next = new Stuck();
          next.goOn.countDown();
          while (!tails.add(tail(hunt, next))) {
            Thread.sleep(20);
          }
          assertTrue(next.asked.await(20, TimeUnit.SECONDS));
        });
  }
}
