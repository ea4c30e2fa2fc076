package io.bytebase4j.gitops.review;

/**
 * What a review says of one file, over all databases.
 *
 * @param path the file's path
 * @param errors how many findings are errors
 * @param warnings how many findings are warnings
 * @param affectedRows the rows that would change, on all databases together
 * @param riskLevel the highest risk on any database
 * @param reviewed on how many databases it was reviewed
 * @param alreadyApplied on how many targets it is applied already, unchanged
 * @param unknown on how many targets the server did not get to it
 */
public record FileReview(
    String path,
    long errors,
    long warnings,
    long affectedRows,
    RiskLevel riskLevel,
    int reviewed,
    int alreadyApplied,
    int unknown) {}
