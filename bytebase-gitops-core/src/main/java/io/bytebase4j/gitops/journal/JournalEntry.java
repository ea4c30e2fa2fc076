package io.bytebase4j.gitops.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step as the journal has it.
 *
 * @param number counts the steps of a journal from 1, those too that it keeps no more
 * @param kind what the step does
 * @param state how far it is known to have come
 * @param startTime when it was begun, by the clock of whoever took it
 * @param endTime when it ended; null while that is not written down
 * @param facts what it was to do and what came of it, in the order in which they were given; names
 *     as in {@link JournalFacts}
 * @param message what went wrong; empty if nothing did
 */
public record JournalEntry(
    int number,
    StepKind kind,
    StepState state,
    Instant startTime,
    @Nullable Instant endTime,
    Map<String, String> facts,
    String message) {
  /**
   * Copies the facts.
   *
   * @param number counts the steps of a journal from 1
   * @param kind what the step does
   * @param state how far it is known to have come
   * @param startTime when it was begun
   * @param endTime when it ended; null while that is not written down
   * @param facts what it was to do and what came of it
   * @param message what went wrong; empty if nothing did
   */
  public JournalEntry {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * A fact.
   *
   * @param name its name, as in {@link JournalFacts}
   * @return its text, if it is written down
   */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
