package io.bytebase4j.client.internal;

import io.bytebase4j.client.CallFacts;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.TransportException.Kind;
import io.bytebase4j.client.internal.Failed.Reached;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
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
    Kind kind = begun ? kindAfter(sent) : kindBefore(sent.fault());
    TransportException error = new TransportException(facts, target, kind, sent.fault());
    return new Failed(
        error, begun ? Reached.MAYBE_PROCESSED : Reached.NOT_PROCESSED, error.isRetryable(), null);
  }

  private static Kind kindAfter(Http.SendException sent) {
    return sent.timedOut() ? Kind.TIMEOUT : Kind.CONNECTION_LOST;
  }

  private static Kind kindBefore(IOException fault) {
    if (fault instanceof UnknownHostException) {
      return Kind.UNKNOWN_HOST;
    }
    if (isOfCertificate(fault)) {
      return Kind.CERTIFICATE;
    }
    return fault instanceof SSLException ? Kind.TLS : Kind.CONNECT;
  }

  private static boolean isOfCertificate(IOException fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
