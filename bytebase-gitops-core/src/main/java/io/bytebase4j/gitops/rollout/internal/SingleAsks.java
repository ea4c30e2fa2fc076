package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.gitops.internal.RolloutCalls.RolloutData;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for rollouts of a project one by one, a few at once, each once however many watch it.
 * Guarded by the lock of its project, but for the requests themselves.
 */
final class SingleAsks {
  private static final Logger LOG = LoggerFactory.getLogger(SingleAsks.class);

  // Fewer than there are threads, so that one project never takes them all.
  private static final int AT_ONCE = 3;

  private final PollerContext context;
  private final ProjectLooks looks;

  /** What is to be asked for, and whether that is to wake the server. */
  private final Map<String, Boolean> queue = new LinkedHashMap<>();

  private int runners;

  SingleAsks(PollerContext context, ProjectLooks looks) {
    this.context = context;
    this.looks = looks;
  }

  /** Asks for a rollout, from now on: one that is asked for already is asked for again. */
  void add(WatchedRollout rollout, boolean wake) {
    queue.merge(rollout.name, wake, Boolean::logicalOr);
    if (runners < AT_ONCE) {
      runners++;
      context.askers().execute(this::run);
    }
  }

  private void run() {
    String name;
    boolean wake;
    Ask ask;
    synchronized (looks) {
      Map.@Nullable Entry<String, Boolean> next = next();
      if (next == null) {
        runners--;
        return;
      }
      name = next.getKey();
      wake = next.getValue();
      ask = looks.begin();
    }
    RolloutData read = null;
    RuntimeException fault = null;
    try {
      read = wake ? wake(name) : context.server().get(name);
    } catch (RuntimeException | Error e) {
      fault = Faults.of(e);
    }
    synchronized (looks) {
      if (read != null) {
        looks.read(name, read, ask);
      } else if (fault != null) {
        looks.failed(name, fault, ask);
      }
      // To the end of the line, so that others get their turn.
      context.askers().execute(this::run);
    }
  }

  private Map.@Nullable Entry<String, Boolean> next() {
    Iterator<Map.Entry<String, Boolean>> entries = queue.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Boolean> next = Map.Entry.copyOf(entries.next());
      entries.remove();
      // Others may have been told, or may want no more, in the meantime.
      if (looks.isAskedFor(next.getKey())) {
        return next;
      }
    }
    return null;
  }

  private RolloutData wake(String name) {
    try {
      return context.server().wake(name);
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      LOG.debug("{} is looked at without waking the server", name, e);
      return context.server().get(name);
    }
  }
}
