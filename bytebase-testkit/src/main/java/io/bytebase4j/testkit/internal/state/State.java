package io.bytebase4j.testkit.internal.state;

import io.bytebase4j.testkit.internal.json.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server remembers, under one lock. Whoever reads or changes it does so inside
 * {@link #locked}, and runs no SQL there.
 */
public final class State {

  private static final long FIRST_ID = 101;

  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  private final String project;
  private final List<String> environments;
  private final Map<String, Database> databases = new LinkedHashMap<>();
  private final Map<String, String> sheets = new HashMap<>();
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<String, Integer> iterations = new HashMap<>();
  private final TreeMap<Long, Plan> plans = new TreeMap<>();
  private final Map<Long, TaskRun> runs = new HashMap<>();
  private final RunIndex runIndex = new RunIndex();
  private volatile String replicaId = UUID.randomUUID().toString();
  private final Map<Long, Issue> issues = new HashMap<>();
  private final TreeMap<Long, Pipeline> pipelines = new TreeMap<>();
  private final Rules rules;
  private boolean issueApproval;
  private long nextIssue = FIRST_ID;
  private long nextPlan = FIRST_ID;
  private long nextTask = FIRST_ID;
  private long nextRun = FIRST_ID;
  private long nextRelease = FIRST_ID;
  private long nextSheet = FIRST_ID;
  private long nextPipeline = FIRST_ID;
  private long nextStage = FIRST_ID;
  private long nextChangelog = FIRST_ID;

  /**
   * What differs between servers of different ages.
   *
   * @param log how the logs of task runs are written
   * @param issues what is done with issues
   */
  public record Rules(LogShape log, IssueWork issues) {}

  /**
   * An empty project.
   *
   * @param clock tells the times it writes
   * @param project the project's id
   * @param environments the ids of the environments, in the order of the stages
   * @param databases the databases
   * @param rules what differs with the age of the server
   */
  public State(
      Clock clock,
      String project,
      List<String> environments,
      Collection<Database> databases,
      Rules rules) {
    this.rules = rules;
    this.clock = clock;
    this.project = project;
    this.environments = List.copyOf(environments);
    databases.forEach(d -> this.databases.put(d.target(), d));
  }

  /** Does something while nobody else reads or changes the state. */
  public <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Does something while nobody else reads or changes the state. */
  public void change(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** The time to write. */
  public Instant now() {
    return Times.now(clock);
  }

  /** The project's id. */
  public String project() {
    return project;
  }

  /** The ids of the environments, in the order of the stages. */
  public List<String> environments() {
    return environments;
  }

  /** The database with a name. */
  public Optional<Database> database(String target) {
    return Optional.ofNullable(databases.get(target));
  }

  /** The databases. */
  public List<Database> databases() {
    return new ArrayList<>(databases.values());
  }

  /** The text of a sheet. */
  public Optional<String> sheet(String id) {
    return Optional.ofNullable(sheets.get(id));
  }

  /** Keeps the text of a sheet. */
  public void keepSheet(String id, String text) {
    sheets.put(id, text);
  }

  /** Keeps the text of a sheet under the next number, and returns that. */
  public String addSheet(String text) {
    String id = String.valueOf(nextSheet++);
    sheets.put(id, text);
    return id;
  }

  /** The release with an id. */
  public Optional<Release> release(String id) {
    return Optional.ofNullable(releases.get(id));
  }

  /** The releases, oldest first. */
  public List<Release> releases() {
    return new ArrayList<>(releases.values());
  }

  /** The next free id that begins with {@code train}. */
  public String nextReleaseId(String train) {
    int iteration = iterations.merge(train, 1, Integer::sum) - 1;
    return train + (iteration < 10 ? "0" : "") + iteration;
  }

  /** The next number of a release, where they are numbered. */
  public String nextReleaseNumber() {
    return String.valueOf(nextRelease++);
  }

  /** Keeps a release. */
  public void add(Release release) {
    releases.put(release.id(), release);
  }

  /** Makes a plan. */
  public Plan addPlan(Plan.Draft draft) {
    Plan plan = new Plan(nextPlan++, draft, now());
    plans.put(plan.id(), plan);
    return plan;
  }

  /** The plan with a number. */
  public Optional<Plan> plan(long id) {
    return Optional.ofNullable(plans.get(id));
  }

  /** The plans that have a rollout, newest first. */
  public List<Plan> rollouts() {
    return plans.descendingMap().values().stream().filter(Plan::hasRollout).toList();
  }

  /**
   * Gives a plan its tasks in some environments, as far as it has none there yet. Its issue is done
   * by that, whatever it was.
   */
  public void rollOut(Plan plan, Predicate<String> environments, Instant now) {
    Set<Database> before =
        plan.tasks().stream().map(Task::database).collect(Collectors.toCollection(HashSet::new));
    for (Plan.Change change : plan.draft().changes()) {
      for (Database target : change.targets()) {
        if (environments.test(target.environment()) && !before.contains(target)) {
          plan.add(new Task(nextTask++, plan, work(change, target)));
        }
      }
    }
    if (!plan.hasRollout()) {
      plan.rollOut(now);
    }
    plan.issue().ifPresent(issue -> issue.become(Issue.Status.DONE, now));
  }

  private Task.Work work(Plan.Change change, Database target) {
    String name = change.release();
    String id = name.substring(name.lastIndexOf("/releases/") + "/releases/".length());
    return new Task.Work(change.specId(), target, id, release(id).orElseThrow().files());
  }

  /** The plans, newest first. */
  public List<Plan> plans() {
    return new ArrayList<>(plans.descendingMap().values());
  }

  /** Makes the rollout of a plan of 2025, without any tasks. */
  public Pipeline addPipeline(Plan plan, String title, String creator) {
    Pipeline pipeline =
        new Pipeline(nextPipeline++, plan, title, creator, now(), () -> nextStage++);
    pipelines.put(pipeline.id(), pipeline);
    plan.setPipeline(pipeline);
    plan.issue().ifPresent(issue -> issue.setPipeline(pipeline));
    return pipeline;
  }

  /** The rollout of 2025 with a number. */
  public Optional<Pipeline> pipeline(long id) {
    return Optional.ofNullable(pipelines.get(id));
  }

  /** The rollouts of 2025, newest first. */
  public List<Pipeline> pipelines() {
    return new ArrayList<>(pipelines.descendingMap().values());
  }

  /** Adds a task to a rollout of 2025. */
  public void addTask(Pipeline pipeline, Task.Work work) {
    pipeline.addStage(work.database().environment());
    pipeline.plan().add(new Task(nextTask++, pipeline.plan(), work));
  }

  /** The next number in a changelog. */
  public long nextChangelog() {
    return nextChangelog++;
  }

  /** Whether nothing of a plan may run before its issue, if it has one, is approved. */
  public boolean requiresIssueApproval() {
    return issueApproval;
  }

  /** Says whether nothing of a plan may run before its issue is approved. */
  public void requireIssueApproval(boolean required) {
    issueApproval = required;
  }

  /** Makes the issue of a plan. */
  public Issue addIssue(Plan plan, Issue.Draft draft) {
    Issue issue = new Issue(nextIssue++, plan, draft, now());
    issues.put(issue.id(), issue);
    plan.setIssue(issue);
    rules.issues().add(issue);
    return issue;
  }

  /** The issue with a number. */
  public Optional<Issue> issue(long id) {
    return Optional.ofNullable(issues.get(id));
  }

  /** Does what the server does by itself with time, as far as it is due. */
  public void advance() {
    rules.issues().advance(this);
  }

  /** Asks for a run of a task. */
  public TaskRun addRun(Task task, String creator, @Nullable Instant runTime) {
    RunLog log = new RunLog(clock, rules.log(), () -> replicaId);
    TaskRun run = new TaskRun(nextRun++, task, creator, now(), runTime, log, runIndex);
    runs.put(run.id(), run);
    runIndex.add(run);
    task.runs().add(run);
    return run;
  }

  /** The run with a number. */
  public Optional<TaskRun> run(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** The runs with a status, oldest first. */
  public List<TaskRun> runs(RunStatus status) {
    return runIndex.runs(status);
  }

  /**
   * Begins the next life of the server: databases are busy where a run is at work or about to be.
   */
  public void startAgain() {
    replicaId = UUID.randomUUID().toString();
    databases.values().forEach(database -> database.setBusy(false));
    runs(RunStatus.AVAILABLE).forEach(run -> run.task().database().setBusy(true));
    runs(RunStatus.RUNNING).forEach(run -> run.task().database().setBusy(true));
  }
}
