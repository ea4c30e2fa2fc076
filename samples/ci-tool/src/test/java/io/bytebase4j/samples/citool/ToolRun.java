package io.bytebase4j.samples.citool;

import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs of the tool in this process, in a folder and with variables of their own. */
final class ToolRun {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private ToolRun(Path folder) {
    this.folder = folder;
  }

  static ToolRun in(Path folder) {
    return new ToolRun(folder);
  }

  /** Signs in to a server, and names its project and databases. */
  ToolRun on(LocalBytebase server) {
    return with("BYTEBASE_URL", server.url().toString())
        .with("BYTEBASE_SERVICE_ACCOUNT", server.serviceAccount())
        .with("BYTEBASE_SERVICE_ACCOUNT_SECRET", server.serviceAccountSecret())
        .with("BYTEBASE_PROJECT", server.project())
        .with("BYTEBASE_TARGETS", String.join(",", server.targets()));
  }

  ToolRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  ToolRun without(String variable) {
    environment.remove(variable);
    return this;
  }

  ToolRun file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command line, given in one text with blanks between the arguments. */
  ExitCode run(String line) {
    return run(List.of(line.split(" ", -1)));
  }

  /** Runs a command line as a shell would take it: with single quotes and variables. */
  ExitCode shell(String line) {
    List<String> arguments = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      String plain = word.replace("'", "");
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        plain = plain.replaceAll("\\$" + variable.getKey() + "\\b", variable.getValue());
      }
      arguments.add(plain);
    }
    return run(arguments);
  }

  /** The names of all options that any command has. */
  Set<String> options() {
    Set<String> names = new TreeSet<>();
    CommandLine line = CiTool.commandLine(context());
    line.getSubcommands().values().stream()
        .filter(command -> command.getCommandSpec().userObject() instanceof Callable<?>)
        .flatMap(command -> command.getCommandSpec().options().stream())
        .forEach(option -> names.add(option.longestName()));
    return names;
  }

  private ToolContext context() {
    return new ToolContext(
        environment, folder, new PrintWriter(out, true), new PrintWriter(err, true), false);
  }

  private ExitCode run(List<String> arguments) {
    out = new StringWriter();
    err = new StringWriter();
    int code = CiTool.run(context(), arguments.toArray(new String[0]));
    return Arrays.stream(ExitCode.values())
        .filter(one -> one.number() == code)
        .findFirst()
        .orElseThrow();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
