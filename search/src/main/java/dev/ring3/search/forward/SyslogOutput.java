package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A syslog receiver: RFC 5424 over UDP (5426), TCP (6587, octet counting) or TLS (5425). */
final class SyslogOutput implements AlertOutput {
  private static final int WAIT_MILLIS = 10_000;
  private static final int UDP_PORT = 514;
  private static final int TCP_PORT = 601;
  private static final int TLS_PORT = 6_514;

  /** How messages get there. */
  enum Transport {
    UDP,
    TCP,
    TLS
  }

  private final String host;
  private final int port;
  private final Transport transport;
  private final long pid = ProcessHandle.current().pid();
  private @Nullable Socket connection;

  private SyslogOutput(String host, int port, Transport transport) {
    this.host = host;
    this.port = port;
    this.transport = transport;
  }

  static SyslogOutput of(URI uri, Transport transport) {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("'" + uri + "' has no host: give syslog://HOST[:PORT]");
    }
    int usual =
        switch (transport) {
          case UDP -> UDP_PORT;
          case TCP -> TCP_PORT;
          case TLS -> TLS_PORT;
        };
    return new SyslogOutput(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), transport);
  }

  @Override
  public void send(Event alert) throws IOException {
    if (transport == Transport.UDP) {
      byte[] message = SyslogMessage.of(alert, pid, SyslogMessage.LONGEST_DATAGRAM);
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.send(new DatagramPacket(message, message.length, InetAddress.getByName(host), port));
      }
      return;
    }
    byte[] message = SyslogMessage.of(alert, pid, SyslogMessage.LONGEST);
    try {
      OutputStream out = connected().getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket connected() throws IOException {
    Socket known = connection;
    if (known != null && !known.isClosed()) {
      return known;
    }
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
      plain.setSoTimeout(WAIT_MILLIS);
      Socket made = transport == Transport.TLS ? secured(plain) : plain;
      connection = made;
      return made;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Checks that the certificate is good and is the host's. */
  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  @Override
  public void close() throws IOException {
    Socket known = connection;
    connection = null;
    if (known != null) {
      known.close();
    }
  }
}
