package io.bytebase4j.testkit;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalBytebase} on its own: prints where it is and how to sign in, as lines that a
 * shell can read, and stays until it is ended by Ctrl-C or SIGTERM.
 */
public final class LocalBytebaseMain {

  private static final String USAGE =
      """
      usage: LocalBytebaseMain [--port N] [--version V]
        N  from 0 to 65535; 0, the default, is any free port
        V  3.6.2, 3.9.2 or 2026.8, the default""";

  private static final String PORT = "--port";
  private static final String VERSION = "--version";
  private static final int WRONG_USE = 2;
  private static final int MAX_PORT = 65_535;

  private LocalBytebaseMain() {}

  /**
   * Starts the server. Ends the JVM with code 2 if the arguments are wrong.
   *
   * @param args {@code --port N}, {@code --version V}, both or nothing
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    LocalBytebaseBuilder builder;
    try {
      builder = builder(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(WRONG_USE);
      return;
    }
    LocalBytebase bytebase = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(bytebase::close, "bytebase-testkit-close"));
    print(bytebase, System.out);
    new CountDownLatch(1).await();
  }

  private static LocalBytebaseBuilder builder(List<String> args) {
    Map<String, String> options = options(args);
    LocalBytebaseBuilder builder = LocalBytebase.builder().port(port(options));
    String version = options.get(VERSION);
    return version == null ? builder : builder.version(version);
  }

  /** The options by name; of one given twice the last. */
  static Map<String, String> options(List<String> args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.size(); i += 2) {
      String option = args.get(i);
      if (!option.equals(PORT) && !option.equals(VERSION)) {
        throw new IllegalArgumentException("unknown option " + option);
      }
      if (i + 1 == args.size()) {
        throw new IllegalArgumentException(
            option + " needs a " + (option.equals(PORT) ? "number" : "version"));
      }
      options.put(option, args.get(i + 1));
    }
    return options;
  }

  static int port(Map<String, String> options) {
    return number(options.getOrDefault(PORT, "0"));
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
