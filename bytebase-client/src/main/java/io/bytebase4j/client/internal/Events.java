package io.bytebase4j.client.internal;

import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.ClientListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners what happens. Thread-safe. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger("io.bytebase4j.client");

  private final List<ClientListener> listeners;

  Events(List<ClientListener> listeners) {
    this.listeners = listeners;
  }

  void emit(ClientEvent event) {
    log(event);
    for (ClientListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable e) {
        LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
      }
    }
  }

  private static void log(ClientEvent event) {
    if (event instanceof ClientEvent.AttemptEnded attempt) {
      LOG.debug(
          "{} {} attempt {}: {} after {} ms",
          attempt.httpMethod(),
          attempt.path(),
          attempt.number(),
          attempt.status() == null ? "no answer" : attempt.status(),
          attempt.elapsed().toMillis());
    } else if (event instanceof ClientEvent.RetryScheduled retry) {
      LOG.info(
          "attempt {} failed, the next follows in {} ms: {}",
          retry.attempts(),
          retry.delay().toMillis(),
          retry.cause().getMessage());
    } else if (event instanceof ClientEvent.TokenRenewed renewal) {
      if (renewal.error() == null) {
        LOG.debug("signed in with {}, until {}", renewal.credentials(), renewal.end());
      } else {
        LOG.warn(
            "could not sign in with {}: {}", renewal.credentials(), renewal.error().getMessage());
      }
    } else if (event instanceof ClientEvent.CallEnded call && call.error() != null) {
      LOG.debug("gave up: {}", call.error().getMessage());
    }
  }
}
