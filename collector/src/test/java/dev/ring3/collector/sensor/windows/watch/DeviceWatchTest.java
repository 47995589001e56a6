package dev.ring3.collector.sensor.windows.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Over a cfgmgr32.dll that tells of devices when the test says so. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class DeviceWatchTest {
  private static NativeLibrary library;

  @BeforeAll
  static void standIn() {
    String built = System.getProperty("ring3.bridge");
    Assumptions.assumeTrue(built != null, "SKIPPED: ring3.bridge names no folder");
    Path folder = Path.of(String.valueOf(built), "scripted");
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("cfgmgr32.dll")),
        "SKIPPED: the library that stands in for cfgmgr32.dll is not built");
    NativeLibrary.addSearchPath("cfgmgr32", folder.toString());
    library = NativeLibrary.getInstance("cfgmgr32");
  }

  /** A device comes; whether somebody listens. */
  private static boolean device() {
    return library.getFunction("ring3_script_device").invokeInt(new Object[0]) == 1;
  }

  @Test
  void aDeviceWakesOnceAndNobodyListensAfterTheEnd() {
    DeviceWatch watch = new DeviceWatch();
    for (int time = 0; time < 3; time++) {
      assertEquals(List.of(), watch.open());
      assertFalse(watch.changed());
      assertTrue(device());
      assertTrue(device());
      assertTrue(watch.changed());
      assertFalse(watch.changed());
      watch.close();
      assertFalse(device(), "it was told to stop");
      assertFalse(watch.changed());
    }
  }
}
