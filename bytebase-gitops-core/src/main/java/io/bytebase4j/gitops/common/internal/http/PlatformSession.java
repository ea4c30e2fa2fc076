package io.bytebase4j.gitops.common.internal.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import io.bytebase4j.gitops.common.internal.Json;
import io.bytebase4j.gitops.common.internal.http.PlatformException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one publishing, made one after the other on the caller's thread and within one
 * deadline. Calls that may be repeated are, where that may help; a create is sent again only when
 * it was surely not processed. Used by one thread; closing it closes its connections.
 */
public final class PlatformSession implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long MAX_BYTES = 32L << 20;
  private static final int MAX_PAGES = 200;

  private final PlatformHttp settings;
  private final Faults faults;
  private final OkHttpClient client;
  private final Instant start;

  PlatformSession(PlatformHttp settings) {
    this.settings = settings;
    this.faults = new Faults(settings);
    this.start = settings.clock().instant();
    // All that could send a request twice by itself, or a token to another host, is off.
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(2, 30, TimeUnit.SECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .connectTimeout(CONNECT)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(new Exchange.Wire());
    if (settings.proxy() != null) {
      builder.proxy(settings.proxy());
    }
    client = builder.build();
  }

  /** Reads. */
  public PlatformAnswer get(ApiPath path) {
    return send(request("GET", url(path), null), true);
  }

  /** Replaces. */
  public PlatformAnswer put(ApiPath path, JsonElement body) {
    return send(request("PUT", url(path), body), true);
  }

  /** Changes; the same change again changes nothing. */
  public PlatformAnswer patch(ApiPath path, JsonElement body) {
    return send(request("PATCH", url(path), body), true);
  }

  /**
   * Removes.
   *
   * @return false if it was not there
   */
  public boolean delete(ApiPath path) {
    try {
      send(request("DELETE", url(path), null), true);
      return true;
    } catch (PlatformException e) {
      if (e.isNotFound()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Creates, once: when it can't be told whether it was processed, it is not sent again.
   *
   * @throws PlatformException also of the kind {@link Kind#OUTCOME_UNKNOWN}
   */
  public PlatformAnswer create(ApiPath path, JsonElement body) {
    return send(request("POST", url(path), body), false);
  }

  /** Posts what may be posted again, because the platform knows the parts by ids of ours. */
  public PlatformAnswer postRepeatable(ApiPath path, JsonElement body) {
    return send(request("POST", url(path), body), true);
  }

  /** Posts nothing but the request itself, which may be made again. */
  public PlatformAnswer postRepeatable(ApiPath path) {
    return send(request(url(path), "POST", RequestBody.create("", JSON)), true);
  }

  /**
   * Reads a list, page by page.
   *
   * @param each takes the items
   */
  public void forEach(ApiPath path, Paging paging, Consumer<JsonElement> each) {
    Set<HttpUrl> seen = new HashSet<>();
    for (@Nullable HttpUrl url = url(path); url != null; ) {
      Request request = request("GET", url, null);
      if (!seen.add(url) || seen.size() > MAX_PAGES) {
        throw faults.unreadable(request, 200, true, "its pages do not end").error();
      }
      PlatformAnswer answer = send(request, true);
      JsonArray items = paging.items(answer.json());
      if (items == null) {
        throw faults.unreadable(request, answer.status(), true, "it holds no list").error();
      }
      items.forEach(each);
      url = paging.next(url, answer);
    }
  }

  /**
   * Waits, within the deadline.
   *
   * @throws PlatformException if the time would be over
   */
  public void pause(Duration wait) {
    if (wait.compareTo(left()) >= 0) {
      throw faults.outOfTime(null);
    }
    try {
      settings.sleeper().sleep(wait);
    } catch (InterruptedException e) {
      throw faults.interrupted(e);
    }
  }

  private PlatformAnswer send(Request request, boolean repeatable) {
    Backoff backoff = new Backoff();
    while (true) {
      Failed failed;
      try {
        Exchange.Answered answered = Exchange.send(client, request, limit(request), MAX_BYTES);
        if (answered.status() >= 200 && answered.status() < 300) {
          return read(request, answered, repeatable);
        }
        failed = faults.refused(request, answered, repeatable);
      } catch (Exchange.Broken e) {
        failed = faults.broken(request, e, repeatable);
      } catch (InterruptedException e) {
        throw faults.interrupted(e);
      }
      if (!failed.mayBeRepeated()) {
        throw failed.error();
      }
      Duration wait = backoff.afterTry(failed.retryAfter());
      if (wait == null || wait.compareTo(left()) >= 0) {
        throw faults.givenUp(failed.error(), backoff.tries(), wait);
      }
      pause(wait);
    }
  }

  private PlatformAnswer read(Request request, Exchange.Answered answered, boolean repeatable) {
    if (request.method().equals("DELETE")) {
      return new PlatformAnswer(answered.status(), answered.headers(), JsonNull.INSTANCE);
    }
    if (answered.tooLarge()) {
      throw faults
          .unreadable(request, answered.status(), repeatable, "it is larger than 32 MiB")
          .error();
    }
    try {
      return new PlatformAnswer(answered.status(), answered.headers(), Json.parse(answered.text()));
    } catch (IOException e) {
      throw faults
          .unreadable(
              request,
              answered.status(),
              repeatable,
              "not in JSON"
                  + (settings.answersAreSecret()
                      ? ""
                      : ": " + ErrorTexts.of(answered.text(), settings.secrets())))
          .error();
    }
  }

  private HttpUrl url(ApiPath path) {
    return path.below(settings.base());
  }

  private Request request(String method, HttpUrl url, @Nullable JsonElement body) {
    return request(url, method, body == null ? null : RequestBody.create(body.toString(), JSON));
  }

  private Request request(HttpUrl url, String method, @Nullable RequestBody body) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .method(method, body)
            .header("User-Agent", "bytebase4j")
            .header("Accept", "application/json");
    settings.headers().forEach(request::header);
    return request.build();
  }

  private Duration limit(Request request) {
    Duration left = left();
    if (left.isZero() || left.isNegative()) {
      throw faults.outOfTime(request);
    }
    return left.compareTo(settings.callTimeout()) < 0 ? left : settings.callTimeout();
  }

  private Duration left() {
    return settings.deadline().minus(Duration.between(start, settings.clock().instant()));
  }

  /** Closes the connections. */
  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
