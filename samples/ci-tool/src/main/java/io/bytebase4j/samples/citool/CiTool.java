package io.bytebase4j.samples.citool;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.gitops.common.GitOpsException;
import io.bytebase4j.gitops.report.console.LogText;
import io.bytebase4j.samples.citool.command.Tool;
import io.bytebase4j.samples.citool.options.EnvironmentDefaults;
import io.bytebase4j.samples.citool.result.ExitCode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command-line tool: {@code bytebase4j check}, {@code bytebase4j rollout} and more. It is a
 * drop-in for {@code bytebase-action}, and an example of a program on Bytebase4J.
 */
public final class CiTool {
  private static final int WIDTH = 100;
  private static final int OPTION_WIDTH = 36;

  private CiTool() {}

  /**
   * Runs the tool and ends the process with the code of {@link ExitCode}.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Shutdown shutdown = Shutdown.ofThisThread();
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    boolean terminal = isTerminal();
    int code = run(new ToolContext(System.getenv(), Path.of(""), out, err, terminal), args);
    out.flush();
    err.flush();
    shutdown.ended(code);
    System.exit(code);
  }

  // The platform's own charset may be ASCII in a container, which would lose names of files.
  private static PrintWriter writer(java.io.OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  private static boolean isTerminal() {
    boolean ci = System.getenv("CI") != null || System.getenv("TF_BUILD") != null;
    return !ci && !"dumb".equals(System.getenv("TERM")) && Terminals.isOutputOne();
  }

  /** Runs a command line and returns the exit code. */
  static int run(ToolContext context, String... args) {
    return commandLine(context).execute(args);
  }

  static CommandLine commandLine(ToolContext context) {
    CommandLine line = new CommandLine(new Tool(context));
    line.addSubcommand(new HelpCommand());
    line.addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
    line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new ToolVersion());
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes())
        .optionListHeading("%nOptions of all commands:%n")
        .commandListHeading("%nCommands:%n");
    line.setUsageHelpWidth(WIDTH).setUsageHelpLongOptionsMaxWidth(OPTION_WIDTH);
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().usageMessage().abbreviateSynopsis(true));
    return line.setOut(context.out())
        .setErr(context.err())
        .setDefaultValueProvider(new EnvironmentDefaults(context))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              CommandSpec spec = wrong.getCommandLine().getCommandSpec();
              context.err().println(LogText.safe(String.valueOf(wrong.getMessage())));
              context.err().println("Try: " + spec.qualifiedName() + " --help");
              context.err().flush();
              return ExitCode.USAGE.number();
            })
        .setExecutionExceptionHandler(CiTool::failed);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(Integer.toString(code.number()), code.meaning()));
    return codes;
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (!isForPeople(failure)) {
      throw failure;
    }
    ExitCode code = ExitCode.of(failure);
    line.getErr().println(LogText.safe("bytebase4j: " + failure.getMessage()));
    for (Throwable beside : failure.getSuppressed()) {
      // Earlier attempts of the same call were logged when they failed.
      if (isForPeople(beside) && beside.getClass() != failure.getClass()) {
        line.getErr().println(LogText.safe("  besides: " + beside.getMessage()));
      }
    }
    if (code == ExitCode.USAGE && failure instanceof IllegalArgumentException) {
      line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    line.getErr().flush();
    return code.number();
  }

  /** Whether the message alone says what went wrong. */
  private static boolean isForPeople(Throwable failure) {
    return failure instanceof GitOpsException
        || failure instanceof BytebaseException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException
        || failure instanceof IOException;
  }
}
