package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.api.AccountRules;
import io.bytebase4j.testkit.internal.api.Api;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.api.Roles;
import io.bytebase4j.testkit.internal.api2025.Accounts2025;
import io.bytebase4j.testkit.internal.api2025.Api2025;
import io.bytebase4j.testkit.internal.api2025.Shape2025;
import io.bytebase4j.testkit.internal.json.GoText;
import io.bytebase4j.testkit.internal.run.RunRules;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.ApprovalFinding;
import io.bytebase4j.testkit.internal.state.Approvals;
import io.bytebase4j.testkit.internal.state.LogShape;
import io.bytebase4j.testkit.internal.state.State;
import java.util.Arrays;
import java.util.List;

/** The servers that there are, and all that differs between them. */
public enum ServerVersion {
  /** Of May 2025. */
  V3_6_2("3.6.2") {
    @Override
    public boolean hasIdentitiesAndApproval() {
      return false;
    }

    @Override
    State.Rules stateRules() {
      return new State.Rules(new LogShape("deployId", 8, false, false), new ApprovalFinding());
    }

    @Override
    RunRules runRules() {
      return RunRules.of2025();
    }

    @Override
    AccountRules accountRules() {
      return Accounts2025.rules(Roles.ofMay2025(), "The email or password is not valid.");
    }

    @Override
    Api api(State state, RunScheduler scheduler, ApiFactory.Settings settings) {
      return Api2025.create(state, scheduler, settings, Shape2025.ofMay(state));
    }
  },

  /** Of August 2025. */
  V3_9_2("3.9.2") {
    @Override
    public boolean hasIdentitiesAndApproval() {
      return false;
    }

    @Override
    State.Rules stateRules() {
      return new State.Rules(new LogShape("deployId", 8, false, true), new ApprovalFinding());
    }

    @Override
    RunRules runRules() {
      return RunRules.of2025();
    }

    @Override
    AccountRules accountRules() {
      return Accounts2025.rules(Roles.ofAugust2025(), "the email or password is not valid");
    }

    @Override
    Api api(State state, RunScheduler scheduler, ApiFactory.Settings settings) {
      return Api2025.create(state, scheduler, settings, Shape2025.ofAugust(state));
    }
  },

  /** Of August 2026. */
  V2026_8("2026.8") {
    @Override
    public boolean hasIdentitiesAndApproval() {
      return true;
    }

    @Override
    State.Rules stateRules() {
      return new State.Rules(new LogShape("replicaId", 36, true, true), new Approvals());
    }

    @Override
    RunRules runRules() {
      return RunRules.of2026();
    }

    @Override
    AccountRules accountRules() {
      return new AccountRules(
          Roles.of2026(),
          MOST_FAILURES,
          "invalid email or password",
          "user has been deactivated",
          email -> "principal " + GoText.quote(email) + " has been deactivated by administrators");
    }

    @Override
    Api api(State state, RunScheduler scheduler, ApiFactory.Settings settings) {
      return ApiFactory.create(state, scheduler, settings);
    }
  };

  private static final int MOST_FAILURES = 10;

  private final String text;

  ServerVersion(String text) {
    this.text = text;
  }

  /** How it is written. */
  public String text() {
    return text;
  }

  /** The one that is written like this. */
  public static ServerVersion of(String text) {
    return Arrays.stream(values())
        .filter(version -> version.text.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no version '" + text + "', only " + texts()));
  }

  private static List<String> texts() {
    return Arrays.stream(values()).map(ServerVersion::text).toList();
  }

  /** Whether it knows workload identities, and projects that require approval. */
  public abstract boolean hasIdentitiesAndApproval();

  abstract State.Rules stateRules();

  abstract RunRules runRules();

  abstract AccountRules accountRules();

  abstract Api api(State state, RunScheduler scheduler, ApiFactory.Settings settings);
}
