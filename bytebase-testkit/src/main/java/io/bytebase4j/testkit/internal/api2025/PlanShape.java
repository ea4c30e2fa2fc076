package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.state.Issue;
import io.bytebase4j.testkit.internal.state.Plan;
import io.bytebase4j.testkit.internal.state.Task;
import java.util.List;

/** What of plans differs within 2025. All of it inside the state's lock. */
interface PlanShape {

  /** What is found wrong with the parts of a plan begins with this. */
  String complaint();

  /**
   * A plan as sent.
   *
   * @throws RefusedException if there is something wrong with its parts
   */
  Plan.Draft draft(JsonObject plan, String creator);

  /**
   * The tasks that a plan makes at this moment.
   *
   * @throws RefusedException if it can't make any
   */
  List<Task.Work> work(Plan.Draft draft);

  /** What an issue for a plan is made of, if it is asked for with some texts. */
  Issue.Draft issue(Plan plan, Issue.Draft sent);

  /** Adds what is shown of a plan. */
  void show(Plan plan, Names2025 names, Json json);
}
