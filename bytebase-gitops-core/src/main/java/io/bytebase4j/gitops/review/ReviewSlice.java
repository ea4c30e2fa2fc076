package io.bytebase4j.gitops.review;

import org.jspecify.annotations.Nullable;

/**
 * What one question to the server is about.
 *
 * @param target the database or group
 * @param group the group that the database was named by; null where it was named itself
 * @param environment the environment; null where it is not known
 * @param kind what the target is
 */
record ReviewSlice(String target, @Nullable String group, @Nullable String environment, Kind kind) {
  enum Kind {
    DATABASE,
    /** Its databases may not be listed, so the server chooses which it looks at. */
    UNLISTED_GROUP,
    /** There is nothing to ask. */
    EMPTY_GROUP
  }
}
