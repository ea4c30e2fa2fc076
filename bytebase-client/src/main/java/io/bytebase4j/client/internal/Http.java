package io.bytebase4j.client.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends requests and reads their answers, on the caller's thread. Thread-safe. */
final class Http implements AutoCloseable {
  /**
   * Shorter than what servers and proxies use to keep idle connections, so that none is taken that
   * the other side is just closing: a create that meets that can't be sent again.
   */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int MOST_IDLE = 8;
  private static final long SHOWN_OF_TOO_LARGE = 1024;
  private static final int BEGINNING = 512;

  private final OkHttpClient client;
  private final InterruptWatch interrupts = new InterruptWatch();
  private final boolean ownsPool;
  private final long maxBytes;
  private volatile boolean closed;

  Http(Settings settings) {
    Settings.Route route = settings.route();
    Settings.Times times = settings.times();
    OkHttpClient given = route.httpClient();
    OkHttpClient.Builder builder =
        given == null
            ? new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE.toSeconds(), TimeUnit.SECONDS))
            : given.newBuilder();
    // All that could send a request twice by itself, or a token to another host, is off.
    builder
        .dispatcher(new Dispatcher())
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .connectTimeout(times.connect())
        .readTimeout(times.read())
        .writeTimeout(times.write())
        .addNetworkInterceptor(new Wire());
    addRoute(builder, route);
    client = withTimedDns(builder.build(), times.connect());
    ownsPool = given == null;
    maxBytes = settings.maxResponseBytes();
  }

  private static void addRoute(OkHttpClient.Builder builder, Settings.Route route) {
    if (route.proxy() != null) {
      builder.proxy(route.proxy());
    }
    Settings.ProxyLogin login = route.proxyLogin();
    if (login != null) {
      builder.proxyAuthenticator(
          new ProxySignIn(Credentials.basic(login.user(), login.password())));
    }
    if (route.trusted() != null || route.identity() != null) {
      Tls tls = Tls.of(route.trusted(), route.identity());
      builder.sslSocketFactory(tls.sockets(), tls.trust());
    }
  }

  private static OkHttpClient withTimedDns(OkHttpClient client, Duration limit) {
    return client.newBuilder().dns(new TimedDns(client.dns(), limit)).build();
  }

  /**
   * Sends a request.
   *
   * @param timeout for connecting, sending and reading together; more than zero
   * @throws SendException if the request or its answer does not get through
   * @throws InterruptedException if the calling thread is interrupted; its flag is cleared
   * @throws IllegalStateException if the client is closed
   */
  Answer send(Request request, Wire.Progress progress, Duration timeout)
      throws SendException, InterruptedException {
    requireOpen();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Call call = client.newCall(request.newBuilder().tag(Wire.Progress.class, progress).build());
    call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    InterruptWatch.Watched watched = interrupts.begin(call);
    try (Response response = call.execute()) {
      return read(response);
    } catch (Exception e) {
      // Kotlin throws InterruptedException, too, and does not say so.
      if (Thread.interrupted() || e instanceof InterruptedException) {
        throw new InterruptedException();
      }
      throw new SendException(e);
    } finally {
      interrupts.end(watched);
      if (closed) {
        closeConnections();
      }
    }
  }

  private Answer read(Response response) throws IOException {
    BufferedSource source = response.body().source();
    boolean tooLarge = source.request(maxBytes + 1);
    Buffer body = new Buffer();
    if (tooLarge) {
      source.readFully(body, SHOWN_OF_TOO_LARGE);
    } else {
      source.readAll(body);
    }
    return new Answer(
        response.code(), response.headers(), body, tooLarge, certificateEnd(response.handshake()));
  }

  private static @Nullable Instant certificateEnd(@Nullable Handshake handshake) {
    return handshake != null
            && !handshake.peerCertificates().isEmpty()
            && handshake.peerCertificates().get(0) instanceof X509Certificate server
        ? server.getNotAfter().toInstant()
        : null;
  }

  boolean isClosed() {
    return closed;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this BytebaseClient is closed; build another one");
    }
  }

  /**
   * Ends the calls that are under way, and closes the connections, unless they are the caller's.
   */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    closeConnections();
    interrupts.close();
  }

  private void closeConnections() {
    if (ownsPool) {
      client.connectionPool().evictAll();
    }
  }

  /**
   * An answer, read to its end.
   *
   * @param body what it holds, decompressed; cut where it is too large
   * @param tooLarge whether it is
   * @param certificateEnd when the server's certificate ends; null without TLS
   */
  record Answer(
      int status,
      Headers headers,
      Buffer body,
      boolean tooLarge,
      @Nullable Instant certificateEnd) {
    boolean isSuccessful() {
      return status >= 200 && status < 300;
    }

    @Nullable String contentType() {
      return headers.get("Content-Type");
    }

    /** The whole body, which is gone then. */
    String text() {
      return body.readUtf8();
    }

    /**
     * The first bytes of the body, which stay. They are copied, since shared ones are not reused.
     */
    String beginning() {
      byte[] bytes = new byte[(int) Math.min(BEGINNING, body.size())];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = body.getByte(i);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The request or its answer did not get through. */
  static final class SendException extends Exception {
    private static final long serialVersionUID = 1L;

    SendException(Throwable fault) {
      super(fault);
    }

    /** The fault of the connection, or of what stands before it in this JVM. */
    Throwable fault() {
      Throwable fault = getCause();
      return fault == null ? this : fault;
    }

    boolean timedOut() {
      return fault() instanceof InterruptedIOException;
    }
  }
}
