package dev.ring3.webui.cli;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.network.Endpoint;
import dev.ring3.collector.respond.network.Network;
import dev.ring3.webui.respond.IsolationForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code ring3 respond} does to the network of this host. */
final class RespondNetwork {
  private RespondNetwork() {}

  /** {@code ring3 respond isolate}. */
  @Command(
      name = "isolate",
      mixinStandardHelpOptions = true,
      description = {
        "Cuts this host off from all others but the allowed ones, by rules of its own in nftables or",
        "the Windows firewall; --dry-run prints them."
      })
  static final class Isolate implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--allow",
        paramLabel = "ADDRESS",
        description = {
          "An address or network that stays reachable, such as 10.0.0.0/8; can be given several",
          "times. The host itself always is."
        })
    private List<String> allowed = new ArrayList<>();

    @Option(
        names = "--for",
        paramLabel = "TIME",
        description = "It ends by itself after that time, such as 30m or 8h; 23h at most.")
    private @Nullable String duration;

    @Mixin private Consent consent;

    Isolate() {}

    @Override
    public Integer call() throws IOException {
      try {
        List<Network> networks = allowed.stream().map(Network::parse).toList();
        return consent.respond(
            new Action.Isolate(
                networks, duration == null ? null : IsolationForm.duration(duration)));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
  }

  /** {@code ring3 respond release}. */
  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Ends the isolation of this host.")
  static final class Release implements Callable<Integer> {
    @Mixin private Consent consent;

    Release() {}

    @Override
    public Integer call() throws IOException {
      return consent.respond(new Action.Release());
    }
  }

  /** {@code ring3 respond close-connection}. */
  @Command(
      name = "close-connection",
      mixinStandardHelpOptions = true,
      description = "Closes a TCP connection of this host.")
  static final class CloseConnection implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        index = "0",
        paramLabel = "LOCAL",
        description = "Its end here, such as 10.0.0.5:50123.")
    private String local;

    @Parameters(
        index = "1",
        paramLabel = "REMOTE",
        description = "Its other end, such as [2001:db8::1]:443.")
    private String remote;

    @Mixin private Consent consent;

    CloseConnection() {}

    @Override
    public Integer call() throws IOException {
      try {
        return consent.respond(
            new Action.CloseConnection(Endpoint.parse(local), Endpoint.parse(remote)));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
  }
}
