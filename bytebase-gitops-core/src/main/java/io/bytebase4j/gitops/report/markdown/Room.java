package io.bytebase4j.gitops.report.markdown;

import io.bytebase4j.gitops.common.internal.Texts;

/**
 * How long a text may be.
 *
 * @param most how many units or bytes
 * @param inBytes whether bytes of UTF-8 are counted; UTF-16 units otherwise
 */
record Room(int most, boolean inBytes) {
  /** What the parts that always stand there need at the most, and some rows. */
  static final int LEAST = 16_000;

  Room {
    if (most < LEAST) {
      throw new IllegalArgumentException(
          "limit is " + most + ": it must be at least " + LEAST + ", so that a report fits in");
    }
  }

  int size(String text) {
    return inBytes ? Texts.bytes(text) : text.length();
  }
}
