package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.Call;
import io.bytebase4j.testkit.internal.check.CheckedFile;
import io.bytebase4j.testkit.internal.check.ReleaseCheck;
import io.bytebase4j.testkit.internal.check.TargetCheck;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.State;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a release before it is made. */
final class Checks2025 {

  private final State state;
  private final Names2025 names;
  private final Releases2025 releases;
  private final ReleaseShape shape;
  private final boolean rules;

  Checks2025(
      State state, Names2025 names, Releases2025 releases, ReleaseShape shape, boolean rules) {
    this.state = state;
    this.names = names;
    this.releases = releases;
    this.shape = shape;
    this.rules = rules;
  }

  JsonObject check(Call call) {
    JsonObject release = call.body().getAsJsonObject("release");
    List<String> targets = Json.strings(call.body(), "targets");
    if (targets.isEmpty()) {
      throw ApiException.invalidArgument("targets cannot be empty");
    }
    List<Database> databases = state.locked(() -> databases(targets));
    if (release == null) {
      throw ApiException.unmeasured("a check without a release");
    }
    List<CheckedFile> files =
        state.locked(() -> releases.files(release)).stream()
            .map(f -> CheckedFile.of(f.path(), f.version(), f.sha256(), f.text()))
            .toList();
    ReleaseCheck answer = new ReleaseCheck(shape.review());
    for (Database database : databases) {
      if (!check(database, files, answer)) {
        break;
      }
    }
    return answer.answer();
  }

  /** What is neither a database nor a group is passed over. */
  private List<Database> databases(List<String> targets) {
    List<Database> databases = new ArrayList<>();
    for (String target : targets) {
      if (Names2025.isDatabase(target)) {
        databases.add(shape.target(target));
      } else if (Names2025.isDatabaseGroup(target)) {
        // groups are a paid feature, so there are none
        throw target.startsWith(names.project() + "/")
            ? notFound("database group", Names2025.id(target))
            : notFound("project", target.split("/", -1)[1]);
      }
    }
    return databases;
  }

  private static ApiException notFound(String what, String id) {
    return ApiException.notFound(what + " " + GoText.quote(id) + " not found");
  }

  private boolean check(Database database, List<CheckedFile> files, ReleaseCheck answer) {
    Map<String, String> applied = new HashMap<>();
    state.change(
        () ->
            files.forEach(
                file ->
                    database
                        .applied(file.version())
                        .ifPresent(
                            sha256 ->
                                applied.put(
                                    file.version(),
                                    shape.warnsOfEdits() ? sha256 : file.sha256()))));
    TargetCheck check =
        new TargetCheck(
            database.target(),
            database.jdbcUrl(),
            rules,
            version -> Optional.ofNullable(applied.get(version)),
            shape.review());
    try {
      return check.run(files, answer);
    } catch (SQLException e) {
      throw ApiException.internal(
          shape.because("failed to check release versioned", Postgres.describe(e)));
    }
  }
}
