package io.bytebase4j.gitops.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.RetryPolicy;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.journal.GitOpsJournal;
import io.bytebase4j.gitops.journal.JournalStore;
import io.bytebase4j.testkit.Faults;
import io.bytebase4j.testkit.LocalBytebaseExtension;
import io.bytebase4j.testkit.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers and proxies that show what was sent to them do not get it into a journal. */
@ExtendWith(LocalBytebaseExtension.class)
@Timeout(60)
class JournalSecretsTest {
  private static LocalPostgres postgres;

  @TempDir private Path folder;
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private FaultScene scene;

  @BeforeAll
  static void share(LocalPostgres shared) {
    postgres = shared;
  }

  @BeforeEach
  void start() {
    scene = new FaultScene(postgres, folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** Keeps the texts in memory. */
  private JournalStore store() {
    return new JournalStore() {
      @Override
      public Optional<String> load(String key) {
        return Optional.ofNullable(texts.get(key));
      }

      @Override
      public void save(String key, String text) {
        texts.put(key, text);
      }
    };
  }

  private GitOps gitOps() {
    OkHttpClient watched =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  String header = chain.request().header("Authorization");
                  if (header != null) {
                    tokens.add(header.replace("Bearer ", ""));
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    BytebaseClient client =
        scene.client(
            options ->
                options
                    .okHttpClient(watched)
                    .readTimeout(Duration.ofSeconds(10))
                    .retry(RetryPolicy.none()));
    return GitOps.using(client).sleeper(duration -> {}).build();
  }

  @Test
  void whatWasSentIsNotWrittenDownAlthoughAnAnswerShowsIt() {
    String key = scene.server().serviceAccountSecret();
    scene.pipeline(gitOps(), GitOpsJournal.none()).prepare();
    String token = tokens.get(tokens.size() - 1);
    String said = "cannot read Authorization: Bearer " + token + " of " + key;
    String json = "{\"code\":3,\"message\":\"" + said + "\"}";
    List<BiFunction<String, String, Faults.Rule>> faults =
        List.of(
            (method, path) -> scene.server().faults().next(9, method, path).answer(400, json),
            (method, path) -> scene.server().faults().next(9, method, path).answer(403, json),
            (method, path) -> scene.server().faults().next(9, method, path).answer(503, json),
            (method, path) ->
                scene
                    .server()
                    .faults()
                    .next(9, method, path)
                    .answer(502, Map.of("Content-Type", "text/html"), "<p>" + said + "</p>"));
    List<String> calls =
        List.of("GET /v1/projects/hr/releases/.*", "POST /v1/projects/hr/plans/.*/rollout");

    for (String call : calls) {
      for (int i = 0; i < faults.size(); i++) {
        String name = call + i;
        Faults.Rule rule =
            faults
                .get(i)
                .apply(call.substring(0, call.indexOf(' ')), call.substring(call.indexOf(' ') + 1));
        GitOps gitOps = gitOps();
        assertThatExceptionOfType(RuntimeException.class)
            .as(name)
            .isThrownBy(() -> scene.pipeline(gitOps, GitOpsJournal.of(store(), name)).prepare())
            .satisfies(
                e -> assertThat(causes(e)).hasAtLeastOneElementOfType(BytebaseException.class));
        assertThat(rule.fired()).as(name).isPositive();
        rule.cancel();
        assertThat(texts.get(name))
            .as(name)
            .contains("\"FAILED\"", "\"message\"")
            .doesNotContain(key)
            .doesNotContain(tokens);
      }
    }
    assertThat(texts.get(calls.get(0) + 0)).contains("cannot read Authorization: Bearer ***");
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
