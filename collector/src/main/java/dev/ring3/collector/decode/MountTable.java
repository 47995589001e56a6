package dev.ring3.collector.decode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text of {@code /proc/self/mounts}, by fstab(5). */
public final class MountTable {
  /**
   * Kinds that keep files, on a disk, in memory or elsewhere. Others are the kernel's own views.
   */
  private static final Set<String> REAL =
      Set.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "f2fs",
          "zfs",
          "jfs",
          "reiserfs",
          "vfat",
          "exfat",
          "ntfs3",
          "tmpfs",
          "overlay",
          "nfs",
          "nfs4",
          "cifs",
          "erofs",
          "bcachefs");

  private MountTable() {}

  /** A mounted file system. */
  public record Mount(String device, String path, String kind) {}

  /** File systems that keep files, each device once, by its first mount. */
  public static List<Mount> real(String text) {
    Map<String, Mount> byDevice = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split(" ", 4))
        .filter(w -> w.length == 4 && REAL.contains(w[2]) && !w[3].startsWith("ro,"))
        .map(w -> new Mount(w[0], unescaped(w[1]), w[2]))
        .forEach(m -> byDevice.putIfAbsent(key(m), m));
    return List.copyOf(byDevice.values());
  }

  private static String key(Mount mount) {
    return mount.device().startsWith("/") ? mount.device() : mount.path();
  }

  private static String unescaped(String path) {
    return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
