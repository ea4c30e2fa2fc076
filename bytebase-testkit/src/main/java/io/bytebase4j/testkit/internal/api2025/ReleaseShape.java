package io.bytebase4j.testkit.internal.api2025;

import com.google.gson.JsonObject;
import io.bytebase4j.testkit.internal.check.ReviewShape;
import io.bytebase4j.testkit.internal.state.Database;
import java.util.List;

/** What of releases differs within 2025. */
interface ReleaseShape {

  /** Joins what failed and why. */
  String because(String what, String why);

  /**
   * The files of a release, found in order and sorted by version. Inside the state's lock.
   *
   * @throws RefusedException if there is something wrong with them
   */
  List<SentFile> files(JsonObject release);

  /** How the findings of a check are written. */
  ReviewShape review();

  /** Whether a check warns of files that were edited after they were applied. */
  boolean warnsOfEdits();

  /** The database that a check is for. Inside the state's lock. */
  Database target(String name);

  /** What a revision says of its type; empty where it has none. */
  String revisionType();
}
