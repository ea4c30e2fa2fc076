package io.bytebase4j.samples.citool;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java that runs it. */
final class ToolVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "bytebase4j "
          + (version == null ? "(not packaged)" : version)
          + ", Java "
          + System.getProperty("java.version")
    };
  }
}
