package io.bytebase4j.testkit.internal.api;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.api.ReleaseFiles.File;
import io.bytebase4j.testkit.internal.check.CheckedFile;
import io.bytebase4j.testkit.internal.check.ReleaseCheck;
import io.bytebase4j.testkit.internal.check.ReviewShape;
import io.bytebase4j.testkit.internal.check.TargetCheck;
import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.json.Json;
import io.bytebase4j.testkit.internal.pg.Postgres;
import io.bytebase4j.testkit.internal.state.Database;
import io.bytebase4j.testkit.internal.state.State;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a release before it is made. */
final class CheckService {

  private static final ReviewShape SHAPE = ReviewShape.of2026();

  private final State state;
  private final boolean rules;

  CheckService(State state, boolean rules) {
    this.state = state;
    this.rules = rules;
  }

  JsonObject check(Call call) {
    JsonObject release = call.body().getAsJsonObject("release");
    if (release == null) {
      throw ApiException.invalidArgument("release is required");
    }
    requireVersioned(release);
    requireVcsUser(call.body().getAsJsonObject("vcsUser"));
    if (!Json.string(call.body(), "customRules").isEmpty()) {
      throw ApiException.unmeasured("customRules");
    }
    List<Database> targets = targets(Json.strings(call.body(), "targets"));
    List<CheckedFile> files = files(ReleaseFiles.of(release));
    ReleaseCheck answer = new ReleaseCheck(SHAPE);
    for (Database target : targets) {
      if (!check(target, files, answer)) {
        break;
      }
    }
    return answer.answer();
  }

  private static void requireVersioned(JsonObject release) {
    String type = Json.string(release, "type");
    if (type.isEmpty() || type.equals("TYPE_UNSPECIFIED")) {
      throw ApiException.invalidArgument("unexpected release type \"TYPE_UNSPECIFIED\"");
    }
    if (!type.equals("VERSIONED")) {
      throw ApiException.unmeasured("the check of a release of type " + type);
    }
  }

  private static void requireVcsUser(@Nullable JsonObject user) {
    if (user == null) {
      return;
    }
    String type = Json.string(user, "vcsType");
    if (type.isEmpty() || type.equals("VCS_TYPE_UNSPECIFIED")) {
      throw ApiException.invalidArgument("vcs_user.vcs_type is required");
    }
    if (Json.string(user, "userId").isEmpty()) {
      throw ApiException.invalidArgument("vcs_user.user_id is required");
    }
  }

  private List<Database> targets(List<String> names) {
    if (names.isEmpty()) {
      throw ApiException.invalidArgument("targets cannot be empty");
    }
    List<Database> targets = new ArrayList<>();
    for (String name : names) {
      if (Names.isDatabase(name)) {
        targets.add(
            state
                .locked(() -> state.database(name))
                .orElseThrow(() -> ApiException.notFound("database " + name + " not found")));
      } else if (Names.isDatabaseGroup(name)) {
        // groups are a paid feature, so there are none
        throw ApiException.notFound(
            "database group " + GoText.quote(Names.id(name)) + " not found");
      } else {
        throw ApiException.invalidArgument("unsupported target " + GoText.quote(name));
      }
    }
    return targets;
  }

  private List<CheckedFile> files(List<File> files) {
    List<CheckedFile> checked = new ArrayList<>();
    for (File file : files) {
      String text =
          file.sheet().isEmpty()
              ? new String(file.bytes(), StandardCharsets.UTF_8)
              : state
                  .locked(() -> state.sheet(file.sha256()))
                  .orElseThrow(() -> ReleaseService.sheetNotFound(file.sheet()));
      checked.add(CheckedFile.of(file.path(), file.version(), file.sha256(), text));
    }
    return checked;
  }

  private boolean check(Database target, List<CheckedFile> files, ReleaseCheck answer) {
    Map<String, String> applied = new HashMap<>();
    state.change(
        () ->
            files.forEach(
                f -> target.applied(f.version()).ifPresent(s -> applied.put(f.version(), s))));
    TargetCheck check =
        new TargetCheck(
            target.target(),
            target.jdbcUrl(),
            rules,
            version -> Optional.ofNullable(applied.get(version)),
            SHAPE);
    try {
      return check.run(files, answer);
    } catch (SQLException e) {
      throw ApiException.internal("failed to check release versioned: " + Postgres.describe(e));
    }
  }
}
