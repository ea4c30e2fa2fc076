package io.bytebase4j.gitops.release;

/**
 * A file as a release holds it.
 *
 * @param path its path
 * @param version its version
 * @param sheet the name of its content on the server
 * @param sha256 the hash of its content, 64 hexadecimal digits
 */
public record ReleasedFile(String path, String version, String sheet, String sha256) {}
