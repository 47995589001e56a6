package dev.ring3.webui.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A program that connects to a port of this host and stays until it is hung up on. */
public final class Caller {
  private Caller() {}

  /**
   * @param arguments the port, and whatever makes the command line recognisable
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      System.exit(socket.getInputStream().read() < 0 ? 0 : 1);
    }
  }
}
