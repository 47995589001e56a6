package dev.ring3.collector.audit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Machine types whose system calls are known by name. */
public enum Architecture {
  X86_64("x86_64", 0xC000003E),
  I386("i386", 0x40000003),
  AARCH64("aarch64", 0xC00000B7);

  private final String label;
  private final int code;

  Architecture(String label, int code) {
    this.label = label;
    this.code = code;
  }

  /** Its number in records and rules ({@code AUDIT_ARCH_*} of {@code linux/audit.h}). */
  public int code() {
    return code;
  }

  /** Its usual name, such as {@code x86_64}. */
  public String label() {
    return label;
  }

  public Optional<String> syscall(int number) {
    return Syscalls.of(this).name(number);
  }

  public OptionalInt syscall(String name) {
    return Syscalls.of(this).number(name);
  }

  static Optional<Architecture> ofCode(int code) {
    return Arrays.stream(values()).filter(a -> a.code == code).findFirst();
  }

  /** The architecture that Java calls so ({@code os.arch}). */
  public static Optional<Architecture> ofJava(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /** The tables, loaded when the first is asked for. */
  private static final class Syscalls {
    private static final Map<Architecture, CodeTable> TABLES = new EnumMap<>(Architecture.class);

    static {
      for (Architecture machine : values()) {
        TABLES.put(machine, CodeTable.load("syscalls-" + machine.label + ".tsv"));
      }
    }

    static CodeTable of(Architecture machine) {
      return Objects.requireNonNull(TABLES.get(machine));
    }
  }
}
