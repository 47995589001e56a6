package dev.ring3.collector.sensor.linux.audit;

import dev.ring3.collector.decode.AuditStatus;
import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.NetlinkMessage;
import dev.ring3.collector.linux.LinuxSocket;
import dev.ring3.collector.linux.SystemCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests to the audit system and their answers. For one thread. */
public final class AuditControl implements AutoCloseable {
  public static final int NETLINK_AUDIT = 9;
  private static final int GET = 1000;
  private static final int SET = 1001;
  private static final int ADD_RULE = 1011;
  private static final int DELETE_RULE = 1012;
  private static final int LIST_RULES = 1013;
  private static final int REQUEST = 1;
  private static final int ACKNOWLEDGE = 4;
  private static final int ANSWER_MILLISECONDS = 3000;

  private final LinuxSocket socket;
  private int sequence;

  private AuditControl(LinuxSocket socket) {
    this.socket = socket;
  }

  public static AuditControl open() throws IOException {
    return new AuditControl(LinuxSocket.netlink(NETLINK_AUDIT, 0));
  }

  public AuditStatus status() throws IOException {
    List<NetlinkMessage> answers = ask("AUDIT_GET", GET, new byte[0]);
    for (NetlinkMessage answer : answers) {
      if (answer.type() == GET) {
        try {
          return AuditStatus.of(answer.payload());
        } catch (DecodeException e) {
          throw new IOException("AUDIT_GET: " + e.getMessage(), e);
        }
      }
    }
    throw new IOException("AUDIT_GET was not answered");
  }

  public void set(byte[] status) throws IOException {
    ask("AUDIT_SET", SET, status);
  }

  /** Makes a socket's own process the owner: the request must come from the reading socket. */
  public static void own(LinuxSocket reading, long pid) throws IOException {
    new AuditControl(reading).set(AuditStatus.setOwner(pid));
  }

  /** The same while another thread reads the socket: whether it worked, the next status tells. */
  public static void reclaim(LinuxSocket reading, long pid) throws IOException {
    reading.send(NetlinkMessage.request(SET, REQUEST, 0, AuditStatus.setOwner(pid)));
  }

  public void add(byte[] rule) throws IOException {
    ask("AUDIT_ADD_RULE", ADD_RULE, rule);
  }

  void delete(byte[] rule) throws IOException {
    ask("AUDIT_DEL_RULE", DELETE_RULE, rule);
  }

  /** All rules, as the kernel writes them; each can be given to {@link #delete}. */
  List<byte[]> rules() throws IOException {
    List<byte[]> rules = new ArrayList<>();
    for (NetlinkMessage answer : ask("AUDIT_LIST_RULES", LIST_RULES, new byte[0])) {
      if (answer.type() == LIST_RULES) {
        rules.add(answer.payload());
      }
    }
    return rules;
  }

  /** Sends a request and collects what comes until it is answered wholly. */
  private List<NetlinkMessage> ask(String call, int type, byte[] payload) throws IOException {
    sequence++;
    socket.send(NetlinkMessage.request(type, REQUEST | ACKNOWLEDGE, sequence, payload));
    List<NetlinkMessage> answers = new ArrayList<>();
    boolean acknowledged = false;
    boolean complete = type == SET || type == ADD_RULE || type == DELETE_RULE;
    while (!acknowledged || !complete) {
      NetlinkMessage answer = next(call);
      if (answer.sequence() != sequence) {
        continue;
      }
      if (answer.type() == NetlinkMessage.ERROR) {
        refuse(call, answer);
        acknowledged = true;
      } else {
        answers.add(answer);
        complete |= answer.type() == NetlinkMessage.DONE || answer.type() == GET;
      }
    }
    return answers;
  }

  private static void refuse(String call, NetlinkMessage answer) throws IOException {
    try {
      int errno = answer.errno();
      if (errno != 0) {
        throw new SystemCallException(call, errno);
      }
    } catch (DecodeException e) {
      throw new IOException(call + ": " + e.getMessage(), e);
    }
  }

  private NetlinkMessage next(String call) throws IOException {
    Optional<byte[]> datagram = socket.receive();
    if (datagram.isEmpty() && socket.awaitInput(ANSWER_MILLISECONDS)) {
      datagram = socket.receive();
    }
    if (datagram.isEmpty()) {
      throw new IOException(call + " was not answered within " + ANSWER_MILLISECONDS + " ms");
    }
    try {
      return NetlinkMessage.whole(datagram.get());
    } catch (DecodeException e) {
      throw new IOException(call + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
