package io.bytebase4j.gitops.journal;

import java.util.regex.Pattern;

/**
 * What a step does. Those of this library are constants; a caller may write down steps of other
 * kinds, and those of newer versions are read as they are.
 *
 * @param name capital letters, digits and underscores, at most 40, for example {@code RELEASE}
 */
public record StepKind(String name) {
  // Stands first: the constants below are checked by it.
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  /** Finds or creates the release. */
  public static final StepKind RELEASE = new StepKind("RELEASE");

  /** Finds or creates the plan. */
  public static final StepKind PLAN = new StepKind("PLAN");

  /** Asks for the plan's approval and waits for it. */
  public static final StepKind APPROVAL = new StepKind("APPROVAL");

  /** Finds or creates the rollout. */
  public static final StepKind ROLLOUT = new StepKind("ROLLOUT");

  /** Starts what is left of a stage and waits for its end. */
  public static final StepKind STAGE = new StepKind("STAGE");

  /** A person lets a stage begin. */
  public static final StepKind APPROVE = new StepKind("APPROVE");

  /** Starts failed tasks again. */
  public static final StepKind RETRY = new StepKind("RETRY");

  /** Leaves tasks out for good. */
  public static final StepKind SKIP = new StepKind("SKIP");

  /** Ends task runs that wait or are at work. */
  public static final StepKind CANCEL = new StepKind("CANCEL");

  /**
   * Checks the name.
   *
   * @param name capital letters, digits and underscores, at most 40, for example {@code RELEASE}
   * @throws IllegalArgumentException if it is not of that form
   */
  public StepKind {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "step kind \"" + name + "\" is not of the form of RELEASE: A-Z, 0-9, _, at most 40");
    }
  }

  /**
   * The name.
   *
   * @return for example {@code RELEASE}
   */
  @Override
  public String toString() {
    return name;
  }
}
