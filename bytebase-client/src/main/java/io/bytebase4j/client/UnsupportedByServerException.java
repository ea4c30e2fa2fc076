package io.bytebase4j.client;

import java.time.Duration;

/**
 * The server's version lacks what was asked for. Nothing was sent, so that its {@link #facts} have
 * no path; asking again is of no use before the server, or the request, is another.
 */
public final class UnsupportedByServerException extends BytebaseException {
  private static final long serialVersionUID = 1L;

  /** What is lacking. */
  private final ServerFeature feature;

  /** Which version has it. */
  private final String needed;

  /** Which version the server is. */
  private final String found;

  /**
   * Describes what is lacking, and says to do without or to upgrade.
   *
   * @param feature what is lacking
   * @param found the server's version, for people
   */
  public UnsupportedByServerException(ServerFeature feature, String found) {
    this(feature, feature.versions().toString(), found, advice(feature));
  }

  /**
   * Describes what is lacking.
   *
   * @param feature what is lacking
   * @param needed the versions that have it, for people
   * @param found the server's version, for people
   * @param advice what to do, a sentence
   */
  public UnsupportedByServerException(
      ServerFeature feature, String needed, String found, String advice) {
    super(
        new CallFacts(feature.operation(), "", "", 0, Duration.ZERO),
        "the server (version %s) lacks %s: that needs version %s. %s"
            .formatted(found, feature.text(), needed, advice),
        null);
    this.feature = feature;
    this.needed = needed;
    this.found = found;
  }

  private static String advice(ServerFeature feature) {
    return feature.before().isPresent()
        ? "Do without it on this server."
        : "Upgrade the server, or do without it.";
  }

  /**
   * What is lacking.
   *
   * @return the feature
   */
  public ServerFeature feature() {
    return feature;
  }

  /**
   * Which version has it.
   *
   * @return for people, for example {@code 3.9.1 or newer, but older than 3.14.0}
   */
  public String needed() {
    return needed;
  }

  /**
   * Which version the server is.
   *
   * @return for people, for example {@code 3.6.2}
   */
  public String found() {
    return found;
  }
}
