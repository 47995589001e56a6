package dev.ring3.webui.security;

import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The links that open sessions, one for each role that this server has. Safe for any thread. */
@Component
public final class LoginLinks implements DisposableBean {
  private final Map<Role, LoginLink> links = new EnumMap<>(Role.class);

  LoginLinks(WebSettings settings, BoundAddress address, Clock clock) {
    for (Role role : Role.values()) {
      if (role == Role.HUNTER || settings.responders()) {
        links.put(role, new LoginLink(settings.data().resolve(role.file()), address, clock));
      }
    }
  }

  /**
   * The link of a role that is good now; empty if this server has no such role.
   *
   * @throws IOException if the file that holds it cannot be written
   */
  public Optional<URI> current(Role role) throws IOException {
    LoginLink link = links.get(role);
    return link == null ? Optional.empty() : Optional.of(link.current());
  }

  /** Makes fresh ones where the last is used up or too old. */
  void renew() throws IOException {
    for (LoginLink link : links.values()) {
      link.current();
    }
  }

  /** Whether a link with this token is still good; does not use it up. */
  boolean isGood(String token) {
    return links.values().stream().anyMatch(link -> link.isGood(token));
  }

  /** Uses the link up, and answers its role. Something for one caller at most. */
  Optional<Role> redeem(String token) throws IOException {
    for (Map.Entry<Role, LoginLink> each : links.entrySet()) {
      if (each.getValue().redeem(token)) {
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }

  @Override
  public void destroy() throws IOException {
    for (LoginLink link : links.values()) {
      link.forget();
    }
  }
}
