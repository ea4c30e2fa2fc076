package io.bytebase4j.client.internal;

/** How the client names itself to servers. */
final class UserAgent {
  private UserAgent() {}

  /** Name and version; without the version where the classes do not come from our jar. */
  static String text() {
    String version = UserAgent.class.getPackage().getImplementationVersion();
    return version == null ? "bytebase4j" : "bytebase4j/" + version;
  }
}
