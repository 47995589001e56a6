package dev.ring3.collector.respond.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Isolation by the kernel, of a network namespace of its own, so that this host stays as it is. */
@EnabledOnOs(OS.LINUX)
class IsolationTest {
  /** A namespace with a neighbour in another one, who has two addresses. */
  private static final String NAMESPACES =
      """
      set -e
      ip link set lo up
      unshare -n sleep 120 &
      other=$!
      trap 'kill $other' EXIT
      tries=0
      until ip link add ours type veth peer name theirs netns $other 2>/dev/null \\
          && nsenter -t $other -n ip link show theirs >/dev/null 2>&1 \\
          && [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do
        ip link delete ours 2>/dev/null || true
        tries=$((tries + 1))
        [ $tries -lt 50 ] || { echo 'no neighbour'; exit 77; }
        sleep 0.1
      done
      ip address add 10.9.0.1/24 dev ours
      ip link set ours up
      nsenter -t $other -n sh -c 'ip address add 10.9.0.2/24 dev theirs
        ip address add 10.9.0.3/24 dev theirs; ip link set lo up; ip link set theirs up'
      "$@"
      """;

  private static void needs(boolean there, String what) {
    if (!there) {
      System.out.println("SKIPPED: IsolationTest needs " + what);
    }
    Assumptions.assumeTrue(there, () -> "isolation is tested with " + what);
  }

  @Test
  void cutsOffAllButWhoIsAllowedUntilItIsReleased(@TempDir Path data) throws Exception {
    needs(System.getProperty("user.name").equals("root"), "root");
    for (String program : List.of("/usr/sbin/nft", "/usr/bin/unshare", "/usr/bin/nsenter")) {
      needs(Files.isExecutable(Path.of(program)), program);
    }
    Process trial =
        new ProcessBuilder(
                "/usr/bin/unshare",
                "-n",
                "sh",
                "-c",
                NAMESPACES,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                IsolationTrial.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(trial.waitFor(60, TimeUnit.SECONDS), said);
    needs(trial.exitValue() != 77, "network namespaces with veth: " + said);
    assertEquals(0, trial.exitValue(), said);
  }
}
