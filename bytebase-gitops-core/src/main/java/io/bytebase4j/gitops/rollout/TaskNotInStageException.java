package io.bytebase4j.gitops.rollout;

import io.bytebase4j.gitops.common.GitOpsException;

/**
 * A task or task run does not belong to the stage or rollout that it was named with. The server
 * would not mind and act on it, on production through the test stage for example; so nothing was
 * sent.
 */
public final class TaskNotInStageException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  TaskNotInStageException(String name, String parent, String expected) {
    super("\"%s\" does not belong to %s; %s".formatted(name, parent, expected));
  }
}
