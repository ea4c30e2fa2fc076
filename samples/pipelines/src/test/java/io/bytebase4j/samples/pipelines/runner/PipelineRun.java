package io.bytebase4j.samples.pipelines.runner;

import io.bytebase4j.samples.pipelines.runner.JobResult.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a pipeline. It stands still where a job waits for a person, until {@link #release}.
 * Not thread-safe; several runs may be under way at once and wait for each other by {@link Locks}.
 */
public final class PipelineRun {
  private final List<PlannedJob> jobs;
  private final Locks locks;
  private final Map<String, JobResult> results = new LinkedHashMap<>();
  private final Set<String> released = new HashSet<>();

  PipelineRun(List<PlannedJob> jobs, Locks locks) {
    this.jobs = List.copyOf(jobs);
    this.locks = locks;
    Set<String> names = new HashSet<>();
    for (PlannedJob job : jobs) {
      if (!names.containsAll(job.needs())) {
        throw new UnsupportedPipelineException(
            job.name(), "needs " + job.needs() + ", and before it there are only " + names);
      }
      if (!names.add(job.name())) {
        throw new UnsupportedPipelineException(job.name(), "there are two of this name");
      }
    }
  }

  /**
   * Runs what can be run, until the end or until only jobs are left that wait for a person.
   *
   * @return this
   */
  public PipelineRun proceed() {
    for (PlannedJob job : jobs) {
      if (!results.containsKey(job.name()) && results.keySet().containsAll(job.needs())) {
        boolean allowed = job.needs().stream().allMatch(need -> result(need).lets());
        if (!allowed) {
          results.put(job.name(), JobResult.skipped());
        } else if (!job.byHand() || released.contains(job.name())) {
          results.put(
              job.name(), locks.holding(job.lock(), () -> job.body().run(Map.copyOf(results))));
        }
      }
    }
    return this;
  }

  /**
   * Does what a person does who starts or approves a job, and goes on.
   *
   * @param name a job that waits
   * @return this
   * @throws IllegalStateException if it does not wait
   */
  public PipelineRun release(String name) {
    if (!waiting().contains(name)) {
      throw new IllegalStateException(name + " does not wait for a person; those do: " + waiting());
    }
    released.add(name);
    return proceed();
  }

  /** {@return the jobs that only a person's word is missing to} */
  public List<String> waiting() {
    return jobs.stream()
        .filter(job -> job.byHand() && !released.contains(job.name()))
        .filter(job -> job.needs().stream().allMatch(need -> results.containsKey(need)))
        .filter(job -> !results.containsKey(job.name()))
        .map(PlannedJob::name)
        .toList();
  }

  /** {@return the names of all jobs, in order} */
  public List<String> jobs() {
    return jobs.stream().map(PlannedJob::name).toList();
  }

  /**
   * What only one job of all runs may have at a time.
   *
   * @param name a job
   * @return the name of the lock; empty if the job takes none
   */
  public Optional<String> lock(String name) {
    return job(name).lock();
  }

  /**
   * The deployment environment of a job.
   *
   * @param name a job
   * @return the environment, if the job has one
   */
  public Optional<String> environment(String name) {
    return job(name).environment();
  }

  private PlannedJob job(String name) {
    return jobs.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + jobs()));
  }

  /**
   * How a job ended.
   *
   * @param name a job
   * @return how it ended
   * @throws IllegalStateException if it has not
   */
  public JobResult result(String name) {
    JobResult result = results.get(name);
    if (result == null) {
      throw new IllegalStateException(name + " has not run; those have: " + results.keySet());
    }
    return result;
  }

  /** {@return how all jobs ended, in order; those that wait are not among them} */
  public Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    results.forEach((name, result) -> states.put(name, result.state()));
    return states;
  }

  /** {@return whether all jobs ran, and none failed} */
  public boolean succeeded() {
    return results.size() == jobs.size() && results.values().stream().allMatch(JobResult::lets);
  }

  /** {@return what all jobs printed} */
  public String log() {
    List<String> logs = new ArrayList<>();
    results.forEach((name, result) -> logs.add("== " + name + "\n" + result.log()));
    return String.join("\n", logs);
  }
}
