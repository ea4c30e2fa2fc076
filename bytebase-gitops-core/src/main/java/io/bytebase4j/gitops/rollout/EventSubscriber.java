package io.bytebase4j.gitops.rollout;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Passes events on to a subscriber, until one is missed. Thread-safe. */
final class EventSubscriber implements Flow.Subscriber<RolloutEvent> {
  private final Flow.Subscriber<? super RolloutEvent> subscriber;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription subscription;

  EventSubscriber(Flow.Subscriber<? super RolloutEvent> subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscriber.onSubscribe(subscription);
  }

  @Override
  public void onNext(RolloutEvent event) {
    if (!over.get()) {
      subscriber.onNext(event);
    }
  }

  @Override
  public void onError(Throwable fault) {
    if (over.compareAndSet(false, true)) {
      subscriber.onError(fault);
    }
  }

  @Override
  public void onComplete() {
    if (over.compareAndSet(false, true)) {
      subscriber.onComplete();
    }
  }

  /**
   * Ends the subscription: to ask again would hold a rollout up, and silence would lose an event.
   */
  void missed(RolloutEvent event) {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
    onError(new MissedEventsException(event));
  }
}
