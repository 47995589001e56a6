package dev.ring3.collector.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This host's name, as its system has it; no name server is asked on Linux. */
public final class HostName {
  private final String name = read();

  public String name() {
    return name;
  }

  private static String read() {
    try {
      Path kernel = Path.of("/proc/sys/kernel/hostname");
      return Files.exists(kernel)
          ? Files.readString(kernel).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    } catch (IOException e) {
      return "localhost";
    }
  }
}
