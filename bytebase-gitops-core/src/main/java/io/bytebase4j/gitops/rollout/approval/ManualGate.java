package io.bytebase4j.gitops.rollout.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate for decisions that people make in the program itself, for example behind a button: one
 * thread waits, another one calls {@link #approve} or {@link #reject}. Decisions are for one plan
 * and stage each, may be made before they are asked for, are final, and are forgotten with this
 * object. Thread-safe.
 */
public final class ManualGate implements ApprovalGate {
  private record Key(String plan, String stage) {
    static Key of(ApprovalQuestion question) {
      return new Key(question.plan(), question.stage());
    }
  }

  private final Map<Key, ApprovalDecision> decisions = new LinkedHashMap<>();
  private final Map<Key, ApprovalQuestion> asked = new LinkedHashMap<>();

  /** Makes a gate at which nothing is decided. */
  public ManualGate() {}

  /**
   * What is waited for and not decided.
   *
   * @return the questions, in the order in which they were first asked
   */
  public synchronized List<ApprovalQuestion> waiting() {
    return List.copyOf(asked.values());
  }

  /**
   * Approves.
   *
   * @param question what; its release does not matter
   * @param by who; not blank
   * @param comment what they say; may be empty
   * @throws IllegalArgumentException if nobody is named
   * @throws IllegalStateException if it is decided otherwise already
   */
  public void approve(ApprovalQuestion question, String by, String comment) {
    decide(Key.of(question), ApprovalDecision.approved(by, comment));
  }

  /**
   * Refuses.
   *
   * @param question what; its release does not matter
   * @param by who; not blank
   * @param reason why; may be empty
   * @throws IllegalArgumentException if nobody is named
   * @throws IllegalStateException if it is decided otherwise already
   */
  public void reject(ApprovalQuestion question, String by, String reason) {
    decide(Key.of(question), ApprovalDecision.rejected(by, reason));
  }

  private synchronized void decide(Key key, ApprovalDecision decision) {
    ApprovalDecision before = decisions.putIfAbsent(key, decision);
    if (before != null && !before.getClass().equals(decision.getClass())) {
      throw new IllegalStateException("decided already: " + before);
    }
    asked.remove(key);
  }

  @Override
  public synchronized ApprovalDecision decide(ApprovalQuestion question) {
    Key key = Key.of(question);
    ApprovalDecision decision = decisions.get(key);
    if (decision == null) {
      asked.putIfAbsent(key, question);
      return ApprovalDecision.pending();
    }
    return decision;
  }
}
