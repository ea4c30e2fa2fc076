package io.bytebase4j.client.internal;

import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.TransportException.Kind;
import io.bytebase4j.client.internal.Failed.Reached;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells what a fault of the connection means. */
final class TransportFaults {
  private TransportFaults() {}

  /**
   * For a request or answer that did not get through.
   *
   * @param begun whether any of the request may have reached the server
   */
  static Failed failed(CallFacts facts, String target, Http.SendException sent, boolean begun) {
    Kind kind = kind(sent, begun);
    TransportException error = new TransportException(facts, target, kind, sent.fault());
    return new Failed(
        error, begun ? Reached.MAYBE_PROCESSED : Reached.NOT_PROCESSED, error.isRetryable(), null);
  }

  private static Kind kind(Http.SendException sent, boolean begun) {
    Throwable fault = sent.fault();
    if (isOfThisProgram(fault)) {
      return Kind.PROGRAM;
    }
    if (isOfProxy(fault)) {
      return Kind.PROXY;
    }
    if (isOfCertificate(fault)) {
      return Kind.CERTIFICATE;
    }
    if (begun) {
      // With TLS 1.3 a server asks for a certificate when the client has begun to send already.
      return fault instanceof SSLHandshakeException
          ? Kind.CERTIFICATE
          : sent.timedOut() ? Kind.TIMEOUT : Kind.CONNECTION_LOST;
    }
    if (fault instanceof UnknownHostException) {
      return Kind.UNKNOWN_HOST;
    }
    // One that breaks in the handshake has a cause; one that speaks something else has none.
    return fault instanceof SSLException && fault.getCause() == null ? Kind.TLS : Kind.CONNECT;
  }

  /** OkHttp hides what an interceptor throws under an exception of its own. */
  private static boolean isOfThisProgram(Throwable fault) {
    if (!(fault instanceof IOException)) {
      return true;
    }
    for (Throwable hidden : fault.getSuppressed()) {
      if (!(hidden instanceof IOException)) {
        return true;
      }
    }
    return false;
  }

  /** There is no class for these. */
  private static boolean isOfProxy(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    return message.contains("authenticate with proxy") || message.contains("HTTP_PROXY_AUTH");
  }

  private static boolean isOfCertificate(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
