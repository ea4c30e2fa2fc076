package io.bytebase4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two arms do the same work. */
class ClientOverheadTest {
  @ParameterizedTest
  @EnumSource
  void bothArmsReadTheSameRollout(Body body) throws Exception {
    ClientOverhead benchmark = new ClientOverhead();
    try {
      benchmark.body = body;

      assertThat(benchmark.client()).isEqualTo(benchmark.bare());
      assertThat(benchmark.client().getName()).isEqualTo(body.rolloutName());
    } finally {
      benchmark.stop();
    }
  }

  @Test
  void bothArmsSendTheSameHeaders() throws IOException {
    List<Headers> received = new ArrayList<>();
    byte[] answer = Body.SMALL.json().getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/",
        exchange -> {
          received.add(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (BytebaseClient client =
        BytebaseClient.builder().url(url).credentials(Credentials.accessToken("t")).build()) {
      client.rollouts().getRollout(Body.SMALL.rolloutName()).execute();
      String userAgent = received.get(0).getFirst("User-Agent");
      try (BareCall bare = new BareCall(url, "t", userAgent)) {
        bare.getRollout(Body.SMALL.rolloutName());
      }
    } finally {
      server.stop(0);
    }

    assertThat(received.get(1)).isEqualTo(received.get(0));
  }

  @Test
  void theBodiesAreOfTheSizesThatTheReadmeNames() {
    assertThat(Body.SMALL.json()).hasSizeBetween(500, 1000);
    assertThat(Body.LARGE.json()).hasSizeBetween(45_000, 55_000);
  }
}
