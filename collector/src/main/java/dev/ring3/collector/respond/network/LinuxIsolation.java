package dev.ring3.collector.respond.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of nftables of our own, before all others, put in place by one transaction. The rules of
 * others are not touched: what they drop stays dropped. Where it ends by itself, the kernel does
 * that: the addresses to drop are elements of a set, and time out. It ends with a restart of the
 * host.
 */
final class LinuxIsolation implements Isolation {
  private static final String TABLE = "ring3_isolation";
  private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"));

  private static Optional<Path> nft() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  @Override
  public Optional<String> obstacle() {
    return nft().isPresent()
        ? Optional.empty()
        : Optional.of("there is no nft: install nftables (Debian, Ubuntu: apt install nftables)");
  }

  @Override
  public List<String> rules(List<Network> allowed, @Nullable Duration until) {
    List<String> rules = new ArrayList<>();
    // So that there is one to delete: an isolation is replaced without a moment in between.
    rules.add("add table inet " + TABLE);
    rules.add("delete table inet " + TABLE);
    rules.add("add table inet " + TABLE);
    String timeout = until == null ? "" : " timeout " + until.toSeconds() + "s";
    rules.add(set("all4", "ipv4_addr", "0.0.0.0/0" + timeout));
    rules.add(set("all6", "ipv6_addr", "::/0" + timeout));
    chain(rules, "incoming", "input", "iif lo", "saddr", allowed);
    chain(rules, "outgoing", "output", "oif lo", "daddr", allowed);
    chain(rules, "passing", "forward", "", "daddr", List.of());
    return rules;
  }

  private static String set(String name, String type, String element) {
    return "add set inet "
        + TABLE
        + ' '
        + name
        + " { type "
        + type
        + "; flags interval, timeout; elements = { "
        + element
        + " }; }";
  }

  private static void chain(
      List<String> rules,
      String name,
      String hook,
      String ownSide,
      String otherEnd,
      List<Network> allowed) {
    rules.add(
        "add chain inet "
            + TABLE
            + ' '
            + name
            + " { type filter hook "
            + hook
            + " priority -310; policy accept; }");
    List<String> matches = new ArrayList<>();
    if (!ownSide.isEmpty()) {
      matches.add(ownSide + " accept");
      // Without its lease the host loses the address that allowed ones know it by.
      matches.add("udp sport { 67, 68 } udp dport { 67, 68 } accept");
    }
    addAllowed(matches, "ip " + otherEnd, allowed, true);
    addAllowed(matches, "ip6 " + otherEnd, allowed, false);
    if (allowed.stream().anyMatch(network -> !network.isV4())) {
      matches.add(
          "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit,"
              + " nd-router-advert } accept");
    }
    matches.add("ip " + otherEnd + " @all4 drop");
    matches.add("ip6 " + otherEnd + " @all6 drop");
    matches.forEach(match -> rules.add("add rule inet " + TABLE + ' ' + name + ' ' + match));
  }

  private static void addAllowed(
      List<String> matches, String match, List<Network> allowed, boolean v4) {
    String networks =
        allowed.stream()
            .filter(network -> network.isV4() == v4)
            .map(Network::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!networks.isEmpty()) {
      matches.add(match + " { " + networks + " } accept");
    }
  }

  @Override
  public boolean isActive() throws IOException {
    Path nft = nft().orElse(null);
    if (nft == null) {
      return false;
    }
    SystemCommand answer =
        SystemCommand.ask(List.of(nft.toString(), "list", "table", "inet", TABLE), "");
    return answer.exit() == 0 && answer.text().contains("elements =");
  }

  @Override
  public void isolate(List<Network> allowed, @Nullable Duration until) throws IOException {
    tell(String.join("\n", rules(allowed, until)) + '\n');
  }

  @Override
  public void release() throws IOException {
    tell("add table inet " + TABLE + "\ndelete table inet " + TABLE + '\n');
  }

  private void tell(String script) throws IOException {
    Path nft = nft().orElseThrow(() -> new IOException(obstacle().orElse("there is no nft")));
    SystemCommand.call(List.of(nft.toString(), "-f", "-"), script);
  }
}
