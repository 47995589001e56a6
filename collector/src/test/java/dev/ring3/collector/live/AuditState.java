package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.linux.audit.AuditRules;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The audit system's settings and rules, asked of the kernel by another program. */
final class AuditState {
  private static final String ASK =
      """
      import socket,struct
      s=socket.socket(16,socket.SOCK_RAW,9); s.settimeout(3)
      def ask(t):
        s.send(struct.pack('IHHII',16,t,5,t,0)); out=[]; ack=False; done=False
        while not (ack and done):
          d=s.recv(20000); n,k,f,q,p=struct.unpack('IHHII',d[:16])
          if q!=t: continue
          if k==2: ack=True
          elif k==3: done=True
          else: out.append(d[16:]); done=done or t==1000
        return out
      a=struct.unpack('11I',ask(1000)[0][:44])
      print('enabled',a[1],'owner',a[3],'limit',a[5],'wait',a[9])
      for r in ask(1013): print('rule',r.hex())
      """;

  private static final String OUR_KEY =
      HexFormat.of().formatHex(AuditRules.KEY.getBytes(StandardCharsets.UTF_8));

  private AuditState() {}

  /**
   * The state now, as Ring3 must leave it: without the rules of a Ring3 that was killed on this
   * host and whose data folder is gone, as the next start removes those.
   */
  static String toRestore() throws Exception {
    return now()
        .lines()
        .filter(line -> !line.contains(OUR_KEY))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static String now() throws Exception {
    Process process = new ProcessBuilder("/usr/bin/python3", "-c", ASK).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return text;
  }
}
