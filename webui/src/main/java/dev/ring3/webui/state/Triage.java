package dev.ring3.webui.state;

import java.util.Objects;

/**
 * What people decided about an alert.
 *
 * @param owner who looks into it; empty for nobody
 * @param note what they found; may be empty
 */
public record Triage(TriageStatus status, String owner, String note) {
  /** Characters of the longest name of an owner. */
  public static final int LONGEST_OWNER = 100;

  /** Characters of the longest note. */
  public static final int LONGEST_NOTE = 10_000;

  /** Nobody has looked at it. */
  public static final Triage NONE = new Triage(TriageStatus.OPEN, "", "");

  public Triage {
    Objects.requireNonNull(status);
    if (owner.length() > LONGEST_OWNER || note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          "an owner has at most " + LONGEST_OWNER + " characters, a note at most " + LONGEST_NOTE);
    }
  }
}
