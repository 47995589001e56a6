package dev.ring3.search.detect.indicators.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorFormatsTest {
  private static final String MD5 = "0123456789abcdef0123456789abcdef";
  private static final String SHA256 = MD5 + MD5;

  private static final String PLAIN =
      """
      # a list
      %s
      hxxps://bad[.]example/Get.php?x=1  # where it came from
      *.evil[.]example
      0.0.0.0 ads.example
      203.0.113[.]7
      203.0.113.0/24
      2001:db8::/32
      2001:DB8::1
      C:\\Users\\Public\\a.exe
      dropper.exe
      HKEY_LOCAL_MACHINE\\Software\\Evil\\
      \\\\.\\pipe\\evil_pipe

      what is this
      ; the end
      """
          .formatted(SHA256.toUpperCase(java.util.Locale.ROOT));

  private static final String CSV =
      """
      # exported
      type;indicator;valid_until;comment
      domain;evil.example;2026-12-01;first
      filename;dropper.exe;;"the ""name"" here"
      ;203.0.113.7;2026-12-01T10:00:00Z;by its look
      sha256;no hash;;wrong
      """;

  private static final String STIX =
      """
      {"type": "bundle", "id": "bundle--1", "objects": [
        {"type": "malware", "name": "x", "labels": ["a"]},
        {"type": "indicator", "name": "hashes", "valid_until": "2027-01-01T00:00:00.5Z",
         "pattern_type": "stix",
         "pattern": "[file:hashes.'SHA-256' = '%1$s' AND file:hashes.MD5 = '%2$s']"},
        {"type": "indicator", "pattern": "[domain-name:value IN ('a.example', 'b.example') OR url:value = 'http://c.example/x']"},
        {"type": "indicator", "pattern": "[domain-name:value LIKE '%%.d.example'] OR ([ipv4-addr:value = '198.51.100.0/24'])"},
        {"type": "indicator", "pattern": "[file:name LIKE '%%\\\\\\\\evil.exe']"},
        {"type": "indicator", "pattern": "[file:name MATCHES '^evil\\\\\\\\.dll$']"},
        {"type": "indicator", "pattern": "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '198.51.100.9']"},
        {"type": "indicator", "pattern": "[file:name = 'a.exe' AND url:value = 'http://x.example/']"},
        {"type": "indicator", "pattern": "[file:name MATCHES '.*evil.*']"},
        {"type": "indicator", "pattern": "[process:command_line = 'x']"},
        {"type": "indicator", "pattern": "[ipv4-addr:value = '192.0.2.1'] FOLLOWEDBY [url:value = 'http://x.example/']"},
        {"type": "indicator", "pattern_type": "yara", "pattern": "rule x {}"},
        {"type": "indicator", "revoked": true, "pattern": "[ipv4-addr:value = '192.0.2.2']"},
        {"type": "indicator", "pattern": "[mutex:name = 'Global\\\\\\\\evil"}
      ]}
      """
          .formatted(SHA256, MD5);

  private static final String OPEN_IOC =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <ioc xmlns="http://schemas.mandiant.com/2010/ioc" id="1">
        <short_description>Evil tool</short_description>
        <definition>
          <Indicator operator="OR" id="2">
            <IndicatorItem id="3" condition="is">
              <Context document="FileItem" search="FileItem/Md5sum" type="mir"/>
              <Content type="md5">%s</Content>
            </IndicatorItem>
            <IndicatorItem id="4" condition="contains">
              <Context document="FileItem" search="FileItem/FullPath" type="mir"/>
              <Content type="string">evil</Content>
            </IndicatorItem>
            <Indicator operator="AND" id="5">
              <IndicatorItem id="6" condition="is">
                <Context document="FileItem" search="FileItem/FileName" type="mir"/>
                <Content type="string">a.exe</Content>
              </IndicatorItem>
              <IndicatorItem id="7" condition="is">
                <Context document="DnsEntryItem" search="DnsEntryItem/Host" type="mir"/>
                <Content type="string">a.example</Content>
              </IndicatorItem>
            </Indicator>
            <IndicatorItem id="8" condition="is">
              <Context document="DnsEntryItem" search="DnsEntryItem/Host" type="mir"/>
              <Content type="string">evil.example</Content>
            </IndicatorItem>
          </Indicator>
        </definition>
      </ioc>
      """
          .formatted(MD5);

  private static final String MISP =
      """
      {"response": [{"Event": {"info": "x", "Orgc": {"name": "y"}, "Attribute": [
        {"type": "md5", "value": "%1$s", "to_ids": true, "comment": "tool"},
        {"type": "ip-dst", "value": "203.0.113.0/24", "to_ids": true},
        {"type": "domain|ip", "value": "evil.example|203.0.113.9", "to_ids": true},
        {"type": "filename|sha256", "value": "a|b.exe|%2$s", "to_ids": "1"},
        {"type": "text", "value": "about", "to_ids": true},
        {"type": "domain", "value": "good.example", "to_ids": false},
        {"type": "domain", "value": "gone.example", "to_ids": true, "deleted": true}],
        "Object": [{"name": "file", "Attribute": [
          {"type": "named pipe", "value": "evil_pipe", "to_ids": true, "Tag": [{"name": "t"}]}]}]}}]}
      """
          .formatted(MD5, SHA256);

  @TempDir Path folder;
  private final List<Indicator> indicators = new ArrayList<>();

  private Taking read(String text, @Nullable IndicatorType only) throws IOException {
    indicators.clear();
    Taking taking = new Taking("f", only, Instant.parse("2030-01-01T00:00:00Z"), indicators::add);
    Path file = Files.writeString(folder.resolve("f"), text);
    IndicatorFormats.read(file, taking);
    return taking;
  }

  private List<String> found() {
    return indicators.stream().map(i -> i.type().word() + " " + i.value()).toList();
  }

  @Test
  void plainListsTellTheirKindsByTheirLook() throws IOException {
    Taking taking = read(PLAIN, null);
    assertEquals(
        List.of(
            "hash " + SHA256,
            "url https://bad.example/get.php?x=1",
            "domain evil.example",
            "domain ads.example",
            "address 203.0.113.7",
            "network 203.0.113.0/24",
            "network 2001:db8:0:0:0:0:0:0/32",
            "address 2001:db8:0:0:0:0:0:1",
            "path c:\\users\\public\\a.exe",
            "name dropper.exe",
            "registry hklm\\software\\evil",
            "pipe evil_pipe"),
        found());
    assertEquals(List.of("f:15: 'what is this' is no indicator"), taking.problems());
  }

  @Test
  void whatDividesColumnsCanBePartOfAUrl() throws IOException {
    read("http://a.example/x;y=1|2\nhttp://b.example/p,q\n", null);
    assertEquals(List.of("url http://a.example/x;y=1|2", "url http://b.example/p,q"), found());
    read("http://a.example/x, seen today\n", null);
    assertEquals(List.of("url http://a.example/x"), found());
  }

  @Test
  void aKindCanBeGiven() throws IOException {
    Taking taking = read("payload\nevil.example\n/etc/passwd\n", IndicatorType.NAME);
    assertEquals(List.of("name payload", "name evil.example"), found());
    assertEquals(List.of("f:3: '/etc/passwd' is no name"), taking.problems());
  }

  @Test
  void columnsAreKnownByTheirHeader() throws IOException {
    Taking taking = read(CSV, null);
    assertEquals(
        List.of("domain evil.example", "name dropper.exe", "address 203.0.113.7"), found());
    assertEquals(Instant.parse("2026-12-01T00:00:00Z"), indicators.get(0).expires());
    assertEquals("first", indicators.get(0).description());
    assertEquals("the \"name\" here", indicators.get(1).description());
    assertEquals(Instant.parse("2030-01-01T00:00:00Z"), indicators.get(1).expires());
    assertEquals(List.of("f:6: 'no hash' is no indicator"), taking.problems());
    read("2026-01-01,evil.example,seen\n2026-01-02,nothing,x\n", null);
    assertEquals(List.of("domain evil.example"), found());
  }

  @Test
  void patternsThatAreValuesAreTakenOver() throws IOException {
    Taking taking = read(STIX, null);
    assertEquals(
        List.of(
            "hash " + SHA256,
            "hash " + MD5,
            "domain a.example",
            "domain b.example",
            "url http://c.example/x",
            "domain d.example",
            "network 198.51.100.0/24",
            "name evil.exe",
            "name evil.dll",
            "address 198.51.100.9"),
        found());
    assertEquals(Instant.parse("2027-01-01T00:00:00.5Z"), indicators.get(0).expires());
    assertEquals("hashes", indicators.get(0).description());
    assertEquals(
        List.of(
            "f:11: it asks for several things at once (AND)",
            "f:12: '.*evil.*' is an expression",
            "f:13: process:command_line is not supported",
            "f:14: 'FOLLOWEDBY' between observations is not supported",
            "f:15: patterns in yara are not supported",
            "f:17: a text of the pattern has no end"),
        taking.problems());
  }

  @Test
  void termsOfWhichOneIsEnoughAreTakenOver() throws IOException {
    Taking taking = read(OPEN_IOC, null);
    assertEquals(List.of("hash " + MD5, "domain evil.example"), found());
    assertEquals("Evil tool", indicators.getFirst().description());
    assertEquals(
        List.of(
            "f:10: FileItem/FullPath by 'contains' is not supported",
            "f:14: it asks for several things at once (AND)"),
        taking.problems());
  }

  @Test
  void entitiesAreNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "evil.example");
    String evil =
        "<!DOCTYPE ioc [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>"
            + OPEN_IOC.substring(OPEN_IOC.indexOf("<ioc")).replace("evil.example", "&x;");
    try {
      read(evil, null);
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("line "), e::toString);
    }
    assertTrue(!found().contains("domain evil.example"), () -> found().toString());
  }

  @Test
  void attributesForDetectionAreTakenOver() throws IOException {
    Taking taking = read(MISP, null);
    assertEquals(
        List.of(
            "hash " + MD5,
            "network 203.0.113.0/24",
            "domain evil.example",
            "address 203.0.113.9",
            "hash " + SHA256,
            "pipe evil_pipe"),
        found());
    assertEquals("tool", indicators.getFirst().description());
    assertEquals(
        List.of("f:6: attributes of the type 'text' are not supported"), taking.problems());
  }

  @Test
  void otherJsonIsRefused() {
    IOException e = assertThrows(IOException.class, () -> read("{\"a\": [1, 2]}", null));
    assertTrue(String.valueOf(e.getMessage()).contains("no STIX bundle"), e::toString);
  }

  @Test
  void whateverIsReadEndsWithIndicatorsOrAProblem() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (Map.Entry<String, String> whole :
        Map.of("plain", PLAIN, "csv", CSV, "stix", STIX, "ioc", OPEN_IOC, "misp", MISP)
            .entrySet()) {
      int read = 0;
      for (int round = 0; round < 600; round++) {
        byte[] bytes = mutated(whole.getValue().getBytes(StandardCharsets.UTF_8), random);
        Path file = Files.write(folder.resolve("f"), bytes);
        try {
          IndicatorFormats.read(file, new Taking("f", null, null, _indicator -> {}));
          read++;
        } catch (IOException e) {
          assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
        } catch (RuntimeException e) {
          throw new AssertionError(whole.getKey() + " seed " + seed + " round " + round, e);
        }
      }
      assertTrue(read > 5, whole.getKey() + ": " + read);
    }
  }

  private static byte[] mutated(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }
}
