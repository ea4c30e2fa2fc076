package io.bytebase4j.client;

import org.jspecify.annotations.Nullable;

/**
 * What a client knows of its server: see {@link BytebaseClient#server}. Immutable and thread-safe.
 *
 * @param reported the version as the server reports it, or as it was set
 * @param gitCommit the commit that the server says it was built from; empty where that is not known
 * @param version the version; null where it can't be read from what the server reports, as with
 *     {@code development}
 * @param shape the shape of its API
 * @param decision how that was found out
 */
public record ServerInfo(
    String reported,
    String gitCommit,
    @Nullable ServerVersion version,
    ApiShape shape,
    Decision decision) {

  /** How the shape of a server's API was found out. */
  public enum Decision {
    /** From the version that the server reports. */
    REPORTED,
    /** From what the server answers, since what it reports is no version. */
    PROBED,
    /** From the version that the caller set; the server was not asked. */
    SET
  }

  /**
   * Whether the server has something. Of a server whose version is not known, this is what all
   * versions of its shape have.
   *
   * @param feature what
   * @return true if it surely has
   */
  public boolean has(ServerFeature feature) {
    return version == null ? feature.versions().holds(shape.versions()) : feature.isIn(version);
  }

  /**
   * Requires that the server has something.
   *
   * @param feature what
   * @throws UnsupportedByServerException if it has not, or that is not sure
   */
  public void require(ServerFeature feature) {
    if (!has(feature)) {
      throw new UnsupportedByServerException(feature, described());
    }
  }

  private String described() {
    return version == null ? reported + ", which behaves like " + shape.since() : reported;
  }
}
