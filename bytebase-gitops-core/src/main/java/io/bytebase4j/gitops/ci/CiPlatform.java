package io.bytebase4j.gitops.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The CI platforms whose variables are understood. */
public enum CiPlatform {
  /** Bitbucket Pipelines, on Bitbucket Cloud. */
  BITBUCKET,
  /** GitHub Actions, also on a GitHub Enterprise Server. */
  GITHUB,
  /** GitLab CI, also on a server of one's own. */
  GITLAB,
  /** Azure Pipelines, on Azure DevOps Services or Server. The repository may be elsewhere. */
  AZURE_DEVOPS,
  /** None of them, such as a developer's own machine. */
  LOCAL;

  /**
   * Tells the platform by the variables that it sets. Anybody can set such variables, and a job may
   * start another platform's tools; where those of several platforms are set, the first of this
   * order is taken, which is the order of bytebase-action: {@code GITHUB_ACTIONS} is {@code true};
   * {@code GITLAB_CI} is {@code true}; {@code BITBUCKET_BUILD_NUMBER} is set; {@code
   * SYSTEM_TEAMFOUNDATIONSERVERURI} or {@code SYSTEM_TEAMFOUNDATIONCOLLECTIONURI} is set, or {@code
   * TF_BUILD} is {@code True}.
   *
   * @param environment the variables of the job
   * @return the platform; {@link #LOCAL} if it is none
   */
  public static CiPlatform of(Map<String, String> environment) {
    List<CiPlatform> all = allOf(new Variables(environment));
    return all.isEmpty() ? LOCAL : all.get(0);
  }

  /** All platforms whose variables are set, the first one being the one to take. */
  static List<CiPlatform> allOf(Variables variables) {
    List<CiPlatform> all = new ArrayList<>();
    if (variables.is("GITHUB_ACTIONS", "true")) {
      all.add(GITHUB);
    }
    if (variables.is("GITLAB_CI", "true")) {
      all.add(GITLAB);
    }
    if (variables.get("BITBUCKET_BUILD_NUMBER").isPresent()) {
      all.add(BITBUCKET);
    }
    if (variables.get("SYSTEM_TEAMFOUNDATIONSERVERURI").isPresent()
        || variables.get("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI").isPresent()
        || variables.is("TF_BUILD", "True")) {
      all.add(AZURE_DEVOPS);
    }
    return all;
  }
}
