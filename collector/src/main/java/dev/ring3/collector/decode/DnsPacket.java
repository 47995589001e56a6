package dev.ring3.collector.decode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An IP packet with a DNS message over UDP (RFC 791, 8200, 768, 1035).
 *
 * @param sourceIp who sent it
 * @param destinationIp to whom
 * @param id the message's number, the same in question and answer
 * @param answer whether it is an answer
 * @param responseCode by RFC 1035 4.1.1, as a name where it has one
 * @param question the name asked for, in lower case, without the last dot
 * @param questionType as a name where it has one
 * @param answers what the answers say, as text
 * @param addresses those of the answers that are addresses
 */
public record DnsPacket(
    String sourceIp,
    int sourcePort,
    String destinationIp,
    int destinationPort,
    int id,
    boolean answer,
    String responseCode,
    String question,
    String questionType,
    List<String> answers,
    List<String> addresses) {
  private static final int MAX_ANSWERS = 64;
  private static final int MAX_JUMPS = 32;
  private static final int UDP = 17;

  public DnsPacket {
    answers = List.copyOf(answers);
    addresses = List.copyOf(addresses);
  }

  /** From the packet's IP header on. */
  public static DnsPacket of(byte[] packet) throws DecodeException {
    NativeBytes in = new NativeBytes(packet, "DNS packet");
    int version = in.u8(0) >> 4;
    boolean v6 = version == 6;
    int transport = v6 ? 40 : (in.u8(0) & 0xf) * 4;
    int protocol = v6 ? in.u8(6) : in.u8(9);
    if ((version != 4 && !v6) || protocol != UDP) {
      throw new DecodeException("DNS packet: IP version " + version + ", protocol " + protocol);
    }
    String source = v6 ? address(in, 8, 16) : address(in, 12, 4);
    String destination = v6 ? address(in, 24, 16) : address(in, 16, 4);
    return new MessageReader(in, transport + 8)
        .read(source, in.port(transport), destination, in.port(transport + 2));
  }

  private static String address(NativeBytes in, int at, int length) throws DecodeException {
    try {
      return InetAddress.getByAddress(in.bytes(at, length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new DecodeException("an address of " + length + " bytes");
    }
  }

  /** Reads a message; names may point back into it. */
  private static final class MessageReader {
    private final NativeBytes in;
    private final int start;
    private int at;

    MessageReader(NativeBytes in, int start) {
      this.in = in;
      this.start = start;
    }

    DnsPacket read(String source, int sourcePort, String destination, int destinationPort)
        throws DecodeException {
      int id = in.port(start);
      int flags = in.port(start + 2);
      if (in.port(start + 4) != 1) {
        throw new DecodeException("DNS message with " + in.port(start + 4) + " questions");
      }
      int count = Math.min(MAX_ANSWERS, in.port(start + 6));
      at = start + 12;
      String question = name().toLowerCase(Locale.ROOT);
      String type = typeName(in.port(at));
      at += 4;
      List<String> answers = new ArrayList<>();
      List<String> addresses = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answer(answers, addresses);
      }
      return new DnsPacket(
          source,
          sourcePort,
          destination,
          destinationPort,
          id,
          (flags & 0x8000) != 0,
          codeName(flags & 0xf),
          question,
          type,
          answers,
          addresses);
    }

    private void answer(List<String> answers, List<String> addresses) throws DecodeException {
      name();
      int type = in.port(at);
      int length = in.port(at + 8);
      int data = at + 10;
      in.bytes(data, length);
      at = data;
      switch (type) {
        case 1, 28 -> {
          int expected = type == 1 ? 4 : 16;
          if (length == expected) {
            String address = address(in, data, length);
            answers.add(address);
            addresses.add(address);
          }
        }
        case 2, 5, 12 -> answers.add(name());
        case 16 -> answers.add(texts(data, length));
        default -> answers.add(typeName(type) + ", " + length + " bytes");
      }
      at = data + length;
    }

    private String texts(int data, int length) throws DecodeException {
      StringBuilder text = new StringBuilder();
      int from = data;
      while (from < data + length) {
        int part = in.u8(from);
        text.append(new String(in.bytes(from + 1, part), StandardCharsets.UTF_8));
        from += part + 1;
      }
      return text.toString();
    }

    /** The name at this place, by RFC 1035 4.1.4; afterwards the place is behind it. */
    private String name() throws DecodeException {
      StringBuilder name = new StringBuilder();
      int place = at;
      int end = -1;
      int jumps = 0;
      int length = in.u8(place);
      while (length != 0) {
        if (length >= 0xc0) {
          end = end < 0 ? place + 2 : end;
          place = start + (in.port(place) & 0x3fff);
          jumps++;
          if (jumps > MAX_JUMPS) {
            throw new DecodeException("DNS name that points in circles");
          }
        } else if (length > 63 || name.length() > 255) {
          throw new DecodeException("DNS label of " + length + " bytes at " + place);
        } else {
          name.append(name.isEmpty() ? "" : ".");
          name.append(new String(in.bytes(place + 1, length), StandardCharsets.UTF_8));
          place += length + 1;
        }
        length = in.u8(place);
      }
      at = end < 0 ? place + 1 : end;
      return name.toString();
    }

    private static String typeName(int type) {
      return switch (type) {
        case 1 -> "A";
        case 2 -> "NS";
        case 5 -> "CNAME";
        case 6 -> "SOA";
        case 12 -> "PTR";
        case 15 -> "MX";
        case 16 -> "TXT";
        case 28 -> "AAAA";
        case 33 -> "SRV";
        case 64 -> "SVCB";
        case 65 -> "HTTPS";
        case 255 -> "ANY";
        default -> "TYPE" + type;
      };
    }

    private static String codeName(int code) {
      return switch (code) {
        case 0 -> "NOERROR";
        case 1 -> "FORMERR";
        case 2 -> "SERVFAIL";
        case 3 -> "NXDOMAIN";
        case 4 -> "NOTIMP";
        case 5 -> "REFUSED";
        default -> "RCODE" + code;
      };
    }
  }
}
