package dev.ring3.webui.security;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The link that opens a session: good once, and for {@link #LIFE}.
 *
 * <p>Each one is also written to a file of the data directory, which only its owner can read. A
 * fresh one is made there when somebody without a session opens the login page and the last one is
 * used up or too old, so that a second browser needs no restart. Whoever can read the file can read
 * the data anyway.
 *
 * <p>Safe for any thread.
 */
final class LoginLink {
  /** How long a link that nobody used stays good. */
  static final Duration LIFE = Duration.ofMinutes(15);

  private static final int SECRET_BYTES = 32;

  /** The secret of a link, and the first moment at which it is too old. */
  private record Ticket(String secret, Instant until) {}

  private final Path file;
  private final BoundAddress address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Ticket ticket;

  LoginLink(Path file, BoundAddress address, Clock clock) {
    this.file = file;
    this.address = address;
    this.clock = clock;
  }

  /**
   * The link that is good now; a fresh one if the last is used up or too old.
   *
   * @throws IOException if the file cannot be written
   */
  synchronized URI current() throws IOException {
    Ticket good = ticket;
    if (good == null || !clock.instant().isBefore(good.until())) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      good =
          new Ticket(
              Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
              clock.instant().plus(LIFE));
      OwnerOnly.write(file, link(good) + "\n");
      ticket = good;
    }
    return link(good);
  }

  private URI link(Ticket good) {
    return address.uri().resolve("/login?token=" + good.secret());
  }

  /** Whether the link with this token is still good; does not use it up. */
  synchronized boolean isGood(String token) {
    return ticket != null
        && clock.instant().isBefore(ticket.until())
        && MessageDigest.isEqual(bytes(token), bytes(ticket.secret()));
  }

  /** Uses the link up. True for one caller at most. */
  synchronized boolean redeem(String token) throws IOException {
    if (!isGood(token)) {
      return false;
    }
    ticket = null;
    Files.deleteIfExists(file);
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** No link is good any more. */
  synchronized void forget() throws IOException {
    ticket = null;
    Files.deleteIfExists(file);
  }
}
