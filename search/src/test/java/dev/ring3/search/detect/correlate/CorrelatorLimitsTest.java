package dev.ring3.search.detect.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is remembered is bounded, and what had to go is counted. */
class CorrelatorLimitsTest {
  private static final String THREE =
      """
      title: Three
      correlation:
        type: event_count
        rules: [a]
        group-by: [user.name]
        timespan: 1h
        condition: {gte: 3}
      """;

  private final List<Match> found = new ArrayList<>();

  private static Correlator correlator(String text, Lateness lateness, int groups, int entries) {
    return new Correlator(
        Correlations.plan(text), lateness, new Correlator.Limits(groups, entries));
  }

  private void hit(Correlator correlator, long second, String user) {
    correlator.add(0, Correlations.event(second, user, 1), found::add);
    correlator.advance(Correlations.START.plusSeconds(second), found::add);
  }

  @Test
  void theGroupThatHitLongestAgoGoes() {
    Correlator correlator = correlator(THREE, Lateness.IN_ORDER, 2, 100);
    hit(correlator, 0, "ada");
    hit(correlator, 1, "ada");
    hit(correlator, 2, "bob");
    hit(correlator, 3, "eve");
    hit(correlator, 4, "ada");
    assertEquals(List.of(), found);
    assertEquals(3, correlator.counts().forgotten(), "two of ada, then one of bob");
  }

  @Test
  void entriesOfAllGroupsAreLimited() {
    Correlator correlator = correlator(THREE, Lateness.IN_ORDER, 100, 3);
    for (int i = 0; i < 10; i++) {
      hit(correlator, i, "user" + i);
    }
    assertEquals(7, correlator.counts().forgotten());
  }

  @Test
  void oneGroupIsLimited() {
    Correlator correlator =
        correlator(THREE.replace("gte: 3", "eq: 12000"), Lateness.IN_ORDER, 10, 100_000);
    for (int i = 0; i < 12_000; i++) {
      hit(correlator, i / 100, "ada");
    }
    correlator.finish(found::add);
    assertEquals(1, found.size(), "what is forgotten is still counted");
    assertEquals(12_000, found.getFirst().events());
    assertEquals(2_000, correlator.counts().forgotten());
  }

  @Test
  void whatIsOverIsForgottenWithoutALoss() {
    Correlator correlator = correlator(THREE, Lateness.IN_ORDER, 10, 5);
    for (int i = 0; i < 1_000; i++) {
      hit(correlator, 4_000L * i, "user" + i % 7);
    }
    assertEquals(0, correlator.counts().forgotten());
  }

  @Test
  void tooManyWaitingHitsAreLookedAtEarlier() {
    Correlator correlator = correlator(THREE, new Lateness(Duration.ofDays(1), 2), 10, 100);
    hit(correlator, 3, "ada");
    hit(correlator, 2, "ada");
    hit(correlator, 1, "ada");
    hit(correlator, 0, "ada");
    assertEquals(1, correlator.counts().late());
    correlator.finish(found::add);
    assertEquals(1, found.size());
  }

  @Test
  void hitsWithoutTheGroupAreCounted() {
    Correlator correlator =
        correlator(THREE.replace("user.name", "file.path"), Lateness.IN_ORDER, 10, 10);
    hit(correlator, 0, "ada");
    assertEquals(1, correlator.counts().ungrouped());
  }

  @Test
  void correlationsDoNotStandOnEachOtherWithoutEnd() {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String named = THREE.replace("title: Three", "title: T\nname: n" + i);
      chain.add(i == 0 ? named : named.replace("[a]", "[n" + (i - 1) + "]"));
    }
    for (List<String> order : List.of(chain, chain.reversed())) {
      CorrelationSet set = Correlations.set(String.join("---\n", order));
      assertEquals(CorrelationSet.DEEPEST, set.running().size());
      assertEquals(12 - CorrelationSet.DEEPEST, set.refused().size());
    }
  }

  @Test
  void damagedStatesAreRefused() {
    Correlator correlator = correlator(THREE, Lateness.IMPORT, 10, 10);
    for (int i = 0; i < 5; i++) {
      hit(correlator, i, "ada");
    }
    byte[] state = correlator.state();
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Correlator other = correlator(THREE, Lateness.IMPORT, 10, 10);
      assertThrows(StateException.class, () -> other.restore(damaged), () -> "seed " + seed);
    }
  }
}
