package io.bytebase4j.client.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and waits for their answers. Thread-safe.
 *
 * <p>The waiting thread hands its request to a daemon thread, since a thread that reads from a
 * socket itself can't be interrupted.
 */
final class Http implements AutoCloseable {
  private final OkHttpClient client;
  private volatile boolean closed;

  Http(Duration connectTimeout, Duration callTimeout) {
    Dispatcher dispatcher = new Dispatcher(daemonThreads());
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    // Its own re-sending and following of redirects is off: a create may not be sent twice, and a
    // token may not go to another host.
    client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(connectTimeout)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(callTimeout)
            .build();
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
   * @throws InterruptedIOException if the calling thread is interrupted, which it then still is, or
   *     if time runs out
   * @throws IOException if the request or its answer does not get through
   * @throws IllegalStateException if the client is closed
   */
  Answer send(Request request) throws IOException {
    if (closed) {
      throw new IllegalStateException("this BytebaseClient is closed; build another one");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the thread was interrupted before the request was sent");
    }
    Call call = client.newCall(request);
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.enqueue(new Completion(answer));
    try {
      return answer.get();
    } catch (InterruptedException e) {
      call.cancel();
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("the thread was interrupted while it waited for the answer");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IOException(e.getCause());
    }
  }

  /** Closes idle connections; those in use close when their call ends. */
  @Override
  public void close() {
    closed = true;
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** An answer, read to its end. */
  record Answer(int status, @Nullable String contentType, String body) {
    boolean isSuccessful() {
      return status >= 200 && status < 300;
    }
  }

  private record Completion(CompletableFuture<Answer> answer) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      // Whatever happens, the waiting thread must hear of it.
      try (response) {
        answer.complete(
            new Answer(response.code(), response.header("Content-Type"), response.body().string()));
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
