package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.Severity;

/**
 * Something about a file that is seen without any server.
 *
 * @param code what kind of thing
 * @param path the file or folder
 * @param message what is off, and how it should be
 */
public record MigrationFinding(Code code, String path, String message) {

  /** The kinds of findings. */
  public enum Code {
    /** The folder is not there, or is none. */
    NO_SUCH_FOLDER(Severity.ERROR),
    /** No file was found. */
    NO_FILES(Severity.ERROR),
    /** The name does not begin with a version. */
    NO_VERSION(Severity.ERROR),
    /** A number of the version does not fit 64 bits. */
    VERSION_TOO_LONG(Severity.ERROR),
    /** Two files have one version. */
    DUPLICATE_VERSION(Severity.ERROR),
    /** Two versions are the same numbers, written in two ways; the server takes them as two. */
    SIMILAR_VERSION(Severity.WARNING),
    /** There is nothing in the file. */
    EMPTY(Severity.ERROR),
    /** The content begins with a byte order mark: the review takes it, the database does not. */
    BYTE_ORDER_MARK(Severity.ERROR),
    /** The content is no UTF-8 text. */
    NOT_TEXT(Severity.ERROR),
    /** The file can't be read. */
    UNREADABLE(Severity.ERROR),
    /** Something in the folder is no migration file and was left out. */
    LEFT_OUT(Severity.INFO);

    private final Severity severity;

    Code(Severity severity) {
      this.severity = severity;
    }

    /**
     * How bad it is.
     *
     * @return the severity
     */
    public Severity severity() {
      return severity;
    }
  }

  /**
   * How bad it is.
   *
   * @return the severity of the code
   */
  public Severity severity() {
    return code.severity();
  }

  /**
   * One line for people.
   *
   * @return severity, path, message and code
   */
  @Override
  public String toString() {
    return severity() + " " + path + ": " + message + " [" + code + "]";
  }
}
