package io.bytebase4j.gitops.rollout;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to listeners and subscribers; what those do wrong never reaches a rollout.
 * Thread-safe.
 */
final class RolloutEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutEvents.class);

  private final List<RolloutListener> listeners = new CopyOnWriteArrayList<>();
  // Subscribers are called on the thread that waits: an event has reached them when it is told.
  private final SubmissionPublisher<RolloutEvent> publisher =
      new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());

  void add(RolloutListener listener) {
    listeners.add(listener);
  }

  Flow.Publisher<RolloutEvent> publisher() {
    return subscriber -> publisher.subscribe(new EventSubscriber(subscriber));
  }

  void emit(RolloutEvent event) {
    for (RolloutListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed at {}", event.getClass().getSimpleName(), e);
      }
    }
    publisher.offer(
        event,
        (subscriber, missed) -> {
          // All who subscribe are wrapped above.
          ((EventSubscriber) subscriber).missed(missed);
          return false;
        });
  }
}
