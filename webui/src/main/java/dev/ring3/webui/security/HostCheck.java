package dev.ring3.webui.security;

import dev.ring3.webui.page.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only browsers that asked for this server by a name it is known to have. Otherwise a site
 * could let its own name point to 127.0.0.1 and read everything (DNS rebinding).
 */
final class HostCheck extends OncePerRequestFilter {
  private static final Refusal REFUSAL =
      new Refusal(
          HttpServletResponse.SC_MISDIRECTED_REQUEST,
          "Ring3 does not answer under this host name: use the address it printed, or allow the"
              + " name with --host NAME");

  private final Set<String> names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));

  HostCheck(WebSettings settings) {
    if (!settings.listen().isAnyLocalAddress()) {
      names.add(literal(settings.listen()));
    }
    settings.hostNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** The address as a URL writes it. */
  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text.replaceFirst("%.*", "") + "]" : text;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOurs(request.getHeader("Host"), request.getLocalPort())) {
      chain.doFilter(request, response);
    } else {
      REFUSAL.send(response);
    }
  }

  private boolean isOurs(@Nullable String host, int port) {
    if (host == null) {
      return false;
    }
    String suffix = ":" + port;
    String name = host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : host;
    boolean hasPort = host.endsWith(suffix) || port == 80;
    return hasPort && names.contains(name.toLowerCase(Locale.ROOT));
  }
}
