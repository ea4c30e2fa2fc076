package io.bytebase4j.gitops.review;

/**
 * A step of a review.
 *
 * @param done how many targets are through, this one included
 * @param total how many there are
 * @param target the target that just came to its end
 */
public record ReviewProgress(int done, int total, TargetReview target) {}
