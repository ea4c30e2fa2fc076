package io.bytebase4j.gitops.release;

/** What becomes of a release request whose content was released before. */
public enum ReleaseReuse {
  /**
   * The earlier release is taken, if it is not older than the look-back of the request: running the
   * same again goes on with the same release. Needs the permissions {@code bb.releases.get} and
   * {@code bb.releases.create}, which the role for GitOps has.
   */
  ADOPT,
  /**
   * Each request makes a release of its own, with an id that no other request can have. Needs
   * {@code bb.releases.create}; where an answer is lost, {@code bb.releases.get}, too.
   */
  ALWAYS_NEW
}
