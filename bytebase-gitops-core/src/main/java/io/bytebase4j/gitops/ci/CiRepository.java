package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.VcsType;
import java.net.URI;
import java.util.Optional;

/**
 * A repository.
 *
 * @param type where it is kept, which on Azure need not be the CI platform; empty where it is none
 *     of those that the server knows
 * @param owner the workspace, the owner, the group with its sub-groups, or the project
 * @param name its name, in the form that addresses have
 * @param id the platform's own id; on Bitbucket and Azure a UUID
 * @param webUrl its page; http or https, without a user
 */
public record CiRepository(
    Optional<VcsType> type, String owner, String name, Optional<String> id, Optional<URI> webUrl) {

  /**
   * Its full name.
   *
   * @return owner and name, with a slash between
   */
  public String fullName() {
    return owner + "/" + name;
  }
}
