package dev.ring3.webui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a session may do; each also what those before it may. */
public enum Role {
  /** Look at everything, import and delete cases, decide about alerts and rules. */
  HUNTER("login-link"),
  /** Act on this host. */
  RESPONDER("responder-link");

  private final String file;

  Role(String file) {
    this.file = file;
  }

  /** The file of the data directory that holds its link. */
  public String file() {
    return file;
  }

  /** How sessions of it are called in the page and in logs. */
  String user() {
    return name().toLowerCase(Locale.ROOT);
  }

  String authority() {
    return "ROLE_" + name();
  }

  List<SimpleGrantedAuthority> authorities() {
    return Arrays.stream(values())
        .filter(role -> role.compareTo(this) <= 0)
        .map(role -> new SimpleGrantedAuthority(role.authority()))
        .toList();
  }

  /** Whether the session of a request may do what this one may. */
  public boolean isOf(HttpServletRequest request) {
    return request.isUserInRole(name());
  }
}
