package io.bytebase4j.samples.citool.options;

import io.bytebase4j.samples.citool.ToolContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes options that are not given from variables; what is given wins. */
public final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "--url", "BYTEBASE_URL",
          "--service-account", "BYTEBASE_SERVICE_ACCOUNT",
          "--service-account-secret", "BYTEBASE_SERVICE_ACCOUNT_SECRET",
          "--access-token", "BYTEBASE_ACCESS_TOKEN",
          "--workload-identity", "BYTEBASE_WORKLOAD_IDENTITY",
          "--project", "BYTEBASE_PROJECT",
          "--targets", "BYTEBASE_TARGETS",
          "--rollout", "BYTEBASE_ROLLOUT");

  private final ToolContext context;

  /** Reads the variables of a run. */
  public EnvironmentDefaults(ToolContext context) {
    this.context = context;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String variable = VARIABLES.get(option.longestName());
    String value = variable == null ? null : context.variable(variable).orElse(null);
    return value == null ? arg.defaultValue() : value;
  }
}
