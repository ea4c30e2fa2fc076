package io.bytebase4j.testkit;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalBytebase} on its own: prints where it is and how to sign in, as lines that a
 * shell can read, and stays until it is ended by Ctrl-C or SIGTERM.
 */
public final class LocalBytebaseMain {

  private static final String USAGE =
      "usage: LocalBytebaseMain [--port N]   (N from 0 to 65535; 0, the default, is any free port)";

  private static final int WRONG_USE = 2;
  private static final int MAX_PORT = 65_535;

  private LocalBytebaseMain() {}

  /**
   * Starts the server. Ends the JVM with code 2 if the arguments are wrong.
   *
   * @param args {@code --port N} or nothing
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    int port;
    try {
      port = port(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(WRONG_USE);
      return;
    }
    LocalBytebase bytebase = LocalBytebase.builder().port(port).start();
    Runtime.getRuntime().addShutdownHook(new Thread(bytebase::close, "bytebase-testkit-close"));
    print(bytebase, System.out);
    new CountDownLatch(1).await();
  }

  static int port(List<String> args) {
    if (args.isEmpty()) {
      return 0;
    }
    if (!args.get(0).equals("--port")) {
      throw new IllegalArgumentException("unknown option " + args.get(0));
    }
    if (args.size() == 1) {
      throw new IllegalArgumentException("--port needs a number");
    }
    if (args.size() > 2) {
      throw new IllegalArgumentException("unknown option " + args.get(2));
    }
    return number(args.get(1));
  }

  private static int number(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--port needs a number, not '" + text + "'", e);
    }
    throw new IllegalArgumentException("--port needs a number from 0 to 65535, not " + text);
  }

  private static void print(LocalBytebase bytebase, PrintStream out) {
    export(out, "BYTEBASE_URL", bytebase.url().toString());
    export(out, "BYTEBASE_SERVICE_ACCOUNT", bytebase.serviceAccount());
    export(out, "BYTEBASE_SERVICE_ACCOUNT_SECRET", bytebase.serviceAccountSecret());
    export(out, "BYTEBASE_PROJECT", bytebase.project());
    export(out, "BYTEBASE_TARGETS", String.join(",", bytebase.targets()));
    for (String target : bytebase.targets()) {
      String database = target.substring(target.lastIndexOf('/') + 1);
      String name = database.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
      export(out, "JDBC_URL_" + name, bytebase.jdbcUrl(target));
    }
    out.println("# running until Ctrl-C");
    out.flush();
  }

  private static void export(PrintStream out, String name, String value) {
    out.println("export " + name + "='" + value.replace("'", "'\\''") + "'");
  }
}
