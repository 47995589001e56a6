package dev.ring3.webui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site, or of another port of this host, made the browser ask for.
 * The cookie's SameSite mark does not tell ports apart, so this looks at Fetch Metadata and at
 * Origin. Only following a link to a page is allowed from outside.
 */
final class SiteCheck extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Refusal REFUSAL =
      new Refusal(
          HttpServletResponse.SC_FORBIDDEN,
          "Ring3 takes no requests from pages of other sites: open it directly");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOwn(request) || isLink(request)) {
      chain.doFilter(request, response);
    } else {
      REFUSAL.send(response);
    }
  }

  private static boolean isOwn(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    if ("null".equals(origin)) {
      // Our own forms, since they tell no referrer; a page cannot make up the other header.
      return "same-origin".equals(site);
    }
    return (site == null || OWN_SITES.contains(site))
        && (origin == null
            || origin.equals(request.getScheme() + "://" + request.getHeader("Host")));
  }

  private static boolean isLink(HttpServletRequest request) {
    return READING.contains(request.getMethod())
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }
}
