package dev.ring3.collector.enrich.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageOriginsTest {
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  @TempDir Path lists;

  private void list(String name, String... lines) throws IOException {
    Files.writeString(lists.resolve(name), String.join("\n", lines) + "\n");
  }

  @Test
  void listsSayWhatAProgramCameWith() throws IOException {
    list("bash.list", "/.", "/bin", "/bin/bash", "/usr/share/doc/bash");
    list("libc6:amd64.list", "/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/libexec/x");
    list("bash.md5sums", "aa  usr/bin/none");
    assertEquals(
        Map.of("/bin/bash", "bash", "/usr/libexec/x", "libc6"), PackageOrigins.read(lists));
  }

  @Test
  void namesOfBeforeTheMergeAreFoundAndChangesSeen() throws Exception {
    list("bash.list", "/bin/bash");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    PackageOrigins origins = new PackageOrigins(lists, now::get);
    assertEquals(Optional.of("bash"), await(origins, "/usr/bin/bash"));
    assertEquals(Optional.empty(), origins.of("/usr/bin/other"));
    list("other.list", "/usr/bin/other");
    now.set(Instant.EPOCH.plus(PackageOrigins.LOOK_EVERY));
    assertEquals(Optional.of("other"), await(origins, "/usr/bin/other"));
  }

  private static Optional<String> await(PackageOrigins origins, String program) {
    Instant end = Instant.now().plus(ENOUGH);
    Optional<String> found = origins.of(program);
    while (found.isEmpty() && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      found = origins.of(program);
    }
    return found;
  }

  @Test
  void aHostWithoutDpkgHasNone() {
    PackageOrigins origins =
        new PackageOrigins(lists.resolve("missing"), InstantSource.fixed(Instant.EPOCH));
    assertEquals(Optional.empty(), origins.of("/bin/sh"));
  }

  @Test
  void theListsOfThisHostAreRead() throws IOException {
    Path dpkg = Path.of("/var/lib/dpkg/info");
    Assumptions.assumeTrue(Files.isDirectory(dpkg), "this host has no dpkg");
    Map<String, String> all = PackageOrigins.read(dpkg);
    assertTrue(all.containsValue("coreutils"), () -> all.size() + " programs");
  }
}
