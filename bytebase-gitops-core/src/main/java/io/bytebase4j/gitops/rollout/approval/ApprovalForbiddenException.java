package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.client.PermissionDeniedException;
import java.util.List;

/** The account may not create the issue that asks for the approval. */
public final class ApprovalForbiddenException extends ApprovalException {
  private static final long serialVersionUID = 1L;

  /** What the server names. */
  private final List<String> requiredPermissions;

  ApprovalForbiddenException(PermissionDeniedException denied, Progress progress) {
    super(
        "the account may not create the issue that asks for an approval; it needs "
            + needed(denied)
            + ", which the role GitOps Service Agent lacks: give it the role Project Viewer, too, or a role of your own with that permission",
        progress,
        denied);
    this.requiredPermissions = List.copyOf(denied.requiredPermissions());
  }

  private static String needed(PermissionDeniedException denied) {
    List<String> told = denied.requiredPermissions();
    return told.isEmpty() ? "bb.issues.create" : String.join(", ", told);
  }

  /**
   * The permissions that the server names.
   *
   * @return for example {@code bb.issues.create}
   */
  public List<String> requiredPermissions() {
    return requiredPermissions;
  }
}
