package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.EventType;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveWriter;
import dev.ring3.webui.service.Installation;
import dev.ring3.webui.testing.InstalledRing3;
import dev.ring3.webui.testing.InstalledRing3.Said;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @Test
  void isFoundAmongTheLiveEvents(@TempDir Path data) {
    String place = "the service Ring3";
    assertEquals(Optional.empty(), Installation.tell(EventType.AGENT_INSTALL, data, place));
    assertEquals(Optional.empty(), Installation.tell(EventType.AGENT_UNINSTALL, data, place));
    for (String type : new String[] {"agent_install", "agent_uninstall"}) {
      Said hunt =
          InstalledRing3.command(
              Main.commandLine(),
              "hunt",
              "--data",
              data.toString(),
              "--case",
              "live",
              "--count",
              "event.action:" + type + " AND ring3.service:*Ring3*");
      assertEquals("1", hunt.text().strip());
    }
  }

  @Test
  void whileAnotherCollectsItIsSaidThatItIsNotTold(@TempDir Path data) throws Exception {
    try (LiveWriter collecting = LiveWriter.open(data, LiveLimits.USUAL, Clock.systemUTC())) {
      String why = Installation.tell(EventType.AGENT_INSTALL, data, "here").orElseThrow();
      assertTrue(why.contains("agent_install") && why.contains("another Ring3 collects"), why);
      assertTrue(collecting.problem().isEmpty());
    }
  }
}
