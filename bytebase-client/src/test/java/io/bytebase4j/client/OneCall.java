package io.bytebase4j.client;

import java.time.Instant;
import java.util.List;

/** A program that makes one call, leaves its client open and returns from main. */
final class OneCall {
  private OneCall() {}

  /** The argument is the server's address; what it prints is read by the test that starts it. */
  public static void main(String[] args) {
    BytebaseClient client = TestClients.withToken(args[0]);
    System.out.println("answer " + client.plans().getPlan("projects/hr/plans/1").execute());
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
