package io.bytebase4j.testkit.internal.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps requests or answers back until it is opened, once and for all. Thread-safe. */
public final class Gate {

  /** How often a client is looked at: a connection does not tell by itself that it ended. */
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final CountDownLatch open = new CountDownLatch(1);

  /** Lets everything through from now on. */
  public void open() {
    open.countDown();
  }

  /** Waits until it is open. Returns false if what is waited with was {@code gone} before. */
  boolean await(BooleanSupplier gone) throws InterruptedException {
    while (!open.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
      if (gone.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }
}
