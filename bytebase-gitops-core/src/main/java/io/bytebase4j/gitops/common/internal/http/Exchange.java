package io.bytebase4j.gitops.common.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * One request and its answer. The caller waits while a daemon thread reads: a thread that reads
 * from a socket, or resolves a name, notices neither an interrupt nor the end of its time.
 */
final class Exchange {
  /** OkHttp sends again by itself at "503, Retry-After: 0" unless it does not see this header. */
  static final String RETRY_AFTER = "Bytebase4J-Retry-After";

  private enum Stage {
    NEW,
    BEGUN,
    GIVEN_UP
  }

  /**
   * An answer, read to its end.
   *
   * @param text the body; cut where it is too large
   */
  record Answered(int status, Headers headers, String text, boolean tooLarge) {}

  /** There is no answer. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean begun;

    Broken(Throwable fault, boolean begun) {
      super(fault);
      this.begun = begun;
    }

    /** Whether any of the request may have reached the platform. */
    boolean begun() {
      return begun;
    }

    Throwable fault() {
      Throwable fault = getCause();
      return fault == null ? this : fault;
    }
  }

  /** Stands where the connection is there and the request is about to be written to it. */
  static final class Wire implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      Progress progress = chain.request().tag(Progress.class);
      if (progress != null && !progress.begin()) {
        throw new IOException("given up before it was sent");
      }
      Response response = chain.proceed(chain.request());
      String retryAfter = response.header("Retry-After");
      return retryAfter == null
          ? response
          : response
              .newBuilder()
              .removeHeader("Retry-After")
              .header(RETRY_AFTER, retryAfter)
              .build();
    }
  }

  private static final class Progress {
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);

    boolean begin() {
      return stage.compareAndSet(Stage.NEW, Stage.BEGUN);
    }

    /** From here on it is not begun any more, if it is not yet. */
    boolean begunWhenGivenUp() {
      return !stage.compareAndSet(Stage.NEW, Stage.GIVEN_UP) && stage.get() == Stage.BEGUN;
    }
  }

  private Exchange() {}

  /**
   * Sends a request once.
   *
   * @param limit for all of it, from resolving the name to the last byte; more than zero
   * @throws Broken if there is no answer
   * @throws InterruptedException if the calling thread is interrupted; its flag is cleared
   */
  static Answered send(OkHttpClient client, Request request, Duration limit, long maxBytes)
      throws Broken, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Progress progress = new Progress();
    Call call = client.newCall(request.newBuilder().tag(Progress.class, progress).build());
    FutureTask<Answered> task =
        new FutureTask<>(
            () -> {
              try (Response response = call.execute()) {
                return read(response, maxBytes);
              }
            });
    Thread thread = new Thread(task, "bytebase4j-platform");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new Broken(cause == null ? e : cause, progress.begunWhenGivenUp());
    } catch (TimeoutException e) {
      boolean begun = progress.begunWhenGivenUp();
      call.cancel();
      throw new Broken(
          new InterruptedIOException("no answer within " + limit.toMillis() + " ms"), begun);
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    }
  }

  private static Answered read(Response response, long maxBytes) throws IOException {
    BufferedSource source = response.body().source();
    boolean tooLarge = source.request(maxBytes + 1);
    Buffer body = new Buffer();
    if (tooLarge) {
      source.readFully(body, Math.min(maxBytes, 1024));
    } else {
      source.readAll(body);
    }
    return new Answered(response.code(), response.headers(), body.readUtf8(), tooLarge);
  }
}
