package io.bytebase4j.client.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Resolves names within a time limit, and lets an interrupted thread go: the system's resolver does
 * neither. Thread-safe.
 */
final class TimedDns implements Dns {
  private final Dns dns;
  private final Duration limit;

  TimedDns(Dns dns, Duration limit) {
    this.dns = dns;
    this.limit = limit;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> dns.lookup(hostname));
    // Names are resolved for new connections only, so a thread for each is no expense.
    Thread thread = new Thread(lookup, "bytebase4j-dns");
    thread.setDaemon(true);
    thread.start();
    try {
      return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(hostname + ": interrupted", e);
    } catch (TimeoutException e) {
      throw unknown(hostname + ": not resolved within " + limit, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw unknown(hostname + ": " + e.getCause(), e);
    }
  }

  private static UnknownHostException unknown(String message, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }
}
