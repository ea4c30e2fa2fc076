package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.GitOpsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CI platform gave no OIDC token that is of use. The message says what to do, in the pipeline's
 * file where that is the place; it holds no token. Where a client asked for the token, this is the
 * cause of its {@code CredentialsException}.
 */
public final class OidcTokenException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** Where this runs. */
  private final CiPlatform platform;

  /** For programs. */
  private final Reason reason;

  /** Of HTTP; 0 where there was no answer. */
  private final int status;

  /** Why there is none. */
  public enum Reason {
    /** The job is not set up for it, or runs where no tokens are issued: nothing was sent. */
    NOT_SET_UP,
    /** The one token that the platform gives this job has ended; there is no other. */
    ENDED,
    /** The platform was asked and said no. */
    REFUSED,
    /** The platform was asked, and nothing of use came back within the time. */
    NO_ANSWER,
    /** The thread was interrupted; its flag is set. */
    INTERRUPTED
  }

  OidcTokenException(CiPlatform platform, OidcProblem problem) {
    this(platform, problem.reason(), 0, problem.text(), null);
  }

  OidcTokenException(
      CiPlatform platform, Reason reason, int status, String text, @Nullable Throwable cause) {
    super("no OIDC token from " + name(platform) + ": " + text);
    this.platform = platform;
    this.reason = reason;
    this.status = status;
    if (cause != null) {
      initCause(cause);
    }
  }

  private static String name(CiPlatform platform) {
    return switch (platform) {
      case BITBUCKET -> "Bitbucket";
      case GITHUB -> "GitHub";
      case GITLAB -> "GitLab";
      case AZURE_DEVOPS -> "Azure DevOps";
      case LOCAL -> "this machine";
    };
  }

  /**
   * The platform.
   *
   * @return the platform that this runs on
   */
  public CiPlatform platform() {
    return platform;
  }

  /**
   * Why there is none.
   *
   * @return the reason, for programs
   */
  public Reason reason() {
    return reason;
  }

  /**
   * What the platform answered last.
   *
   * @return the HTTP status; empty if it was not asked, or did not answer
   */
  public Optional<Integer> status() {
    return status == 0 ? Optional.empty() : Optional.of(status);
  }
}
