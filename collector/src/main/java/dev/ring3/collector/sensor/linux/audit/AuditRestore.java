package dev.ring3.collector.sensor.linux.audit;

import dev.ring3.collector.decode.AuditRule;
import dev.ring3.collector.decode.AuditStatus;
import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Undoes what Ring3 changed in the audit system: in order when it stops, and at the next start when
 * it could not. Rules are found by their key; the settings before are kept in a file, written
 * before anything is changed.
 */
public final class AuditRestore {
  private final Path file;
  private final String boot;

  /**
   * @param file where the settings are kept
   */
  public AuditRestore(Path file) throws IOException {
    this.file = file;
    this.boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  /** Writes down what must be set again. */
  public void remember(AuditStatus before) throws IOException {
    String text =
        boot + ' ' + before.enabled() + ' ' + before.backlogLimit() + ' ' + before.backlogWait();
    OwnerOnly.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes sure that no other Ring3 collects here, whose rules would be taken for leftovers.
   *
   * @throws IOException if one does
   */
  public static void requireAlone(AuditControl audit) throws IOException {
    for (byte[] rule : audit.rules()) {
      OptionalLong pid = isOurs(rule) ? AuditRule.excludedPid(rule) : OptionalLong.empty();
      boolean alive =
          pid.isPresent()
              && pid.getAsLong() != ProcessHandle.current().pid()
              && ProcessHandle.of(pid.getAsLong()).isPresent();
      if (alive) {
        throw new IOException(
            "another Ring3 (pid " + pid.getAsLong() + ") collects here; stop it first");
      }
    }
  }

  /** Removes our rules and sets what was written down, if that was in this boot. */
  public void restore(AuditControl audit) throws IOException {
    for (byte[] rule : audit.rules()) {
      if (isOurs(rule)) {
        audit.delete(rule);
      }
    }
    if (!Files.exists(file)) {
      return;
    }
    String[] words = Files.readString(file).split(" ", -1);
    if (words.length == 4 && words[0].equals(boot)) {
      try {
        audit.set(
            AuditStatus.setLimits(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
      } catch (NumberFormatException e) {
        throw new IOException(file + " is damaged: set the audit system by hand and delete it", e);
      }
    }
    Files.delete(file);
  }

  /** The key is the last of a rule's texts, as we write it. */
  private static boolean isOurs(byte[] rule) {
    byte[] key = AuditRules.KEY.getBytes(StandardCharsets.UTF_8);
    int end = rule.length;
    while (end > 0 && rule[end - 1] == 0) {
      end--;
    }
    return end >= key.length && Arrays.equals(rule, end - key.length, end, key, 0, key.length);
  }
}
