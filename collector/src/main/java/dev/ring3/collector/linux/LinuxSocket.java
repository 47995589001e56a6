package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.Optional;

/** A datagram socket of the kernel's own families: netlink and packet. */
public final class LinuxSocket extends Descriptor {
  /** Bytes of one datagram; what is longer is cut. */
  public static final int MAX_DATAGRAM = 1 << 16;

  private static final int CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int AF_NETLINK = 16;
  private static final int AF_PACKET = 17;
  private static final int MSG_DONTWAIT = 0x40;

  private final Memory buffer = new Memory(MAX_DATAGRAM);

  private LinuxSocket(int fd) {
    super(fd);
  }

  /**
   * A bound netlink socket.
   *
   * @param protocol such as 9 for audit
   * @param groups multicast groups to join, as bits
   */
  public static LinuxSocket netlink(int protocol, int groups) throws SystemCallException {
    LinuxSocket socket = open(AF_NETLINK, 3, protocol);
    try (Memory address = new Memory(12)) {
      address.clear();
      address.setShort(0, (short) AF_NETLINK);
      address.setInt(8, groups);
      socket.bind(address, 12);
      return socket;
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * A socket that sees every packet of every interface, without its link header.
   *
   * @param filter a classic BPF program, eight bytes an instruction
   */
  public static LinuxSocket packets(byte[] filter) throws SystemCallException {
    LinuxSocket socket = open(AF_PACKET, 2, 0);
    try (Memory program = new Memory(filter.length);
        Memory head = new Memory(16);
        Memory address = new Memory(20)) {
      program.write(0, filter, 0, filter.length);
      head.clear();
      head.setShort(0, (short) (filter.length / 8));
      head.setPointer(8, program);
      socket.option("SO_ATTACH_FILTER", SO_ATTACH_FILTER, head, 16);
      address.clear();
      address.setShort(0, (short) AF_PACKET);
      address.setShort(2, Short.reverseBytes((short) 3));
      socket.bind(address, 20);
      return socket;
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }

  private static LinuxSocket open(int family, int type, int protocol) throws SystemCallException {
    try {
      return new LinuxSocket(CLibrary.socket(family, type | CLOEXEC, protocol));
    } catch (LastErrorException e) {
      throw new SystemCallException("socket(" + family + ", " + protocol + ')', e);
    }
  }

  private void bind(Memory address, int length) throws SystemCallException {
    try {
      CLibrary.bind(fd(), address, length);
    } catch (LastErrorException e) {
      throw new SystemCallException("bind", e);
    }
  }

  private void option(String name, int option, Memory value, int length)
      throws SystemCallException {
    try {
      CLibrary.setsockopt(fd(), SOL_SOCKET, option, value, length);
    } catch (LastErrorException e) {
      throw new SystemCallException("setsockopt(" + name + ')', e);
    }
  }

  /** Asks for a receive buffer; without the privilege the kernel's limit for users holds. */
  public void receiveBuffer(int bytes) throws SystemCallException {
    try (Memory value = new Memory(4)) {
      value.setInt(0, bytes);
      try {
        option("SO_RCVBUFFORCE", SO_RCVBUFFORCE, value, 4);
      } catch (SystemCallException e) {
        option("SO_RCVBUF", SO_RCVBUF, value, 4);
      }
    }
  }

  public void send(byte[] message) throws SystemCallException {
    try (Memory memory = new Memory(message.length)) {
      memory.write(0, message, 0, message.length);
      CLibrary.send(fd(), memory, message.length, 0);
    } catch (LastErrorException e) {
      throw new SystemCallException("send", e);
    }
  }

  /** The next datagram if there is one; does not wait. */
  public Optional<byte[]> receive() throws SystemCallException {
    long length = CLibrary.recv(fd(), buffer, MAX_DATAGRAM, MSG_DONTWAIT);
    if (length < 0) {
      SystemCallException.throwUnlessEmpty("recv", Native.getLastError());
      return Optional.empty();
    }
    return Optional.of(buffer.getByteArray(0, (int) length));
  }
}
