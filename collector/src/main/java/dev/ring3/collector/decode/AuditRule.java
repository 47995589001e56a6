package dev.ring3.collector.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule of the audit system ({@code struct audit_rule_data} of {@code linux/audit.h}).
 *
 * @param filter which list it is in: {@link #AT_EXIT} at the end of a system call, {@link
 *     #LEFT_OUT} of records that are not made
 * @param first whether it is put before the others
 * @param always whether what fits is recorded, or never
 * @param syscalls numbers of the calls; all if there are none
 * @param conditions all of which must hold
 */
public record AuditRule(
    int filter, boolean first, boolean always, Set<Integer> syscalls, List<Condition> conditions) {
  public static final int AT_EXIT = 4;
  public static final int LEFT_OUT = 5;

  private static final int PREPEND = 0x10;
  private static final int MASK_WORDS = 64;
  private static final int MAX_FIELDS = 64;
  private static final int FIXED = 12 + 4 * MASK_WORDS + 3 * 4 * MAX_FIELDS + 4;

  /** Fields of conditions, by their numbers. */
  public enum Item {
    PID(0),
    ARCH(11),
    RECORD_TYPE(12),
    SUCCESS(104),
    WATCH(105),
    PERMISSION(106),
    FOLDER(107),
    ADDRESS_FAMILY(113),
    ARGUMENT_0(200),
    KEY(210);

    private final int number;

    Item(int number) {
      this.number = number;
    }
  }

  /** One condition; text for {@code WATCH}, {@code FOLDER} and {@code KEY}, else a number. */
  public sealed interface Condition {
    record Equals(Item item, int value) implements Condition {}

    record Text(Item item, String value) implements Condition {}
  }

  public AuditRule {
    syscalls = Set.copyOf(syscalls);
    conditions = List.copyOf(conditions);
    if (conditions.size() > MAX_FIELDS) {
      throw new IllegalArgumentException(conditions.size() + " conditions, at most " + MAX_FIELDS);
    }
  }

  /** A rule that records. */
  public static AuditRule always(Set<Integer> syscalls, List<Condition> conditions, String key) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(new Condition.Text(Item.KEY, key));
    return new AuditRule(AT_EXIT, false, true, syscalls, all);
  }

  /**
   * The process that a rule, as the kernel lists it, keeps out of the records: by its first
   * condition, as {@code AuditRules} writes it.
   */
  public static OptionalLong excludedPid(byte[] rule) {
    NativeBytes in = new NativeBytes(rule, "audit rule");
    try {
      boolean never = in.s32(4) == 0;
      boolean byPid = in.s32(8) > 0 && in.s32(12 + 4 * MASK_WORDS) == Item.PID.number;
      return never && byPid
          ? OptionalLong.of(in.u32(12 + 4 * (MASK_WORDS + MAX_FIELDS)))
          : OptionalLong.empty();
    } catch (DecodeException e) {
      return OptionalLong.empty();
    }
  }

  /** Payload of the request that adds it. */
  public byte[] toAdd() {
    return bytes(first ? filter | PREPEND : filter);
  }

  /** Payload of the request that deletes it. */
  public byte[] toDelete() {
    return bytes(filter);
  }

  private byte[] bytes(int flags) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    int[] mask = new int[MASK_WORDS];
    for (int call : new TreeSet<>(syscalls)) {
      mask[call / 32] |= 1 << (call % 32);
    }
    if (syscalls.isEmpty()) {
      java.util.Arrays.fill(mask, -1);
    }
    int[] values = new int[conditions.size()];
    int[] fields = new int[conditions.size()];
    for (int i = 0; i < values.length; i++) {
      switch (conditions.get(i)) {
        case Condition.Equals n -> {
          fields[i] = n.item().number;
          values[i] = n.value();
        }
        case Condition.Text t -> {
          byte[] text = t.value().getBytes(StandardCharsets.UTF_8);
          fields[i] = t.item().number;
          values[i] = text.length;
          texts.writeBytes(text);
        }
      }
    }
    ByteBuffer out = ByteBuffer.allocate(FIXED + texts.size()).order(ByteOrder.nativeOrder());
    out.putInt(flags).putInt(always ? 2 : 0).putInt(values.length);
    for (int word : mask) {
      out.putInt(word);
    }
    for (int i = 0; i < values.length; i++) {
      out.putInt(12 + 4 * MASK_WORDS + 4 * i, fields[i]);
      out.putInt(12 + 4 * MASK_WORDS + 4 * (MAX_FIELDS + i), values[i]);
      out.putInt(12 + 4 * MASK_WORDS + 4 * (2 * MAX_FIELDS + i), 0x40000000);
    }
    out.putInt(FIXED - 4, texts.size());
    out.position(FIXED).put(texts.toByteArray());
    return out.array();
  }
}
