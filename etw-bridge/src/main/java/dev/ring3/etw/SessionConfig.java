package dev.ring3.etw;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a session is to be like.
 *
 * @param name names it among the sessions of the host. Ring3's own begin with {@link #PREFIX}: a
 *     session of the same name that is there already is ended
 * @param kind which providers it can have
 * @param bufferKilobytes size of a buffer, 4 to 1,024
 * @param minimumBuffers that it has from the start
 * @param maximumBuffers that it may have in a burst
 * @param flush how long a record waits at most in a buffer that is not full; in milliseconds
 * @param kernelFlags EVENT_TRACE_FLAG_* of a kernel session
 * @param kernelRundown groups that a kernel session tells at its start, 0 for none
 * @param ringBytes room for records on their way to Java, a power of two from 4 KB to 256 MB
 * @param providers of a user session
 */
public record SessionConfig(
    String name,
    Kind kind,
    int bufferKilobytes,
    int minimumBuffers,
    int maximumBuffers,
    Duration flush,
    int kernelFlags,
    int kernelRundown,
    int ringBytes,
    List<ProviderConfig> providers) {
  /** How the names of Ring3's sessions begin. */
  public static final String PREFIX = "Ring3 ";

  static final int MAX_NAME = 200;
  static final int MAX_PROVIDERS = 1024;
  private static final int MIN_RING = 1 << 12;
  private static final int MAX_RING = 1 << 28;

  /** What a session is for. */
  public enum Kind {
    /** Providers that register themselves. */
    USER,
    /** The kernel's own, chosen by flags; Windows 8 and later let eight of these be. */
    KERNEL
  }

  public SessionConfig {
    Objects.requireNonNull(kind);
    providers = List.copyOf(providers);
    check(name.startsWith(PREFIX) && name.length() <= MAX_NAME, "its name begins with " + PREFIX);
    check(bufferKilobytes >= 4 && bufferKilobytes <= 1024, "a buffer has 4 to 1,024 KB");
    check(
        minimumBuffers >= 2 && maximumBuffers >= minimumBuffers && maximumBuffers <= 16_384,
        "there are 2 to 16,384 buffers");
    check(flush.toMillis() >= 1 && flush.toMillis() <= 60_000, "it is flushed every 1 ms to 60 s");
    check(
        Integer.bitCount(ringBytes) == 1 && ringBytes >= MIN_RING && ringBytes <= MAX_RING,
        "its ring has a power of two of bytes, 4 KB to 256 MB");
    check(providers.size() <= MAX_PROVIDERS, "it has at most " + MAX_PROVIDERS + " providers");
    check(kind == Kind.USER || providers.isEmpty(), "a kernel session has flags, not providers");
    check(
        providers.stream().map(ProviderConfig::guid).distinct().count() == providers.size(),
        "a provider can be in it once");
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("a session: " + rule);
    }
  }
}
