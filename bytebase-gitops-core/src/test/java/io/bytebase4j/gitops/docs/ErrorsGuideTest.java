package io.bytebase4j.gitops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.Guide;
import io.bytebase4j.gitops.RolloutRequest;
import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.migration.MigrationContent;
import io.bytebase4j.gitops.migration.MigrationSet;
import io.bytebase4j.gitops.rollout.StageFailedException;
import io.bytebase4j.testkit.LocalBytebase;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/errors.md tells of each exception there is, and of no other. */
@ExtendWith(LocalBytebaseExtension.class)
class ErrorsGuideTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| (.*) \\| (.*) ?\\|$");
  private static final Pattern ACCESSOR = Pattern.compile("`([a-z][A-Za-z]*)\\(\\)`");

  private static final Map<String, JavaClass> EXCEPTIONS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackagesOf(BytebaseClient.class, GitOps.class)
              .stream()
              .filter(type -> type.isAssignableTo(Throwable.class))
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .filter(type -> !type.getPackageName().contains(".internal"))
              .filter(type -> !type.getPackageName().startsWith("io.bytebase4j.testkit"))
              .collect(Collectors.toMap(JavaClass::getSimpleName, type -> type));

  private static final String DENIED =
      """
      {"code": 7, "message": "permission denied", "details": [{
        "@type": "type.googleapis.com/bytebase.v1.PermissionDeniedDetail",
        "method": "/bytebase.v1.PlanService/CreatePlan",
        "requiredPermissions": ["bb.plans.create"], "resources": ["projects/hr"]}]}
      """;

  private final List<String> printed = new ArrayList<>();

  private static String guide() throws IOException {
    return Files.readString(Path.of("../docs/errors.md"));
  }

  /** What stands beside each exception. */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(guide());
    while (row.find()) {
      assertThat(rows.put(row.group(1), row.group(2))).as(row.group(1) + " twice").isNull();
    }
    return rows;
  }

  @Test
  void namesEachExceptionAndNoOther() throws IOException {
    assertThat(rows().keySet())
        .hasSizeGreaterThan(40)
        .containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
  }

  @Test
  void eachIsOfOneOfTheTwoFamilies() {
    assertThat(EXCEPTIONS.values())
        .allMatch(
            type ->
                type.isAssignableTo(BytebaseException.class)
                    || type.isAssignableTo(GitOpsException.class));
  }

  /** What a row says that an exception holds is a method of it. */
  @Test
  void whatTheyHoldIsThere() throws IOException {
    rows()
        .forEach(
            (name, meaning) ->
                assertThat(methods(EXCEPTIONS.get(name)))
                    .as(name)
                    .containsAll(
                        ACCESSOR
                            .matcher(meaning)
                            .results()
                            .map(accessor -> accessor.group(1))
                            .toList()));
  }

  private static List<String> methods(JavaClass type) {
    return Arrays.stream(type.reflect().getMethods()).map(Method::getName).toList();
  }

  private void print(Object text) {
    printed.add(String.valueOf(text));
  }

  @Test
  void theTryRuns(LocalBytebase server) {
    server.faults().next(1, "POST", ".*/plans").answer(403, DENIED);

    end(() -> rollOut(server, "CREATE TABLE t (id INT PRIMARY KEY);"));
    end(() -> rollOut(server, "CREATE TABL t;"));
    end(() -> rollOut(server, ""));

    assertThat(printed).hasSize(3);
    assertThat(printed.get(0)).isEqualTo("ask an admin for [bb.plans.create]");
    assertThat(printed.get(1)).contains("app_test FAILED ", "syntax error");
    assertThat(printed.get(2)).startsWith("migration files can't be used");
  }

  private static void rollOut(LocalBytebase server, String sql) {
    try (GitOps gitOps =
        GitOps.connect(
            server.url().toString(),
            Credentials.serviceAccount(server.serviceAccount(), server.serviceAccountSecret()))) {
      MigrationSet migrations =
          MigrationSet.ofContents(Map.of("migration/1_t.sql", MigrationContent.of(sql)));
      gitOps
          .prepare(RolloutRequest.of(server.project(), migrations, server.targets()))
          .rollout()
          .runStage("test");
    }
  }

  private void end(Runnable rollOut) {
    // begin catch
    try {
      rollOut.run();
    } catch (StageFailedException e) {
      e.failures().forEach(f -> print(f.task() + " " + f.databaseError().orElse(f.detail())));
    } catch (PermissionDeniedException e) {
      print("ask an admin for " + e.requiredPermissions());
    } catch (GitOpsException | BytebaseException e) {
      print(e.getMessage());
    }
    // end catch
  }

  @Test
  void theGuideShowsWhatRunsHere() throws IOException {
    Guide.assertShowsWhatRuns("errors.md", ErrorsGuideTest.class);
  }
}
