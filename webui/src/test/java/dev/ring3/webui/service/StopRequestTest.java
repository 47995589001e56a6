package dev.ring3.webui.service;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StopRequestTest {
  @TempDir Path data;

  @Test
  void isTakenOnceByWhoWaits() throws Exception {
    Callable<Boolean> waiting =
        () -> {
          StopRequest.await(data);
          return true;
        };
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Boolean> waits = other.submit(waiting);
      Files.writeString(data.resolve("something-else"), "");
      StopRequest.send(data);
      waits.get(30, TimeUnit.SECONDS);
      assertFalse(Files.exists(data.resolve("stop")), "it was taken");

      StopRequest.send(data);
      StopRequest.send(data);
      StopRequest.await(data); // one that came before somebody waited
      StopRequest.send(data);
      StopRequest.forget(data);
      assertFalse(Files.exists(data.resolve("stop")));
    }
  }
}
