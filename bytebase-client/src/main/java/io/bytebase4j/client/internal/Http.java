package io.bytebase4j.client.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and waits for their answers. Thread-safe.
 *
 * <p>The waiting thread hands its request to a daemon thread, since a thread that reads from a
 * socket itself can't be interrupted.
 */
final class Http implements AutoCloseable {
  /**
   * Shorter than what servers and proxies use to keep idle connections, so that none is taken that
   * the other side is just closing: a create that meets that can't be sent again.
   */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int MOST_IDLE = 8;
  private static final long SHOWN_OF_TOO_LARGE = 1024;

  private final OkHttpClient client;
  private final boolean ownsPool;
  private final long maxBytes;
  private volatile boolean closed;

  Http(Settings settings) {
    Settings.Route route = settings.route();
    Settings.Times times = settings.times();
    Dispatcher dispatcher = new Dispatcher(daemonThreads());
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    OkHttpClient given = route.httpClient();
    OkHttpClient.Builder builder =
        given == null
            ? new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE.toSeconds(), TimeUnit.SECONDS))
            : given.newBuilder();
    // All that could send a request twice by itself, or a token to another host, is off.
    builder
        .dispatcher(dispatcher)
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
    client = builder.build();
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

  private static ThreadPoolExecutor daemonThreads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "bytebase4j-http");
          thread.setDaemon(true);
          return thread;
        });
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
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.enqueue(new Completion(answer, maxBytes));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      // A client that is closed at this moment takes no more calls, and OkHttp calls that a
      // time-out.
      requireOpen();
      Throwable fault = e.getCause();
      throw new SendException(
          fault instanceof IOException io ? io : new IOException(fault),
          call.isCanceled() || fault instanceof InterruptedIOException);
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this BytebaseClient is closed; build another one");
    }
  }

  /** Closes idle connections; those in use close when their call ends. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().executorService().shutdown();
    if (ownsPool) {
      client.connectionPool().evictAll();
    }
  }

  /**
   * An answer, read to its end.
   *
   * @param body what it holds, decompressed; cut where it is too large
   * @param tooLarge whether it is
   */
  record Answer(int status, Headers headers, Buffer body, boolean tooLarge) {
    boolean isSuccessful() {
      return status >= 200 && status < 300;
    }

    @Nullable String contentType() {
      return headers.get("Content-Type");
    }

    /** The whole body, which stays. */
    String text() {
      return body.clone().readUtf8();
    }
  }

  /** The request or its answer did not get through. */
  static final class SendException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The fault. */
    private final IOException fault;

    /** Whether time ran out. */
    private final boolean timedOut;

    SendException(IOException fault, boolean timedOut) {
      super(fault);
      this.fault = fault;
      this.timedOut = timedOut;
    }

    IOException fault() {
      return fault;
    }

    boolean timedOut() {
      return timedOut;
    }
  }

  private record Completion(CompletableFuture<Answer> answer, long maxBytes) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      // Whatever happens, the waiting thread must hear of it.
      try (response) {
        BufferedSource source = response.body().source();
        boolean tooLarge = source.request(maxBytes + 1);
        Buffer body = new Buffer();
        if (tooLarge) {
          source.readFully(body, SHOWN_OF_TOO_LARGE);
        } else {
          source.readAll(body);
        }
        answer.complete(new Answer(response.code(), response.headers(), body, tooLarge));
      } catch (Throwable fault) {
        answer.completeExceptionally(fault);
      }
    }

    @Override
    public void onFailure(Call call, IOException fault) {
      answer.completeExceptionally(fault);
    }
  }
}
