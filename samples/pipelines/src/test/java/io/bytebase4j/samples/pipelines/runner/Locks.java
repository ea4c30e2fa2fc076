package io.bytebase4j.samples.pipelines.runner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What jobs of several runs of a platform wait for. Thread-safe. */
public final class Locks {
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  <T> T holding(Optional<String> name, Supplier<T> work) {
    if (name.isEmpty()) {
      return work.get();
    }
    ReentrantLock lock = locks.computeIfAbsent(name.get(), unused -> new ReentrantLock(true));
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a run waits for another one's job. */
  boolean isWaitedFor(String name) {
    ReentrantLock lock = locks.get(name);
    return lock != null && lock.hasQueuedThreads();
  }
}
