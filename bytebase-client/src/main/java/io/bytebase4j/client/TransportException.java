package io.bytebase4j.client;

import java.io.IOException;

/** The request or its answer did not get through; {@link #kind} says where it ended. */
public final class TransportException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /** Where it ended. */
  private final Kind kind;

  /** Where a request can end. */
  public enum Kind {
    /** The host's name has no address. */
    UNKNOWN_HOST("the host name does not resolve: check the address, DNS and proxy settings", true),
    /** No connection: refused, unreachable, or none in time. */
    CONNECT("no connection: check that the server runs there, and firewalls and proxies", true),
    /** The TLS handshake broke. */
    TLS("no TLS connection: check that the address is one of https", true),
    /** The server's certificate is not trusted, or is one for another host. */
    CERTIFICATE(
        "the server's certificate is not trusted: if it has a CA of its own, give that with"
            + " trustCertificates(file)",
        false),
    /** No answer in the time of one attempt. */
    TIMEOUT("no answer in time", true),
    /** The connection broke after the request had begun to be sent. */
    CONNECTION_LOST("the connection broke before the whole answer was there", true);

    private final String text;
    private final boolean passing;

    Kind(String text, boolean passing) {
      this.text = text;
      this.passing = passing;
    }
  }

  /**
   * Wraps the fault.
   *
   * @param facts the call
   * @param target method and address without query
   * @param kind where it ended
   * @param cause the fault
   */
  public TransportException(CallFacts facts, String target, Kind kind, IOException cause) {
    super(facts, target + ": " + kind.text + " (" + describe(cause) + ")", cause);
    this.kind = kind;
  }

  private static String describe(IOException cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  /**
   * Where it ended.
   *
   * @return the place
   */
  public Kind kind() {
    return kind;
  }

  @Override
  public boolean isRetryable() {
    return kind.passing;
  }
}
