package io.bytebase4j.testkit.internal.state;

import java.util.Comparator;

/** Orders well-formed versions number by number: 1, 1.9, 1.10, 2. */
enum VersionOrder implements Comparator<String> {
  /** The one there is. */
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order =
          Long.compareUnsigned(Long.parseUnsignedLong(left[i]), Long.parseUnsignedLong(right[i]));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
