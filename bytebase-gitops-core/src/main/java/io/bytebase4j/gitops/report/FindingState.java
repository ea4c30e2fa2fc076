package io.bytebase4j.gitops.report;

/** How a finding stands under the verdict. */
public enum FindingState {
  /** It is a reason why the change may not go on. */
  BLOCKING,
  /**
   * It would have been one, but a comment in the file or an allowance of the policy lets it pass.
   */
  WAIVED,
  /** The policy lets findings of its severity pass. */
  NOTED
}
