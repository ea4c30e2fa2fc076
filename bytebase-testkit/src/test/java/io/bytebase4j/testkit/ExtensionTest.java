package io.bytebase4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

class ExtensionTest {

  private static final List<LocalBytebase> OF_CLASS = new ArrayList<>();
  private static final List<LocalBytebase> OF_TESTS = new ArrayList<>();

  /** Run by the test below, not by the build. */
  @ExtendWith(LocalBytebaseExtension.class)
  static class Example {
    Example(LocalBytebase ofClass) {
      OF_CLASS.add(ofClass);
    }

    @BeforeAll
    static void once(LocalBytebase ofClass) {
      OF_CLASS.add(ofClass);
    }

    @BeforeEach
    void before(LocalBytebase ofTest) {
      OF_TESTS.add(ofTest);
    }

    @Test
    void first(LocalBytebase ofTest) {
      OF_TESTS.add(ofTest);
      assertThat(TestClient.nobody(ofTest).get("/healthz").text()).isEqualTo("OK");
    }

    @Test
    void second(LocalBytebase ofTest, LocalPostgres ofAll) {
      OF_TESTS.add(ofTest);
      String mine = ofTest.jdbcUrl(TestClient.TEST);
      try (LocalBytebase another = LocalBytebase.builder().postgres(ofAll).start()) {
        String other = another.jdbcUrl(TestClient.TEST);
        assertThat(server(other)).isEqualTo(server(mine));
        assertThat(other).isNotEqualTo(mine);
      }
    }

    private static String server(String jdbcUrl) {
      return jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/'));
    }
  }

  @Test
  void givesOneToTheClassAndOneToEachTest() {
    OF_CLASS.clear();
    OF_TESTS.clear();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Example.class))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(2));
    assertThat(OF_CLASS).hasSize(3).containsOnly(OF_CLASS.get(0));
    assertThat(OF_TESTS).hasSize(4);
    assertThat(OF_TESTS.get(0)).isSameAs(OF_TESTS.get(1)).isNotSameAs(OF_TESTS.get(2));
    assertThat(OF_TESTS).doesNotContain(OF_CLASS.get(0));
    List<URI> open =
        java.util.stream.Stream.concat(OF_CLASS.stream(), OF_TESTS.stream())
            .filter(ExtensionTest::answers)
            .map(LocalBytebase::url)
            .toList();
    assertThat(open).isEmpty();
  }

  private static boolean answers(LocalBytebase bytebase) {
    try {
      return !TestClient.nobody(bytebase).trySend("GET", "/healthz", "").text().isEmpty();
    } catch (java.io.IOException | IllegalStateException | IllegalArgumentException closed) {
      return false;
    }
  }
}
