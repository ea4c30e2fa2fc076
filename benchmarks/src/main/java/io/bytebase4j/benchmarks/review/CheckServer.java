package io.bytebase4j.benchmarks.review;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers checks of releases on the loopback address: with nothing to say, or with one warning for
 * each file.
 */
final class CheckServer implements AutoCloseable {
  private final HttpServer server;
  private final boolean warnings;

  CheckServer(boolean warnings) throws IOException {
    this.warnings = warnings;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/projects/hr/releases:check", this::check);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void check(HttpExchange exchange) throws IOException {
    List<String> paths = new ArrayList<>();
    try (JsonReader in =
        new JsonReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8))) {
      readPaths(in, paths);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (Writer out = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8)) {
      out.write("{\"results\":[");
      for (int i = 0; warnings && i < paths.size(); i++) {
        out.write((i == 0 ? "" : ",") + result(paths.get(i)));
      }
      out.write("]}");
    }
  }

  private static void readPaths(JsonReader in, List<String> paths) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (name.equals("release")) {
        readPaths(in, paths);
      } else if (name.equals("files")) {
        in.beginArray();
        while (in.hasNext()) {
          readPaths(in, paths);
        }
        in.endArray();
      } else if (name.equals("path")) {
        paths.add(in.nextString());
      } else {
        in.skipValue();
      }
    }
    in.endObject();
  }

  private static String result(String path) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("file").value(path);
      json.name("target").value(ReviewRun.TARGET);
      json.name("advices").beginArray().beginObject();
      json.name("status").value("WARNING").name("code").value(402);
      json.name("title").value("COLUMN_NO_NULL");
      json.name("content").value("Column \"column_01\" of " + path + " cannot have NULL value");
      json.name("ruleType").value("PARSER_BASED");
      json.name("startPosition").beginObject().name("line").value(2).endObject();
      json.endObject().endArray();
      json.name("riskLevel").value("LOW").endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all text", e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
