package io.bytebase4j.testkit;

import static io.bytebase4j.testkit.TestClient.TEST;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request sent twice, compared with the real server. */
@ExtendWith(LocalBytebaseExtension.class)
class TwiceTest {

  private static final Map<String, Measured> MEASURED =
      Measured.all("twice").stream()
          .collect(Collectors.toMap(Measured::title, Function.identity()));

  private static void replay(Scene scene, String title) {
    Measured measured = Objects.requireNonNull(MEASURED.get(title), title);
    measured
        .with("\"title\":\"twice\"", "\"title\":\"x\"")
        .map(scene::localized)
        .replay(scene.client);
  }

  @Test
  void rolloutAndSkip(LocalBytebase bytebase) {
    Scene scene = new Scene(bytebase).release("SELECT 1;").rollout(List.of(TEST));
    replay(scene, "create the rollout again");
    replay(scene, "skip the task");
    replay(scene, "skip the task again");
    replay(scene, "the rollout after both");
    replay(scene, "create the rollout again when its task is skipped");
  }

  @Test
  void cancelAndSkip(LocalBytebase bytebase) {
    Scene scene =
        new Scene(bytebase).release(Scene.SLEEP).rollout(List.of(TEST)).runTest("RUNNING");
    replay(scene, "cancel the run");
    scene.client.await(scene.task("test"), "CANCELED");
    replay(scene, "cancel the run again when it is canceled");
    replay(scene, "skip the canceled task");
    replay(scene, "skip the canceled task again");
  }
}
