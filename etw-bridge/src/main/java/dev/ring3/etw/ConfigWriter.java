package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a session's configuration for the library; {@code config.h} says how it is laid out. */
final class ConfigWriter {
  private static final int MAGIC = 0x31433352;

  /** EVENT_TRACE_REAL_TIME_MODE, and the flush timer in milliseconds. */
  private static final int REAL_TIME = 0x100 | 0x10;

  /** EVENT_TRACE_INDEPENDENT_SESSION_MODE: what other sessions lose, this one does not. */
  private static final int INDEPENDENT = 0x0800_0000;

  private ConfigWriter() {}

  static byte[] write(SessionConfig config) {
    ByteBuffer bytes = ByteBuffer.allocate(size(config)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = config.name().getBytes(StandardCharsets.UTF_16LE);
    bytes.putInt(MAGIC);
    bytes.putShort(
        switch (config.kind()) {
          case USER -> (short) 0;
          case KERNEL -> (short) 1;
        });
    bytes.putInt(config.bufferKilobytes());
    bytes.putInt(config.minimumBuffers()).putInt(config.maximumBuffers());
    bytes.putInt((int) config.flush().toMillis());
    bytes.putInt(
        switch (config.kind()) {
          case USER -> REAL_TIME | INDEPENDENT;
          case KERNEL -> REAL_TIME;
        });
    bytes.putInt(config.kernelFlags()).putInt(config.kernelRundown());
    bytes.putShort((short) (name.length / 2)).put(name);
    bytes.putShort((short) config.providers().size());
    config.providers().forEach(provider -> write(bytes, provider));
    return bytes.array();
  }

  private static void write(ByteBuffer bytes, ProviderConfig provider) {
    Guids.write(bytes, provider.guid());
    bytes.put((byte) provider.level()).put((byte) (provider.rundown() ? 1 : 0));
    bytes.putInt(
        provider.properties().stream()
            .mapToInt(ProviderConfig.Property::bit)
            .reduce(0, (a, b) -> a | b));
    bytes.putLong(provider.any()).putLong(provider.all());
    bytes.putShort((short) provider.filter().size());
    provider.filter().forEach(bytes::put);
    bytes.putShort((short) provider.ids().size());
    provider.ids().forEach(id -> bytes.putShort(id.shortValue()));
  }

  private static int size(SessionConfig config) {
    int size = 38 + 2 * config.name().length();
    for (ProviderConfig provider : config.providers()) {
      size += 42 + provider.filter().size() + 2 * provider.ids().size();
    }
    return size;
  }
}
