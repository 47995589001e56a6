package dev.ring3.collector.respond.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static List<Network> networks(String... texts) {
    return List.of(texts).stream().map(Network::parse).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,10.0.0.1",
    "10.9.8.7/8,10.0.0.0/8",
    "0.0.0.0/0,0.0.0.0/0",
    "2001:db8::1/32,2001:db8:0:0:0:0:0:0/32",
    "::1,0:0:0:0:0:0:0:1"
  })
  void isReadAndCutToItsBits(String text, String expected) {
    assertEquals(expected, Network.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.org",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1.",
        "10.0.0.1/33",
        "10.0.0.1/x",
        "::1/129",
        ":::",
        "a",
        "10.0.0.1; drop",
        "1.2.3.4 accept"
      })
  void whatIsNoAddressIsRefusedAndNeverLookedUp(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "10.0.0.1:0", "10.0.0.1:65536", "::1:80", "host:80", ":80"})
  void whatIsNoEndIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
  }

  @Test
  void endsAreReadAsTheyAreWritten() {
    for (String text : List.of("10.0.0.1:443", "[2001:db8:0:0:0:0:0:1]:65535")) {
      assertEquals(text, Endpoint.parse(text).toString());
    }
  }

  @Test
  void whatIsOutsideIsAllTheRest() {
    assertEquals(List.of("0.0.0.0-255.255.255.255"), Network.outside(List.of(), true));
    assertEquals(
        List.of("0.0.0.0-9.255.255.255", "11.0.0.0-192.168.0.4", "192.168.0.6-255.255.255.255"),
        Network.outside(networks("192.168.0.5", "10.0.0.0/8", "10.1.0.0/16", "::1"), true));
    assertEquals(
        List.of(
            "0:0:0:0:0:0:0:0-0:0:0:0:0:0:0:0",
            "0:0:0:0:0:0:0:2-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        Network.outside(networks("::1"), false));
    assertEquals(List.of(), Network.outside(networks("0.0.0.0/1", "128.0.0.0/1"), true));
  }

  @Test
  void theRulesOfWindowsBlockAllButWhatIsAllowed() {
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:30Z"), ZoneId.of("UTC"));
    List<String> rules =
        new WindowsIsolation(clock).rules(networks("10.0.0.0/8"), Duration.ofMinutes(30));
    assertEquals(3, rules.size());
    for (String rule : rules.subList(0, 2)) {
      assertTrue(rule.contains(" action=block "), rule);
      assertTrue(
          rule.contains(
              "remoteip=0.0.0.1-9.255.255.255,11.0.0.0-126.255.255.255,"
                  + "128.0.0.0-255.255.255.254,"),
          rule);
    }
    assertTrue(rules.get(0).contains(" dir=in ") && rules.get(1).contains(" dir=out "));
    assertTrue(rules.get(2).contains("/sc once /st "), rules.get(2));
  }
}
