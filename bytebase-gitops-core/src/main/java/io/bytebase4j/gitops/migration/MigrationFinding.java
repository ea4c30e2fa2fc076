package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.Severity;

/**
 * Something about a file that is seen without any server.
 *
 * @param code what kind of thing
 * @param severity how bad it is
 * @param path the file or folder, or the pattern
 * @param line the line, from 1; 0 where it is about the whole file
 * @param message what is off, and how it should be
 */
public record MigrationFinding(
    Code code, Severity severity, String path, int line, String message) {

  /** The kinds of findings. */
  public enum Code {
    /** The folder is not there, or is none. */
    NO_SUCH_FOLDER(Severity.ERROR),
    /** No file was found. */
    NO_FILES(Severity.ERROR),
    /** A file, or what a link leads to, lies outside the root. */
    OUTSIDE_ROOT(Severity.ERROR),
    /** The name of the file can't be told in the character set of this process. */
    UNREADABLE_NAME(Severity.ERROR),
    /** The name does not begin with a version. */
    NO_VERSION(Severity.ERROR),
    /** A number of the version does not fit 64 bits. */
    VERSION_TOO_LONG(Severity.ERROR),
    /** The version may go on behind where the server ends it. */
    UNCLEAR_VERSION(Severity.WARNING),
    /** Two files have one path. */
    DUPLICATE_PATH(Severity.ERROR),
    /** Two files have one version. */
    DUPLICATE_VERSION(Severity.ERROR),
    /** Two versions are the same numbers, written in two ways; the server takes them as two. */
    SIMILAR_VERSION(Severity.WARNING),
    /** A file of a declared schema ends amid a statement, which then goes on in the next file. */
    NOT_ENDED(Severity.ERROR),
    /** The version is new, and lower than one that is there already: it runs late. */
    OUT_OF_ORDER(Severity.WARNING),
    /** The version is applied, with another content: what was edited would not run. */
    APPLIED_EDITED(Severity.ERROR),
    /** The version stands in the base with another content: where it is applied, it is no more. */
    EDITED_SINCE_BASE(Severity.WARNING),
    /** There is nothing in the file. */
    EMPTY(Severity.ERROR),
    /** The content begins with a byte order mark: the review takes it, the database does not. */
    BYTE_ORDER_MARK(Severity.ERROR),
    /** The content is no UTF-8 text. */
    NOT_UTF8(Severity.ERROR),
    /** The lines end in a carriage return alone: after two dashes all the rest is a comment. */
    BARE_CARRIAGE_RETURNS(Severity.ERROR),
    /** The content is a pointer of Git LFS to what should be here. */
    LFS_POINTER(Severity.ERROR),
    /** The content holds NUL bytes. */
    NUL_BYTES(Severity.ERROR),
    /** The content is larger than 2 MiB, from where on the server does not review it. */
    LARGE(Severity.WARNING),
    /** The content is larger than the limit of the scan. */
    TOO_LARGE(Severity.ERROR),
    /** The file can't be read. */
    UNREADABLE(Severity.ERROR),
    /** A comment at the head of the file asks for a kind of migration that is not known. */
    UNKNOWN_MIGRATION_TYPE(Severity.WARNING),
    /** A comment at the head of the file asks for gh-ost in a way that newer servers don't read. */
    GHOST_COMMENT(Severity.WARNING),
    /** Something in the folder is no migration file and was left out. */
    LEFT_OUT(Severity.INFO);

    private final Severity severity;

    Code(Severity severity) {
      this.severity = severity;
    }

    /**
     * How bad it is unless a set is told otherwise.
     *
     * @return the severity
     */
    public Severity severity() {
      return severity;
    }
  }

  /**
   * A finding about a whole file, as bad as its code says.
   *
   * @param code what kind of thing
   * @param path the file or folder, or the pattern
   * @param message what is off, and how it should be
   */
  public MigrationFinding(Code code, String path, String message) {
    this(code, code.severity(), path, 0, message);
  }

  /**
   * Sets how bad it is.
   *
   * @param other the severity
   * @return a copy with the severity
   */
  public MigrationFinding withSeverity(Severity other) {
    return new MigrationFinding(code, other, path, line, message);
  }

  /**
   * One line for people. Paths and what is cited from files may hold any character.
   *
   * @return severity, path, line, message and code
   */
  @Override
  public String toString() {
    return severity
        + " "
        + path
        + (line == 0 ? "" : ":" + line)
        + ": "
        + message
        + " ["
        + code
        + "]";
  }
}
