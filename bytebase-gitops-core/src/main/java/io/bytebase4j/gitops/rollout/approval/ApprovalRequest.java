package io.bytebase4j.gitops.rollout.approval;

import io.bytebase4j.gitops.common.ResourceNames;
import java.time.Duration;

/**
 * An approval to be asked for by an issue on the server.
 *
 * @param plan the plan, for example {@code projects/hr/plans/101}
 * @param title the title; empty for that of the plan
 * @param description the text, at most {@link #LONGEST_DESCRIPTION} characters
 * @param timeout the longest wait; more than zero
 * @param listener who hears of changes
 * @param acceptsSkipped whether it is enough that the server wants no approval
 */
public record ApprovalRequest(
    String plan,
    String title,
    String description,
    Duration timeout,
    ApprovalListener listener,
    boolean acceptsSkipped) {
  /** The longest wait unless set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  /** The longest title that the server takes, in characters. */
  public static final int LONGEST_TITLE = 200;

  /** The longest text that the server takes, in characters. */
  public static final int LONGEST_DESCRIPTION = 10_000;

  /**
   * Checks the request; nothing is sent.
   *
   * @param plan the plan, for example {@code projects/hr/plans/101}
   * @param title the title; empty for that of the plan
   * @param description the text, at most {@link #LONGEST_DESCRIPTION} characters
   * @param timeout the longest wait; more than zero
   * @param listener who hears of changes
   * @param acceptsSkipped whether it is enough that the server wants no approval
   * @throws IllegalArgumentException if the plan's name is none, a text is too long or holds a NUL,
   *     or the time is not more than zero
   */
  public ApprovalRequest {
    ResourceNames.requirePlan(plan);
    requireText("title", title, LONGEST_TITLE);
    requireText("description", description, LONGEST_DESCRIPTION);
    Times.requirePositive(timeout);
  }

  private static void requireText(String field, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      throw new IllegalArgumentException(
          "the issue's %s has %d characters; the server takes at most %d"
              .formatted(field, length, most));
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the issue's %s holds a NUL character".formatted(field));
    }
  }

  /**
   * Makes a request with the plan's title, no text and {@link #DEFAULT_TIMEOUT}, that is heard by
   * nobody and wants somebody to approve.
   *
   * @param plan the plan, for example {@code projects/hr/plans/101}
   * @return the request
   * @throws IllegalArgumentException if the plan's name is none
   */
  public static ApprovalRequest of(String plan) {
    return new ApprovalRequest(plan, "", "", DEFAULT_TIMEOUT, ApprovalListener.NONE, false);
  }

  /**
   * Sets the title.
   *
   * @param title empty for that of the plan
   * @return a copy
   * @throws IllegalArgumentException if it is too long or holds a NUL
   */
  public ApprovalRequest withTitle(String title) {
    return new ApprovalRequest(plan, title, description, timeout, listener, acceptsSkipped);
  }

  /**
   * Sets the text. People see it as Markdown.
   *
   * @param description at most {@link #LONGEST_DESCRIPTION} characters
   * @return a copy
   * @throws IllegalArgumentException if it is too long or holds a NUL
   */
  public ApprovalRequest withDescription(String description) {
    return new ApprovalRequest(plan, title, description, timeout, listener, acceptsSkipped);
  }

  /**
   * Sets the longest wait.
   *
   * @param timeout more than zero
   * @return a copy
   * @throws IllegalArgumentException if it is not
   */
  public ApprovalRequest withTimeout(Duration timeout) {
    return new ApprovalRequest(plan, title, description, timeout, listener, acceptsSkipped);
  }

  /**
   * Sets who hears of changes.
   *
   * @param listener the listener
   * @return a copy
   */
  public ApprovalRequest withListener(ApprovalListener listener) {
    return new ApprovalRequest(plan, title, description, timeout, listener, acceptsSkipped);
  }

  /**
   * Goes on, too, where the server has no approval flow for the plan, so that nobody is asked. That
   * is so for all plans where the workspace has no such flows, as on the free plan.
   *
   * @return a copy
   */
  public ApprovalRequest acceptSkipped() {
    return new ApprovalRequest(plan, title, description, timeout, listener, true);
  }
}
