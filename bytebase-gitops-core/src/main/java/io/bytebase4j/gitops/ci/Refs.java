package io.bytebase4j.gitops.ci;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of Git refs. */
final class Refs {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final Pattern PULL = Pattern.compile("refs/pull/([1-9]\\d{0,17})/(?:merge|head)");

  private Refs() {}

  /** The branch; empty if the ref is none of a branch. */
  static Optional<String> branch(String ref) {
    return after(HEADS, ref);
  }

  /** The tag; empty if the ref is none of a tag. */
  static Optional<String> tag(String ref) {
    return after(TAGS, ref);
  }

  /** A branch that is written with or without {@code refs/heads/}. */
  static String branchName(String refOrName) {
    return after(HEADS, refOrName).orElse(refOrName);
  }

  /** The number of the pull request; empty if the ref is none of one. */
  static Optional<Long> pullRequest(String ref) {
    Matcher pull = PULL.matcher(ref);
    return pull.matches() ? Optional.of(Long.valueOf(pull.group(1))) : Optional.empty();
  }

  private static Optional<String> after(String prefix, String ref) {
    return ref.startsWith(prefix) && ref.length() > prefix.length()
        ? Optional.of(ref.substring(prefix.length()))
        : Optional.empty();
  }
}
