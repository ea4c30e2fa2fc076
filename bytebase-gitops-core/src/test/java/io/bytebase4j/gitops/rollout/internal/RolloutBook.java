package io.bytebase4j.gitops.rollout.internal;

import io.bytebase4j.gitops.internal.RolloutCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rollouts of a project in memory, each with one task, answered as a server does, and what was
 * asked. Its clock is three minutes ahead. Skipping changes no time, as measured.
 */
final class RolloutBook implements RolloutCalls {
  static final String PROJECT = "projects/hr";
  private static final Duration AHEAD = Duration.ofMinutes(3);

  private final Clock clock;
  private final NavigableMap<Integer, RolloutData> rollouts = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();

  /** What happens while a request is under way, after the server has read what it answers. */
  Consumer<String> meanwhile = request -> {};

  /** What a request fails by: throws. */
  Consumer<String> fault = request -> {};

  RolloutBook(Clock clock) {
    this.clock = clock;
  }

  static String name(int id) {
    return PROJECT + "/plans/" + id + "/rollout";
  }

  static String status(RolloutData rollout) {
    return rollout.stages().get(0).tasks().get(0).status();
  }

  synchronized void add(int id) {
    put(id, "NOT_STARTED", clock.instant().plus(AHEAD));
  }

  /** A task is started, ends, fails. */
  synchronized void change(int id, String status) {
    put(id, status, clock.instant().plus(AHEAD));
  }

  /** A task is skipped, or whatever else the server's times do not show. */
  synchronized void changeUnseen(int id, String status) {
    put(id, status, read(id).updateTime());
  }

  private void put(int id, String status, Instant time) {
    TaskData task = new TaskData(name(id) + "/stages/test/tasks/1", "", "", "", status, "", null);
    StageData stage = new StageData(name(id) + "/stages/test", "environments/test", List.of(task));
    rollouts.put(id, new RolloutData(name(id), time, List.of(stage)));
  }

  private RolloutData read(int id) {
    return Objects.requireNonNull(rollouts.get(id));
  }

  /** What was asked since this was called last. */
  synchronized List<String> requests() {
    List<String> copy = List.copyOf(requests);
    requests.clear();
    return copy;
  }

  private <T> T answer(String request, Supplier<T> read) {
    T answer;
    synchronized (this) {
      requests.add(request);
      fault.accept(request);
      answer = read.get();
    }
    meanwhile.accept(request);
    return answer;
  }

  @Override
  public boolean leavesOutWhatIsApplied() {
    return false;
  }

  @Override
  public RolloutData get(String name) {
    return answer("get " + id(name), () -> read(id(name)));
  }

  @Override
  public RolloutData wake(String name) {
    return answer("wake " + id(name), () -> read(id(name)));
  }

  private static int id(String name) {
    return Integer.parseInt(name.split("/")[3]);
  }

  @Override
  public Stream<RolloutData> list(String project, @Nullable Instant updatedSince, int pageSize) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Pages(updatedSince, pageSize), 0), false);
  }

  /** The newest first, a page at a time, as late as possible. */
  private final class Pages implements Iterator<RolloutData> {
    private final @Nullable Instant since;
    private final int size;
    private final Deque<RolloutData> page = new ArrayDeque<>();
    private int listed;
    private boolean more = true;

    Pages(@Nullable Instant since, int size) {
      this.since = since;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      if (page.isEmpty() && more) {
        page.addAll(
            answer(
                (since == null ? "list" : "changes") + " from " + listed,
                () -> {
                  List<RolloutData> left =
                      rollouts.descendingMap().values().stream()
                          .filter(r -> since == null || !r.updateTime().isBefore(since))
                          .skip(listed)
                          .limit(size + 1L)
                          .toList();
                  more = left.size() > size;
                  return left.subList(0, Math.min(size, left.size()));
                }));
        listed += page.size();
      }
      return !page.isEmpty();
    }

    @Override
    public RolloutData next() {
      return page.remove();
    }
  }

  @Override
  public void skip(String stage, List<String> tasks, String reason) {
    changeUnseen(id(stage), "SKIPPED");
  }

  @Override
  public RolloutData create(String plan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void run(String stage, List<String> tasks, @Nullable Instant runTime) {
    change(id(stage), "PENDING");
  }

  @Override
  public void cancel(String stage, List<String> taskRuns) {
    change(id(stage), "CANCELED");
  }

  @Override
  public List<TaskRunData> taskRuns(String parent) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LogEntryData> log(String taskRun) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String previewRollback(String taskRun) {
    throw new UnsupportedOperationException();
  }
}
