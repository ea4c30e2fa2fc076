package io.bytebase4j.gitops.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebase4j.gitops.docs.Page;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts with a JDK's own {@code jshell} tool, as a user does. Immutable. */
final class JShell {
  static final Path SCRIPTS = Path.of("../samples/jshell").toAbsolutePath().normalize();

  private static final String ALL_JAR = AllJar.PATH.toString();

  /** For the JVM of the tool and that of the script; what they do is the same. */
  private static final String[] FAST_START = {
    "-J-XX:TieredStopAtLevel=1",
    "-J-XX:+UseSerialGC",
    "-R-XX:TieredStopAtLevel=1",
    "-R-XX:+UseSerialGC",
    "-R-Dslf4j.internal.verbosity=ERROR"
  };

  private final Jdk jdk;
  private final Path folder;
  private final Map<String, String> environment;

  private JShell(Jdk jdk, Path folder, Map<String, String> environment) {
    this.jdk = jdk;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** In a folder, with the variables that name a server, an account, a project and its targets. */
  static JShell of(Jdk jdk, Path folder, LocalBytebase server) {
    return new JShell(
        jdk,
        folder,
        Map.of(
            "BYTEBASE_URL",
            server.url().toString(),
            "BYTEBASE_SERVICE_ACCOUNT",
            server.serviceAccount(),
            "BYTEBASE_SERVICE_ACCOUNT_SECRET",
            server.serviceAccountSecret(),
            "BYTEBASE_PROJECT",
            server.project(),
            "BYTEBASE_TARGETS",
            String.join(",", server.targets())));
  }

  JShell with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new JShell(jdk, folder, more);
  }

  /**
   * What came of a script.
   *
   * @param output both streams
   */
  record Ended(int exitCode, String output) {}

  Ended run(String script) throws IOException, InterruptedException {
    return run(script, List.of());
  }

  /**
   * Runs a script of samples/jshell by the command of docs/jshell.md.
   *
   * @param input what is typed after it
   */
  Ended run(String script, List<String> input) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("jshell");
    Path output = work.resolve("output.txt");
    Path typed = Files.write(work.resolve("input.txt"), input);
    ProcessBuilder builder = new ProcessBuilder(command(script, work));
    builder.environment().keySet().removeIf(name -> name.startsWith("BYTEBASE_"));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    // After a script that does not end with /exit, jshell asks for more: it finds what is typed.
    Process process = builder.redirectInput(typed.toFile()).redirectOutput(output.toFile()).start();
    try {
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      String text = Files.readString(output);
      assertThat(ended).as("jshell did not end; it printed: " + text).isTrue();
      return new Ended(process.exitValue(), text);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> command(String script, Path work) {
    String line = Page.of("docs/jshell.md").blocks("sh").get(0).text().strip();
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    assertThat(words).startsWith("jshell").endsWith("review.jsh");
    words.replaceAll(word -> word.equals("bytebase-gitops-core-all.jar") ? ALL_JAR : word);
    words.set(0, jdk.jshell().toString());
    words.set(words.size() - 1, SCRIPTS.resolve(script).toString());
    words.addAll(1, List.of(FAST_START));
    // not the settings of whoever runs the tests
    words.add(1, "-J-Djava.util.prefs.userRoot=" + work);
    return words;
  }
}
