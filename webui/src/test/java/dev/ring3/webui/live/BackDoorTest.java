package dev.ring3.webui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.webui.testing.WholeHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The back door that arrives as base64 on a command line, is compiled and loads an eBPF program:
 * found live, by one query, with where it came from; and by a rule.
 */
@ExtendWith(WholeHost.class)
class BackDoorTest {
  /** Loads the smallest socket filter there is, which is attached to nothing, and ends. */
  private static final String SOURCE =
      """
      #include <linux/bpf.h>
      #include <string.h>
      #include <sys/syscall.h>
      #include <unistd.h>
      int main(void) {
        struct bpf_insn accept_nothing[] = {{0xb7, 0, 0, 0, 0}, {0x95, 0, 0, 0, 0}};
        union bpf_attr load;
        memset(&load, 0, sizeof load);
        load.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
        load.insns = (unsigned long) accept_nothing;
        load.insn_cnt = 2;
        load.license = (unsigned long) "GPL";
        return syscall(SYS_bpf, BPF_PROG_LOAD, &load, sizeof load) < 0;
      }
      """;

  private static void needs(boolean there, String what) {
    if (!there) {
      System.out.println("skipped: BackDoorTest, which needs " + what);
    }
    Assumptions.assumeTrue(there, () -> "the back-door test needs " + what);
  }

  @Test
  void isFoundByOneQueryWithItsProcessTree(@TempDir Path data, @TempDir Path work)
      throws Exception {
    needs(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc");
    needs(Files.exists(Path.of("/usr/include/linux/bpf.h")), "the kernel's headers (linux/bpf.h)");
    try (Collecting collecting =
            Collecting.start(data, LiveLimits.USUAL, Outputs.NONE, Clock.systemUTC());
        Cases cases = new Cases(data, Clock.systemUTC())) {
      boolean audit =
          collecting.report().orElseThrow().sensors().stream()
              .filter(line -> line.state().name().equals("linux.audit"))
              .anyMatch(line -> line.state().condition() == Condition.RUNNING);
      needs(audit, "root and the audit system");
      needs(open(work), "a kernel and rights that allow eBPF");
      Hunt hunt = Hunt.over(new EventIndex(cases, collecting.events()), Clock.systemUTC());
      Event load =
          await(
              hunt,
              "event.action:ebpf_load AND process.parent.command_line:(*base64* AND *gcc*)"
                  + " AND process.name:loader");
      assertTrue(
          load.text(Field.PROCESS_LINEAGE).orElseThrow().contains("java > "), load::toString);
      assertTrue(load.text(Field.PROCESS_LINEAGE).orElseThrow().endsWith(" > loader"));
      assertTrue(load.text(Field.PROCESS_PARENT_COMMAND_LINE).orElseThrow().contains(encoded()));
      Event alert = await(hunt, "event.kind:alert AND rule.level:critical AND process.name:loader");
      assertEquals(load.text(Field.PROCESS_ENTITY_ID), alert.text(Field.PROCESS_ENTITY_ID));
      String ancestor = load.text(Field.PROCESS_PARENT_ENTITY_ID).orElseThrow();
      for (String child : List.of("base64", "loader")) {
        await(
            hunt,
            "event.action:process_start AND process.parent.entity_id:\""
                + ancestor
                + "\" AND process.name:"
                + child);
      }
    }
  }

  private static String encoded() {
    return Base64.getEncoder().encodeToString(SOURCE.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the program could be built and the kernel took what it loads. */
  private static boolean open(Path work) throws Exception {
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "echo "
                    + encoded()
                    + " | base64 -d > loader.c; gcc loader.c -o loader; ./loader; exit $?")
            .directory(work.toFile())
            .inheritIO()
            .start();
    return shell.waitFor(60, TimeUnit.SECONDS) && shell.exitValue() == 0;
  }

  private static Event await(Hunt hunt, String query) throws InterruptedException {
    HuntRequest request = HuntRequest.of(query, HuntScope.of("live"));
    Instant patience = Instant.now().plusSeconds(30);
    while (true) {
      List<Row> found = hunt.page(request, null, 1).rows();
      if (!found.isEmpty()) {
        return found.getFirst().event();
      }
      assertTrue(Instant.now().isBefore(patience), () -> "nothing for " + query);
      Thread.sleep(200);
    }
  }
}
