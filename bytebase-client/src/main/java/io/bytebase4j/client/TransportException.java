package io.bytebase4j.client;

import java.io.IOException;

/**
 * The request or its answer did not get through: name resolution, connection, TLS, time-out, broken
 * connection. Whether the server has acted on the request is not known unless the cause says so.
 */
public final class TransportException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps the fault.
   *
   * @param operation service and method
   * @param target method and address without query
   * @param cause the fault
   */
  public TransportException(String operation, String target, IOException cause) {
    super(operation, target + ": " + describe(cause), cause);
  }

  private static String describe(IOException cause) {
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }
}
