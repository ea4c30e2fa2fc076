package io.bytebase4j.client;

import java.time.Instant;
import java.util.List;

/** A program that makes one call, closes its client or leaves it open, and returns from main. */
final class OneCall {
  private OneCall() {}

  /**
   * The arguments are the server's address and whether to close; what it prints is read by the test
   * that starts it.
   */
  public static void main(String[] args) {
    BytebaseClient client = TestClients.withToken(args[0]);
    System.out.println("answer " + client.plans().getPlan("projects/hr/plans/1").execute());
    if (Boolean.parseBoolean(args[1])) {
      client.close();
    }
    List<String> lasting =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
            .map(Thread::getName)
            .filter(name -> !name.equals("DestroyJavaVM"))
            .toList();
    System.out.println("lasting threads " + lasting);
    System.out.println("main ends " + Instant.now());
  }
}
