package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of resource name, as tests see it.
 *
 * @param parse takes a name apart
 * @param of puts a name together from as many ids as the example has
 * @param example a name as a server gives it
 * @param ids the ids in the example
 */
record Kind(
    Function<String, ResourceName> parse,
    Function<List<String>, ResourceName> of,
    String example,
    List<String> ids) {

  static List<Kind> all() {
    return List.of(
        new Kind(
            ProjectName::parse, ids -> ProjectName.of(ids.get(0)), "projects/hr", List.of("hr")),
        new Kind(
            ReleaseName::parse,
            ids -> ReleaseName.of(ids.get(0), ids.get(1)),
            "projects/hr/releases/gitops-abc123-20261123-RC00",
            List.of("hr", "gitops-abc123-20261123-RC00")),
        new Kind(
            PlanName::parse,
            ids -> PlanName.of(ids.get(0), ids.get(1)),
            "projects/hr/plans/101",
            List.of("hr", "101")),
        new Kind(
            RolloutName::parse,
            ids -> RolloutName.of(ids.get(0), ids.get(1)),
            "projects/hr/plans/101/rollout",
            List.of("hr", "101")),
        new Kind(
            StageName::parse,
            ids -> StageName.of(ids.get(0), ids.get(1), ids.get(2)),
            "projects/hr/plans/101/rollout/stages/prod",
            List.of("hr", "101", "prod")),
        new Kind(
            TaskName::parse,
            ids -> TaskName.of(ids.get(0), ids.get(1), ids.get(2), ids.get(3)),
            "projects/hr/plans/101/rollout/stages/prod/tasks/102",
            List.of("hr", "101", "prod", "102")),
        new Kind(
            TaskRunName::parse,
            ids -> TaskRunName.of(ids.get(0), ids.get(1), ids.get(2), ids.get(3), ids.get(4)),
            "projects/hr/plans/101/rollout/stages/prod/tasks/102/taskRuns/103",
            List.of("hr", "101", "prod", "102", "103")),
        new Kind(
            IssueName::parse,
            ids -> IssueName.of(ids.get(0), ids.get(1)),
            "projects/hr/issues/101",
            List.of("hr", "101")),
        new Kind(
            SheetName::parse,
            ids -> SheetName.of(ids.get(0), ids.get(1)),
            "projects/hr/sheets/822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f",
            List.of("hr", "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f")),
        new Kind(
            DatabaseGroupName::parse,
            ids -> DatabaseGroupName.of(ids.get(0), ids.get(1)),
            "projects/hr/databaseGroups/shards",
            List.of("hr", "shards")),
        new Kind(
            EnvironmentName::parse,
            ids -> EnvironmentName.of(ids.get(0)),
            "environments/prod",
            List.of("prod")),
        new Kind(
            InstanceName::parse,
            ids -> InstanceName.of(ids.get(0)),
            "instances/test-pg",
            List.of("test-pg")),
        new Kind(
            InstanceName::parse,
            ids -> InstanceName.of(ids.get(0), ids.get(1)),
            "projects/hr/instances/test-pg",
            List.of("hr", "test-pg")),
        new Kind(
            DatabaseName::parse,
            ids -> DatabaseName.of(ids.get(0), ids.get(1)),
            "instances/test-pg/databases/app_test",
            List.of("test-pg", "app_test")),
        new Kind(
            DatabaseName::parse,
            ids -> DatabaseName.of(ids.get(0), ids.get(1), ids.get(2)),
            "projects/hr/instances/test-pg/databases/app_test",
            List.of("hr", "test-pg", "app_test")),
        new Kind(
            RevisionName::parse,
            ids -> RevisionName.of(ids.get(0), ids.get(1), ids.get(2)),
            "instances/test-pg/databases/app_test/revisions/101",
            List.of("test-pg", "app_test", "101")),
        new Kind(
            RevisionName::parse,
            ids -> RevisionName.of(ids.get(0), ids.get(1), ids.get(2), ids.get(3)),
            "projects/hr/instances/test-pg/databases/app_test/revisions/101",
            List.of("hr", "test-pg", "app_test", "101")));
  }

  @Override
  public String toString() {
    return example;
  }
}
