package dev.ring3.collector.respond.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A program that connects to a port of this host, and ends by 3 when its connection is reset. */
final class CallingProgram {
  private CallingProgram() {}

  public static void main(String[] arguments) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (Socket socket = new Socket(here, Integer.parseInt(arguments[0]))) {
      int read = socket.getInputStream().read();
      System.exit(read < 0 ? 0 : 1);
    } catch (IOException e) {
      System.exit(3);
    }
  }
}
