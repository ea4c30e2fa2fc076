package io.bytebase4j.testkit.internal.server;

import io.bytebase4j.testkit.internal.api.Api;
import io.bytebase4j.testkit.internal.api.ApiFactory;
import io.bytebase4j.testkit.internal.http.Exchange;
import io.bytebase4j.testkit.internal.http.FaultSource;
import io.bytebase4j.testkit.internal.http.HttpServer;
import io.bytebase4j.testkit.internal.run.RunScheduler;
import io.bytebase4j.testkit.internal.state.State;
import java.net.URI;
import java.util.function.Consumer;

/** What of a server ends when it is killed: the HTTP server and the task runs, over a state. */
final class ServerProcess implements AutoCloseable {

  private final RunScheduler scheduler;
  private final HttpServer http;

  /**
   * Starts it.
   *
   * @param port where it listens; 0 for any free port
   * @param state what an earlier one left
   * @param version which server it is
   * @param settings what the API is made for
   * @param faults what goes wrong
   * @param requests is told of each request
   */
  ServerProcess(
      int port,
      State state,
      ServerVersion version,
      ApiFactory.Settings settings,
      FaultSource faults,
      Consumer<Exchange> requests) {
    scheduler = new RunScheduler(state, version.runRules(), "bytebase-testkit");
    Api api = version.api(state, scheduler, settings);
    try {
      http = HttpServer.start(port, api::answer, faults, requests);
    } catch (RuntimeException e) {
      scheduler.close();
      throw e;
    }
  }

  URI url() {
    return http.url();
  }

  /** Ends it as SIGKILL does. When this returns, nothing changes the state any more. */
  void kill() {
    try {
      http.kill();
    } finally {
      scheduler.kill();
    }
  }

  /** Ends it. What runs is cancelled. */
  @Override
  public void close() {
    try {
      http.close();
    } finally {
      scheduler.close();
    }
  }
}
