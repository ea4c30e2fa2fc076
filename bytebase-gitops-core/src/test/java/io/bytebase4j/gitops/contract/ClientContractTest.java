package io.bytebase4j.gitops.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import io.bytebase4j.client.ErrorCode;
import io.bytebase4j.client.InvalidArgumentException;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.client.model.CreateRolloutRequest;
import io.bytebase4j.client.model.LoginRequest;
import io.bytebase4j.client.model.Plan;
import io.bytebase4j.client.model.PlanChangeDatabaseConfig;
import io.bytebase4j.client.model.PlanSpec;
import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.client.model.Rollout;
import io.bytebase4j.client.name.ProjectName;
import io.bytebase4j.client.name.RolloutName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The client of 2026 as every server of that shape must bear it; older ones have others. */
@ParameterizedClass
@ArgumentsSource(ContractServers.class)
class ClientContractTest {
  private final ContractServer server;
  private BytebaseClient client;

  ClientContractTest(ContractServer server) {
    this.server = server;
  }

  @BeforeEach
  void connect() {
    client = server.client();
    assumeTrue(client.server().has(ServerFeature.RELEASE_ID_TEMPLATE), "the shapes of 2025 differ");
  }

  @AfterEach
  void close() {
    client.close();
  }

  private BytebaseClient clientWith(Credentials credentials) {
    return BytebaseClient.builder().url(server.url()).credentials(credentials).build();
  }

  private String plan() {
    ReleaseFile file =
        new ReleaseFile()
            .path("a.sql")
            .version(server.unique())
            .statement("SELECT 1;".getBytes(StandardCharsets.UTF_8));
    Release release =
        client
            .releases()
            .createRelease(
                server.project(), new Release().type(ReleaseType.VERSIONED).addFilesItem(file))
            .execute();
    PlanSpec spec =
        new PlanSpec()
            .id("spec-" + server.unique())
            .changeDatabaseConfig(
                new PlanChangeDatabaseConfig()
                    .release(release.getName())
                    .targets(server.targets()));
    Plan plan = new Plan().title("client contract").addSpecsItem(spec);
    return String.valueOf(client.plans().createPlan(server.project(), plan).execute().getName());
  }

  private Rollout createRollout(String plan) {
    return client.rollouts().createRollout(plan, new CreateRolloutRequest()).execute();
  }

  @Test
  void missingPermissionIsNamedWithItsResource() {
    PermissionDeniedException denied =
        catchThrowableOfType(
            PermissionDeniedException.class,
            () -> client.releases().listReleases(server.project()).execute());

    assertThat(denied.requiredPermissions()).containsExactly("bb.releases.list");
    assertThat(denied.resources()).containsExactly(server.project());
  }

  @Test
  void errorsAreOfTheirKind() {
    NotFoundException missing =
        catchThrowableOfType(
            NotFoundException.class,
            () -> client.releases().getRelease(server.project() + "/releases/none").execute());
    assertThat(missing.error().code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(missing.attempts()).isEqualTo(1);

    InvalidArgumentException wrong =
        catchThrowableOfType(
            InvalidArgumentException.class,
            () ->
                client
                    .releases()
                    .createRelease(server.project(), new Release().type(ReleaseType.VERSIONED))
                    .execute());
    assertThat(wrong.error().code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void accessTokenThatIsNoneFailsAtOnce() {
    try (BytebaseClient broken = clientWith(Credentials.accessToken("e30.e30.c2ln"))) {
      UnauthenticatedException refused =
          catchThrowableOfType(
              UnauthenticatedException.class,
              () -> broken.rollouts().listRollouts(server.project()).execute());

      assertThat(refused.attempts()).isEqualTo(1);
      assertThat(refused).hasMessageContaining("The access token does not say when it ends");
    }
  }

  @Test
  void refusedTokenIsReplacedOnceAndTheCallGoesOn() {
    Credentials.ServiceAccount account = (Credentials.ServiceAccount) server.credentials();
    String good =
        String.valueOf(
            client
                .auth()
                .login(new LoginRequest().email(account.email()).password(account.key()))
                .execute()
                .getToken());
    Iterator<String> tokens = List.of("e30.e30.c2ln", good).iterator();
    try (BytebaseClient supplied = clientWith(Credentials.accessTokens(tokens::next))) {
      supplied.rollouts().listRollouts(server.project()).execute();

      assertThat(tokens.hasNext()).isFalse();
    }
  }

  @Test
  void rolloutCreatedTwiceIsOne() {
    String plan = plan();

    assertThat(createRollout(plan).getName())
        .isEqualTo(createRollout(plan).getName())
        .isEqualTo(plan + "/rollout");
  }

  @Test
  void listIsWalkedPageByPage() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(String.valueOf(createRollout(plan()).getName()));
    }
    Collections.reverse(made);

    assertThat(
            client.rollouts().listRollouts(ProjectName.parse(server.project())).pageSize(1).stream()
                .map(Rollout::getName)
                .limit(3))
        .isEqualTo(made);
  }

  @Test
  void nameOfTheServerIsTakenApart() {
    RolloutName rollout = RolloutName.parse(String.valueOf(createRollout(plan()).getName()));

    assertThat(rollout.plan().project()).hasToString(server.project());
    assertThat(client.rollouts().getRollout(rollout).execute().getName())
        .isEqualTo(rollout.toString());
  }
}
