package io.bytebase4j.client;

/** The API's error codes, which are those of gRPC. */
public enum ErrorCode {
  /** The caller ended the call. */
  CANCELLED(1),
  /** No better code is known; also: no such path. */
  UNKNOWN(2),
  /** The request is wrong, whatever the state of the server. */
  INVALID_ARGUMENT(3),
  /** The server ran out of time. */
  DEADLINE_EXCEEDED(4),
  /** No such resource. */
  NOT_FOUND(5),
  /** The resource is there already. */
  ALREADY_EXISTS(6),
  /** The account lacks a permission, or the plan a feature. */
  PERMISSION_DENIED(7),
  /** A limit is reached. */
  RESOURCE_EXHAUSTED(8),
  /** The request is right, but not in the present state. */
  FAILED_PRECONDITION(9),
  /** Another change got in between. */
  ABORTED(10),
  /** Past the end. */
  OUT_OF_RANGE(11),
  /** The server can't do that. */
  UNIMPLEMENTED(12),
  /** The server failed. */
  INTERNAL(13),
  /** The server can't be reached at present. */
  UNAVAILABLE(14),
  /** Data is lost. */
  DATA_LOSS(15),
  /** Not signed in, or no longer. */
  UNAUTHENTICATED(16);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /**
   * The code's number on the wire.
   *
   * @return 1 to 16
   */
  public int number() {
    return number;
  }

  /**
   * Finds a code by its number.
   *
   * @param number the number on the wire
   * @return the code; {@link #UNKNOWN} for a number that has none
   */
  public static ErrorCode of(int number) {
    for (ErrorCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return UNKNOWN;
  }
}
