package dev.ring3.webui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Turns the one-time link into a session. Opening the link only shows a button: programs that look
 * ahead at links do not use it up.
 */
@Controller
final class LoginController {
  /** How long a session lasts that nobody uses. */
  private static final Duration IDLE = Duration.ofHours(8);

  private final LoginLinks links;
  private final SecurityContextRepository contexts;
  private final RequestCache requests;
  private final CsrfAuthenticationStrategy freshCsrf;

  LoginController(
      LoginLinks links,
      SecurityContextRepository contexts,
      RequestCache requests,
      HttpSessionCsrfTokenRepository csrfTokens) {
    this.links = links;
    this.contexts = contexts;
    this.requests = requests;
    this.freshCsrf = new CsrfAuthenticationStrategy(csrfTokens);
  }

  @GetMapping("/login")
  String page(
      @RequestParam(defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (request.getUserPrincipal() != null) {
      return "redirect:/";
    }
    if (links.isGood(token)) {
      model.addAttribute("token", token);
    } else {
      links.renew();
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
    model.addAttribute("spent", !token.isEmpty());
    return "security/login";
  }

  @PostMapping("/login")
  String logIn(@RequestParam String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Role role = links.redeem(token).orElse(null);
    if (role == null) {
      return "redirect:/login?token=spent";
    }
    SavedRequest wanted = requests.getRequest(request, response);
    request.changeSessionId();
    request.getSession().setMaxInactiveInterval((int) IDLE.toSeconds());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    UsernamePasswordAuthenticationToken user =
        UsernamePasswordAuthenticationToken.authenticated(role.user(), null, role.authorities());
    context.setAuthentication(user);
    freshCsrf.onAuthentication(user, request, response);
    contexts.saveContext(context, request, response);
    return "redirect:" + target(wanted);
  }

  private static String target(@Nullable SavedRequest wanted) {
    return wanted == null ? "/" : wanted.getRedirectUrl();
  }
}
