package io.bytebase4j.gitops.review;

/**
 * A file that the server looked at for one database.
 *
 * @param path the file's path
 * @param database the database
 * @param affectedRows the rows that would change, as the server estimates them
 * @param riskLevel the risk
 */
public record ReviewedFile(String path, String database, long affectedRows, RiskLevel riskLevel) {}
