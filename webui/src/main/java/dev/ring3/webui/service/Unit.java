package dev.ring3.webui.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A unit of systemd (systemd.service(5), systemd.exec(5)).
 *
 * @param command what is executed, program first
 * @param data the data directory: the only place that the service may write
 * @param mostCpu part of all processors that it may take at most, in percent
 */
public record Unit(Scope scope, List<String> command, Path data, OptionalInt mostCpu) {
  public static final String NAME = "ring3.service";

  /** systemd leaves keys that begin so to others (systemd.unit(5)). */
  private static final String DATA = "X-Ring3-Data=";

  /** What the sensors need: facts per sensor are in docs/coverage-linux.md. */
  private static final List<String> CAPABILITIES =
      List.of(
          "CAP_AUDIT_CONTROL",
          "CAP_AUDIT_READ",
          "CAP_BPF",
          "CAP_DAC_READ_SEARCH",
          "CAP_NET_ADMIN",
          "CAP_NET_RAW",
          "CAP_SYS_ADMIN",
          "CAP_SYS_NICE",
          "CAP_SYS_PTRACE");

  public Unit {
    Objects.requireNonNull(scope);
    command = List.copyOf(command);
    Objects.requireNonNull(data);
    Objects.requireNonNull(mostCpu);
  }

  /** The unit file. */
  public String text() {
    return switch (scope) {
      case SYSTEM -> head() + common() + quota() + hardened() + install("multi-user.target");
      case USER -> head() + common() + quota() + install("default.target");
    };
  }

  private String head() {
    return """
        # Written by ring3 service install; ring3 service uninstall removes it.
        [Unit]
        Description=Ring3, user-mode endpoint detection and hunting
        After=local-fs.target
        """
        + DATA
        + data
        + "\n\n";
  }

  /** Where a unit says that the data are; empty if an older Ring3 wrote it. */
  static Optional<Path> data(String unit) {
    return unit.lines()
        .filter(line -> line.startsWith(DATA))
        .map(line -> Path.of(line.substring(DATA.length())))
        .findFirst();
  }

  /** systemd counts in parts of one processor. */
  private String quota() {
    return mostCpu.isEmpty()
        ? ""
        : "CPUQuota=" + mostCpu.getAsInt() * Runtime.getRuntime().availableProcessors() + "%\n";
  }

  private String common() {
    return String.format(
        Locale.ROOT,
        """
        [Service]
        Type=exec
        Environment=MALLOC_ARENA_MAX=2
        ExecStart=%s
        Restart=on-failure
        RestartSec=5
        # A JVM that SIGTERM ended in order says 143.
        SuccessExitStatus=143
        TimeoutStopSec=60
        UMask=0077
        NoNewPrivileges=yes
        LockPersonality=yes
        RestrictRealtime=yes
        Nice=5
        LimitNOFILE=65536
        """,
        command.stream().map(Unit::quoted).collect(Collectors.joining(" ")));
  }

  /**
   * Root in name only: a handful of capabilities, one place to write, no traffic but with this host
   * itself. {@code /tmp} stays the host's own, as events of files in it must keep their paths, and
   * memory may become executable, as a JVM needs.
   */
  private String hardened() {
    String capabilities = String.join(" ", CAPABILITIES);
    return String.format(
        Locale.ROOT,
        """
        CapabilityBoundingSet=%s
        ReadWritePaths=%s
        ProtectSystem=strict
        ProtectHome=read-only
        ProtectClock=yes
        ProtectHostname=yes
        ProtectControlGroups=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        RestrictNamespaces=yes
        RestrictSUIDSGID=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET
        SystemCallArchitectures=native
        SystemCallFilter=~@clock @cpu-emulation @module @obsolete @raw-io @reboot @swap
        IPAddressAllow=localhost
        IPAddressDeny=any
        MemoryMax=1G
        CPUWeight=50
        IOWeight=50
        """,
        capabilities,
        quoted(data.toString()));
  }

  private static String install(String target) {
    return String.format(
        Locale.ROOT,
        """

        [Install]
        WantedBy=%s
        """,
        target);
  }

  /** As systemd reads it (systemd.syntax(7)): in double quotes; a percent sign is doubled. */
  private static String quoted(String word) {
    String escaped = word.replace("%", "%%");
    if (escaped.matches("[A-Za-z0-9@%_+=:,./-]+")) {
      return escaped;
    }
    return '"' + escaped.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + '"';
  }
}
