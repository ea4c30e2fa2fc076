package io.bytebase4j.samples.citool.command;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.gitops.GitOps;
import io.bytebase4j.gitops.ci.CiEnvironment;
import io.bytebase4j.samples.citool.ToolContext;
import io.bytebase4j.samples.citool.options.ChangeOptions;
import io.bytebase4j.samples.citool.options.OutputOptions;
import io.bytebase4j.samples.citool.options.ServerOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The tool itself: options that may stand before or after the command, and what they give. */
@Command(
    name = "bytebase4j",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    customSynopsis = "bytebase4j COMMAND [OPTIONS]",
    description =
        "Brings migration files in git to databases through Bytebase: a review on a "
            + "pull request, a release and a rollout stage by stage on merge. Options may "
            + "stand before or after the command; those of bytebase-action mean the same "
            + "here.",
    subcommands = {
      Doctor.class,
      Preflight.class,
      Check.class,
      Rollout.class,
      Resume.class,
      Status.class,
      Await.class,
      Cancel.class,
      Approve.class
    })
public final class Tool {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ChangeOptions change = new ChangeOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final ToolContext context;
  private final CiEnvironment ci;

  /** For one run. */
  public Tool(ToolContext context) {
    this.context = context;
    this.ci = CiEnvironment.detect(context.environment());
  }

  ToolContext context() {
    return context;
  }

  CiEnvironment ci() {
    return ci;
  }

  ChangeOptions change() {
    return change;
  }

  OutputOptions output() {
    return output;
  }

  /** For what people read: not the output where that is for another program. */
  PrintWriter log() {
    return output.json() ? context.err() : context.out();
  }

  /** Tells people something, now. */
  void say(String line) {
    log().println(line);
    log().flush();
  }

  BytebaseClient client() {
    return server.connect(ci);
  }

  /** The client belongs to the caller, who closes it after what this makes. */
  static GitOps gitOps(BytebaseClient client) {
    return GitOps.using(client).build();
  }
}
