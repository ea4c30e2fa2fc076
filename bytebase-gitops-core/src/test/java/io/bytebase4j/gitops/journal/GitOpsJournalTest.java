package io.bytebase4j.gitops.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bytebase4j.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitOpsJournalTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final JournalSubject SUBJECT =
      new JournalSubject("projects/hr", "1f0c", List.of("instances/a/databases/x"));

  private final ManualClock time = new ManualClock(START);
  private final MemoryStore store = new MemoryStore();

  private GitOpsJournal journal() {
    return GitOpsJournal.of(store, "hr", time);
  }

  @Test
  void aStepIsWrittenDownBeforeItIsTakenAndAfterwards() {
    JournalStep step = journal().begin(StepKind.RELEASE, Map.of("key", "1f0c"));

    assertThat(journal().entries())
        .containsExactly(
            new JournalEntry(
                1, StepKind.RELEASE, StepState.STARTED, START, null, Map.of("key", "1f0c"), ""));

    time.pass(Duration.ofSeconds(3));
    step.done(Map.of("release", "projects/hr/releases/x"));

    JournalEntry done = journal().last(StepKind.RELEASE).orElseThrow();
    assertThat(done.state()).isEqualTo(StepState.DONE);
    assertThat(done.endTime()).isEqualTo(START.plusSeconds(3));
    assertThat(done.facts())
        .containsExactly(Map.entry("key", "1f0c"), Map.entry("release", "projects/hr/releases/x"));
    assertThat(done.fact(JournalFacts.RELEASE)).contains("projects/hr/releases/x");
    assertThat(done.fact(JournalFacts.PLAN)).isEmpty();
  }

  @Test
  void factsKeepTheirOrder() {
    Map<String, String> facts = new LinkedHashMap<>();
    List.of("template", "key", "a", "release", "Z9").forEach(name -> facts.put(name, name));

    journal().begin(StepKind.RELEASE, facts);

    assertThat(journal().entries().get(0).facts().keySet())
        .containsExactlyElementsOf(facts.keySet());
  }

  @Test
  void theLastStepOfAKindAndTheLastOneThatIsDoneAreTold() {
    GitOpsJournal journal = journal();
    journal.begin(StepKind.PLAN, Map.of()).done(Map.of("plan", "projects/hr/plans/101"));
    journal.begin(StepKind.PLAN, Map.of()).failed("no answer");
    journal.begin(StepKind.ROLLOUT, Map.of()).done();
    journal.begin(StepKind.PLAN, Map.of());

    assertThat(journal.last(StepKind.PLAN).orElseThrow().number()).isEqualTo(4);
    assertThat(journal.lastDone(StepKind.PLAN).orElseThrow().number()).isEqualTo(1);
    assertThat(journal.last(StepKind.STAGE)).isEmpty();
    assertThat(journal.entries())
        .extracting(JournalEntry::state)
        .containsExactly(StepState.DONE, StepState.FAILED, StepState.DONE, StepState.STARTED);
    assertThat(journal.entries().get(1).message()).isEqualTo("no answer");
  }

  @Test
  void anotherProcessGoesOnWithTheNumbersAndLeavesOpenStepsAsTheyAre() {
    journal().begin(StepKind.RELEASE, Map.of());

    GitOpsJournal later = journal();
    later.begin(StepKind.RELEASE, Map.of()).done();

    assertThat(journal().entries()).extracting(JournalEntry::number).containsExactly(1, 2);
    assertThat(journal().entries())
        .extracting(JournalEntry::state)
        .containsExactly(StepState.STARTED, StepState.DONE);
  }

  @Test
  void theEndOfAStepIsToldOnce() {
    JournalStep step = journal().begin(StepKind.STAGE, Map.of("stage", "test"));
    step.failed("a");

    assertThatIllegalStateException().isThrownBy(step::done).withMessageContaining("told before");
    assertThat(journal().entries().get(0).state()).isEqualTo(StepState.FAILED);
  }

  @Test
  void aStepIsTakenBetweenItsBeginningAndItsEnd() {
    String given =
        journal()
            .take(
                StepKind.PLAN,
                Map.of("release", "r"),
                () -> {
                  assertThat(journal().last(StepKind.PLAN).orElseThrow().state())
                      .isEqualTo(StepState.STARTED);
                  return "p";
                },
                plan -> Map.of("plan", plan));

    assertThat(given).isEqualTo("p");
    assertThat(journal().lastDone(StepKind.PLAN).orElseThrow().fact("plan")).contains("p");
  }

  @Test
  void whatAStepThrowsIsWrittenDownAndThrownOn() {
    IllegalStateException thrown = new IllegalStateException("no such stage");
    GitOpsJournal journal = journal();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                journal.take(
                    StepKind.STAGE,
                    Map.of(),
                    () -> {
                      store.breakWith(new IOException("away"), false);
                      throw thrown;
                    },
                    stage -> Map.of()))
        .isSameAs(thrown)
        .satisfies(
            e -> assertThat(e.getSuppressed()).hasAtLeastOneElementOfType(JournalException.class));
    store.mend();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> journal.take(StepKind.STAGE, Map.of(), () -> throwIt(thrown), x -> Map.of()));

    assertThat(journal().entries())
        .hasSize(2)
        .allMatch(entry -> entry.state() == StepState.FAILED)
        .allMatch(entry -> entry.message().endsWith("IllegalStateException: no such stage"));
  }

  private static String throwIt(RuntimeException thrown) {
    throw thrown;
  }

  @Test
  void aStepIsNotTakenIfItsBeginningCanNotBeWritten() {
    GitOpsJournal journal = journal();
    store.breakWith(new IOException("away"), false);

    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(
            () ->
                journal.take(
                    StepKind.PLAN,
                    Map.of(),
                    () -> {
                      throw new AssertionError("taken");
                    },
                    plan -> Map.of()));
  }

  @Test
  void aJournalBelongsToOneInput() {
    journal().belongTo(new JournalSubject("projects/hr", "1f0c", List.of()));
    journal().belongTo(SUBJECT);

    assertThat(journal().subject()).contains(SUBJECT);
    journal().belongTo(new JournalSubject("projects/hr", "", List.of()));
    journal().begin(StepKind.STAGE, Map.of());

    JournalSubject other = new JournalSubject("projects/hr", "2222", SUBJECT.targets());
    assertThatExceptionOfType(JournalMismatchException.class)
        .isThrownBy(() -> journal().belongTo(other))
        .withMessageContaining("journal \"hr\" belongs to projects/hr, release key 1f0c, 1 targets")
        .withMessageContaining("but this is projects/hr, release key 2222")
        .satisfies(e -> assertThat(e.found()).isEqualTo(SUBJECT))
        .satisfies(e -> assertThat(e.expected()).isEqualTo(other));
    assertThat(journal().subject()).contains(SUBJECT);
  }

  @Test
  void targetsThatDifferAreAnotherInputAndTheirOrderIsNone() {
    List<String> targets = List.of("instances/a/databases/x", "instances/a/databases/y");
    journal().belongTo(new JournalSubject("projects/hr", "1f0c", targets));

    journal()
        .belongTo(
            new JournalSubject("projects/hr", "1f0c", List.of(targets.get(1), targets.get(0))));
    assertThatExceptionOfType(JournalMismatchException.class)
        .isThrownBy(
            () ->
                journal()
                    .belongTo(new JournalSubject("projects/hr", "1f0c", targets.subList(0, 1))))
        .withMessageContaining("2 targets")
        .withMessageContaining("1 targets");
    assertThatExceptionOfType(JournalMismatchException.class)
        .isThrownBy(() -> journal().belongTo(new JournalSubject("projects/o", "", List.of())));
  }

  @Test
  void noJournalKeepsNothing() {
    GitOpsJournal none = GitOpsJournal.none();
    none.belongTo(SUBJECT);
    none.begin(StepKind.RELEASE, Map.of("key", "k")).done();

    none.belongTo(new JournalSubject("projects/o", "", List.of()));
    assertThat(none.entries()).isEmpty();
    assertThat(none.subject()).isEmpty();
    assertThat(none).hasToString("no journal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "1a", "ä", "a\"", "x123456789012345678901234567890123456789012"})
  void namesOfFactsThatAreNoneAreRefusedAndNothingIsWritten(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal().begin(StepKind.PLAN, Map.of(name, "text")))
        .withMessageContaining("\"" + name + "\"");
    assertThat(store.texts()).isEmpty();
  }

  @Test
  void moreThan32FactsAreRefused() {
    Map<String, String> facts =
        IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "f" + i, i -> ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal().begin(StepKind.PLAN, facts))
        .withMessageContaining("33 facts");
  }

  @Property(tries = 200)
  void textsAreReadBackAsTheyWereGiven(@ForAll("plainTexts") String text) {
    GitOpsJournal.of(store, "p").begin(StepKind.SKIP, Map.of("reason", text)).failed(text);

    JournalEntry entry = GitOpsJournal.of(store, "p").last(StepKind.SKIP).orElseThrow();
    assertThat(entry.fact("reason")).contains(text);
    assertThat(entry.message()).isEqualTo(text);
  }

  // All of Unicode but halves of pairs, which no UTF-8 can hold.
  @Provide
  Arbitrary<String> plainTexts() {
    return Arbitraries.strings()
        .withChars("\"\\/<>&'\n\r\t\u0000\u2028\u202e\uFFFE ")
        .withCharRange('a', 'f')
        .withCharRange('\u00e0', '\u0107')
        .ofMaxLength(60)
        .map(text -> text + "\uD83D\uDE00");
  }

  @Test
  void aLongTextIsCutWithAMarkThatSaysSo() {
    journal().begin(StepKind.SKIP, Map.of("taskNames", "x".repeat(3_999) + "\uD83D\uDE00y"));

    String text = journal().entries().get(0).facts().get("taskNames");
    assertThat(text).hasSizeLessThan(4_100).endsWith("x… (3 characters more)");
  }
}
