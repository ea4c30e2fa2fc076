package io.bytebase4j.gitops.rollout.approval;

import java.time.Instant;

/**
 * An approval has another status.
 *
 * @param time when it was seen, by this machine's clock
 * @param question what is asked for
 * @param issue the issue that asks, for example {@code projects/hr/issues/101}, where people
 *     approve; empty where none does
 * @param status the status as the server tells it, for example {@code PENDING}; it may be one that
 *     this version does not know
 */
public record ApprovalChange(
    Instant time, ApprovalQuestion question, String issue, String status) {}
