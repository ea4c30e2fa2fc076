package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The headers that a client may act on: those of the real server, and none that it lacks. */
@ExtendWith(LocalBytebaseExtension.class)
class HeadersTest {

  private static final List<String> TELLING =
      List.of(
          "Content-Type", "Www-Authenticate", "Retry-After", "Content-Encoding", "X-Request-Id");

  private static LocalBytebase bytebase;

  @BeforeAll
  static void start(LocalBytebase started) {
    bytebase = started;
  }

  @TestFactory
  Stream<DynamicTest> headers() {
    return Measured.all("headers").stream()
        .filter(m -> !m.title().contains("429"))
        .map(m -> DynamicTest.dynamicTest(m.title(), () -> compare(m)));
  }

  private static void compare(Measured measured) {
    TestClient client =
        measured.as().equals("nobody")
            ? TestClient.nobody(bytebase)
            : TestClient.serviceAccount(bytebase);
    JsonObject recorded = measured.json();
    Reply reply = client.send(recorded.get("method").getAsString(), measured.path(), "{}");
    assertThat(reply.status()).isEqualTo(recorded.get("status").getAsInt());
    HttpHeaders headers = reply.raw().headers();
    JsonObject expected = recorded.getAsJsonObject("headers");
    for (String name : TELLING) {
      Optional<String> value =
          Optional.ofNullable(expected.get(name)).map(element -> element.getAsString());
      assertThat(headers.firstValue(name)).as(name).isEqualTo(value);
    }
  }
}
