package io.bytebase4j.gitops.journal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was done on the path of one release, so that another process goes on where this one
 * stopped, and people see what was done. Each step is written down before it is taken and after it
 * was taken, all or nothing.
 *
 * <p>A journal is one JSON document, documented in {@code docs/journal.md}. It holds no secrets,
 * and at most some 500 steps: of more, the oldest are left out that no run can go on from. One
 * process writes it at a time; a second one gets {@link JournalConflictException} with its first
 * step. It is an aid and not the truth, which is at the server: without a journal a run goes on,
 * too.
 *
 * <p>Thread-safe. Nothing is held open, so there is nothing to close.
 */
public final class GitOpsJournal {
  private final @Nullable JournalKeeper keeper;
  private final Clock clock;
  private final JournalDocument document;
  private final Set<Integer> open = new HashSet<>();

  private GitOpsJournal(@Nullable JournalKeeper keeper, Clock clock) {
    this.keeper = keeper;
    this.clock = clock;
    this.document = keeper == null ? JournalDocument.empty() : keeper.read();
  }

  /**
   * Keeps it in a file, by the system's time. The file is made with the first step, with its
   * folders; its text is on the disk before the step is taken. Beside it lies an empty file that
   * writers lock, {@code .journal.json.lock} for {@code journal.json}.
   *
   * @param file the file; one that is there is read
   * @return the journal
   * @throws JournalUnreadableException if there is something else, or only a part
   * @throws JournalException if it can't be read
   * @throws IllegalArgumentException if the path names no file
   */
  public static GitOpsJournal ofFile(Path file) {
    return ofFile(file, Clock.systemUTC());
  }

  /**
   * Keeps it in a file, see {@link #ofFile(Path)}.
   *
   * @param file the file; one that is there is read
   * @param clock the time of the steps
   * @return the journal
   * @throws JournalUnreadableException if there is something else, or only a part
   * @throws JournalException if it can't be read
   * @throws IllegalArgumentException if the path names no file
   */
  public static GitOpsJournal ofFile(Path file, Clock clock) {
    return new GitOpsJournal(new JournalKeeper(new FileJournal(file)), clock);
  }

  /**
   * Keeps it in a store of the caller's, by the system's time.
   *
   * @param store the store
   * @param key under which key; what is there is read
   * @return the journal
   * @throws JournalUnreadableException if there is something else, or only a part
   * @throws JournalException if it can't be read
   */
  public static GitOpsJournal of(JournalStore store, String key) {
    return of(store, key, Clock.systemUTC());
  }

  /**
   * Keeps it in a store of the caller's.
   *
   * @param store the store
   * @param key under which key; what is there is read
   * @param clock the time of the steps
   * @return the journal
   * @throws JournalUnreadableException if there is something else, or only a part
   * @throws JournalException if it can't be read
   */
  public static GitOpsJournal of(JournalStore store, String key, Clock clock) {
    return new GitOpsJournal(new JournalKeeper(new StoredJournal(store, key)), clock);
  }

  /**
   * Keeps nothing: what is written down is forgotten at once.
   *
   * @return a journal without entries or subject
   */
  public static GitOpsJournal none() {
    return new GitOpsJournal(null, Clock.systemUTC());
  }

  /**
   * Says what it is about. What the journal did not know so far is written down; it stays about
   * that for good.
   *
   * @param subject what is to be done
   * @throws JournalMismatchException if it is about something else; it names both
   * @throws JournalConflictException if somebody else wrote it meanwhile
   * @throws JournalException if it can't be written
   */
  public synchronized void belongTo(JournalSubject subject) {
    if (keeper == null) {
      return;
    }
    JournalSubject known = document.subject().orElse(null);
    if (known != null && !known.fits(subject)) {
      throw new JournalMismatchException(keeper.shown(), known, subject);
    }
    JournalSubject both = known == null ? subject : known.with(subject);
    if (!both.equals(known)) {
      document.subject(both);
      try {
        write(keeper);
      } catch (JournalException e) {
        document.subject(known);
        throw e;
      }
    }
  }

