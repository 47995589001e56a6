package dev.ring3.webui.state;

import java.util.Arrays;
import java.util.Optional;

/** How far an alert is looked into, and what it turned out to be. */
public enum TriageStatus {
  OPEN("open", "Open"),
  IN_PROGRESS("in_progress", "In progress"),
  TRUE_POSITIVE("true_positive", "Closed: true positive"),
  BENIGN("benign", "Closed: true, but benign"),
  FALSE_POSITIVE("false_positive", "Closed: false positive");

  private final String word;
  private final String label;

  TriageStatus(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** As it is written in addresses and in the database. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String label() {
    return label;
  }

  /** Whether nobody has to look at it any more. */
  public boolean isClosed() {
    return this != OPEN && this != IN_PROGRESS;
  }

  /** The one that is written so. */
  public static Optional<TriageStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word.equals(word)).findFirst();
  }
}
