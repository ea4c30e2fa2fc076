package io.bytebase4j.client;

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
    /** What listens there does not speak TLS. */
    TLS("no TLS there: check that the address is one of https", false),
    /** The server's certificate is not trusted or for another host, or it wants to see one. */
    CERTIFICATE(
        "a certificate was not accepted: if the server has a CA of its own, give that with"
            + " trustCertificates(file); if it wants to see a certificate, give one with"
            + " clientCertificate(file, password)",
        false),
    /** The proxy wants to be signed in to, or does not accept the sign-in. */
    PROXY("the proxy wants another sign-in: check proxyLogin(user, password)", false),
    /** An interceptor of the caller's, or this JVM, failed. */
    PROGRAM("something in this program failed, see the cause", false),
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
  public TransportException(CallFacts facts, String target, Kind kind, Throwable cause) {
    super(facts, target + ": " + kind.text + " (" + describe(cause) + ")", cause);
    this.kind = kind;
  }

  private static String describe(Throwable cause) {
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
