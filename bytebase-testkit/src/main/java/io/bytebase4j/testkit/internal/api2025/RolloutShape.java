package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Principal;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Pipeline;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What of rollouts differs within 2025. All of it inside the state's lock. */
interface RolloutShape {

  /** The title of a rollout that is asked for. */
  String title(JsonObject rollout, Plan plan);

  /** The title of a rollout that is only previewed. */
  String previewTitle(String title);

  /** The order in which the tasks of a plan are made. */
  List<Task.Work> ordered(List<Task.Work> work);

  /**
   * The id of the stage of an environment; of a rollout that is only previewed if there is none.
   */
  String stageId(Optional<Pipeline> pipeline, String environment);

  /** The environment of the stage with an id, if there is one. */
  Optional<String> environment(Pipeline pipeline, String stageId);

  /** Adds what is shown of a stage. */
  void showStage(Json json, String stageId);

  /** Adds what is shown of a rollout that changed last at a time. */
  void showRollout(Json json, String updateTime);

  /** Adds what is shown of a task. */
  void showTask(Json json, Task task);

  /** The tasks of a filter, in terms of rollouts. */
  Predicate<Pipeline> filter(String filter);

  /**
   * The environment whose tasks a request names.
   *
   * @param stages the ids of their stages, each once
   */
  String environmentToRun(Pipeline pipeline, List<String> stages);

  /** Whether a caller has to wait for the approval of an issue. */
  boolean waitsForApproval(Principal caller);

  /** Refuses to cancel runs that are not of a stage. */
  void requireStage(Pipeline pipeline, String stageId, List<String> taskRuns);

  /** How a refusal to skip names the stage. */
  String skipRefusal(String environment);
}
