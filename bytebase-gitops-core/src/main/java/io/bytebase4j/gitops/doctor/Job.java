package io.bytebase4j.gitops.doctor;

/** What a pipeline does, each with permissions of its own. */
public enum Job {
  /** Files are reviewed. */
  REVIEW("review"),
  /** A release is made of them. */
  RELEASE("release"),
  /** The release is planned and rolled out. */
  ROLLOUT("rollout"),
  /** An issue is made, and its approval waited for; only pipelines that ask for it need this. */
  APPROVAL("approval");

  private final String id;

  Job(String id) {
    this.id = id;
  }

  /**
   * Its stable id.
   *
   * @return for example {@code review}
   */
  public String id() {
    return id;
  }
}
