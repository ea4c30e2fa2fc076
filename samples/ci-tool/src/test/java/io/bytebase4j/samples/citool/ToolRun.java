package io.bytebase4j.samples.citool;

import io.bytebase4j.samples.citool.result.ExitCode;
import io.bytebase4j.testkit.LocalBytebase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
    out = new StringWriter();
    err = new StringWriter();
    ToolContext context =
        new ToolContext(
            environment, folder, new PrintWriter(out, true), new PrintWriter(err, true), false);
    int code = CiTool.run(context, line.split(" ", -1));
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
