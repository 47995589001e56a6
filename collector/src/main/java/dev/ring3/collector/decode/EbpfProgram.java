package dev.ring3.collector.decode;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A loaded eBPF program ({@code struct bpf_prog_info} of {@code linux/bpf.h}).
 *
 * @param type what it is attached to, by the kernel's name, or its number
 * @param tag hash over its instructions
 * @param uid who loaded it
 * @param name given by its author; can be empty
 */
public record EbpfProgram(long id, String type, String tag, long uid, String name) {
  private static final List<String> TYPES =
      List.of(
          "unspecified",
          "socket_filter",
          "kprobe",
          "sched_cls",
          "sched_act",
          "tracepoint",
          "xdp",
          "perf_event",
          "cgroup_skb",
          "cgroup_sock",
          "lwt_in",
          "lwt_out",
          "lwt_xmit",
          "sock_ops",
          "sk_skb",
          "cgroup_device",
          "sk_msg",
          "raw_tracepoint",
          "cgroup_sock_addr",
          "lwt_seg6local",
          "lirc_mode2",
          "sk_reuseport",
          "flow_dissector",
          "cgroup_sysctl",
          "raw_tracepoint_writable",
          "cgroup_sockopt",
          "tracing",
          "struct_ops",
          "ext",
          "lsm",
          "sk_lookup",
          "syscall",
          "netfilter");

  private static final int TAG_AT = 8;
  private static final int UID_AT = 48;
  private static final int NAME_AT = 64;
  private static final int NAME_BYTES = 16;

  /** From the kernel's description. */
  public static EbpfProgram of(byte[] description) throws DecodeException {
    NativeBytes in = new NativeBytes(description, "eBPF program");
    long type = in.u32(0);
    String name = new String(in.bytes(NAME_AT, NAME_BYTES), StandardCharsets.UTF_8);
    int end = name.indexOf('\0');
    return new EbpfProgram(
        in.u32(4),
        type < TYPES.size() ? TYPES.get((int) type) : Long.toString(type),
        HexFormat.of().formatHex(in.bytes(TAG_AT, 8)),
        in.u32(UID_AT),
        end < 0 ? name : name.substring(0, end));
  }
}