  /**
   * What it is about.
   *
   * @return the subject, if it was told
   */
  public synchronized Optional<JournalSubject> subject() {
    return document.subject();
  }

  /**
   * Writes down that a step is about to be taken. If that fails, it must not be taken.
   *
   * @param kind what the step does
   * @param facts what is known of it, at most 32; names as in {@link JournalFacts}: letters and
   *     digits, at most 40. In texts, what looks like a secret is hidden; a text is cut to 4,000
   *     characters, with a mark that says so
   * @return the step, whose end is to be told
   * @throws JournalConflictException if somebody else wrote it meanwhile
   * @throws JournalException if it can't be written
   * @throws IllegalArgumentException if there are too many facts, or a name is not of its form
   */
  public synchronized JournalStep begin(StepKind kind, Map<String, String> facts) {
    JournalTexts.require(facts);
    if (keeper == null) {
      return new JournalStep(this, 0);
    }
    int number = document.begin(kind, clock.instant(), facts);
    try {
      write(keeper);
    } catch (JournalException e) {
      document.takeBack();
      throw e;
    }
    open.add(number);
    return new JournalStep(this, number);
  }

  /**
   * Takes a step that is written down before and afterwards, as done or, with what it throws, as
   * failed.
   *
   * @param kind what the step does
   * @param facts what is known of it; rules as in {@link #begin}
   * @param step takes it; not called if its beginning can't be written
   * @param outcome tells what came of it, to be written down
   * @param <T> what the step gives
   * @return what the step gave
   * @throws JournalConflictException if somebody else wrote it meanwhile
   * @throws JournalException if it can't be written; if that is its end, the step was taken
   * @throws IllegalArgumentException if there are too many facts, or a name is not of its form
   */
  public <T> T take(
      StepKind kind,
      Map<String, String> facts,
      Supplier<T> step,
      Function<? super T, Map<String, String>> outcome) {
    JournalStep begun = begin(kind, facts);
    T given;
    try {
      given = step.get();
    } catch (RuntimeException e) {
      tellFailure(begun, e);
      throw e;
    }
    begun.done(outcome.apply(given));
    return given;
  }

  private static void tellFailure(JournalStep step, RuntimeException failure) {
    try {
      step.failed(failure.toString());
    } catch (JournalException e) {
      failure.addSuppressed(e);
    }
  }

  /** What can't be written now stays in mind, and is written with the next step. */
  synchronized void end(int number, StepState state, Map<String, String> facts, String message) {
    JournalTexts.require(facts);
    if (keeper == null) {
      return;
    }
    if (!open.remove(number)) {
      throw new IllegalStateException("the end of step " + number + " was told before");
    }
    document.end(number, state, clock.instant(), facts, message);
    write(keeper);
  }

  private void write(JournalKeeper keeper) {
    JournalRoom.makeRoom(document, keeper.length(), open);
    keeper.write(document);
  }

  /**
   * All steps that are kept.
   *
   * @return the oldest first
   */
  public synchronized List<JournalEntry> entries() {
    return document.entries();
  }

  /**
   * The last step of a kind. To be asked before the next one is begun, which is the last from then
   * on.
   *
   * @param kind the kind
   * @return the step, if there is one
   */
  public Optional<JournalEntry> last(StepKind kind) {
    return last(entry -> entry.kind().equals(kind));
  }

  /**
   * The last step of a kind that was taken to its end.
   *
   * @param kind the kind
   * @return the step, if there is one
   */
  public Optional<JournalEntry> lastDone(StepKind kind) {
    return last(entry -> entry.kind().equals(kind) && entry.state() == StepState.DONE);
  }

  private Optional<JournalEntry> last(Predicate<JournalEntry> wanted) {
    return entries().stream().filter(wanted).reduce((earlier, later) -> later);
  }

  /**
   * Where it is kept.
   *
   * @return for example {@code journal /builds/hr/journal.json}
   */
  @Override
  public String toString() {
    return keeper == null ? "no journal" : keeper.shown();
  }
}
