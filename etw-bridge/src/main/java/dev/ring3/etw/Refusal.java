package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that a session which runs has to do without.
 *
 * @param provider GUID of the provider
 * @param step what Windows refused
 * @param code the error code of Windows'
 */
public record Refusal(UUID provider, Step step, int code) {
  private static final int SIZE = Guids.SIZE + 8;

  /** What was asked for. */
  public enum Step {
    /** That the provider logs to the session. */
    ENABLE,
    /** That it logs what is there already. */
    RUNDOWN
  }

  public Refusal {
    Objects.requireNonNull(provider);
    Objects.requireNonNull(step);
  }

  /** Whether it is for lack of rights: another account may be let in. */
  public boolean isDenied() {
    return code == 5;
  }

  /** What to do, a phrase for people. */
  public String remedy() {
    return EtwException.remedy(code);
  }

  static List<Refusal> all(ByteBuffer bytes) {
    List<Refusal> all = new ArrayList<>();
    for (int at = 0; at + SIZE <= bytes.limit(); at += SIZE) {
      Step step = bytes.getInt(at + Guids.SIZE) == 1 ? Step.RUNDOWN : Step.ENABLE;
      all.add(new Refusal(Guids.read(bytes, at), step, bytes.getInt(at + Guids.SIZE + 4)));
    }
    return all;
  }
}
