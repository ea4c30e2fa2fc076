package io.bytebase4j.testkit.internal.state;

/**
 * What a server does by itself with new issues. Guarded by the lock of {@link State}.
 *
 * <p>Each thing takes its time by the clock. It is not done in the background, but before whoever
 * looks can see that it is due: so a test with a clock of its own sees each state as long as it
 * likes.
 */
public interface IssueWork {

  /** Begins with an issue. */
  void add(Issue issue);

  /** Does what is due. */
  void advance(State state);
}
