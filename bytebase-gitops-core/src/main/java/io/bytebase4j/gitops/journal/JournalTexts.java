package io.bytebase4j.gitops.journal;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts fit for a journal: bounded, free of secrets, and such that UTF-8 can hold them. */
final class JournalTexts {
  static final int LONGEST = 4_000;
  private static final int MOST_FACTS = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  // What no caller means to write down, but a server's or a proxy's message may quote.
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(bbs_)[A-Za-z0-9_-]+"),
          Pattern.compile("()eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*)*"),
          Pattern.compile("(?i)((?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{8,}"),
          Pattern.compile("(://)[^/\\s@]+(?=@)"),
          Pattern.compile(
              "(?i)((?:password|passwd|secret|token|api[_-]?key)\"?\\s*[=:]\\s*\"?)[^\\s\",;&]+"));
  private static final Pattern LONE_SURROGATE = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

  private JournalTexts() {}

  static String fit(String text) {
    // Cut first: it may be as long as an answer can be. A secret on the border goes with its head.
    String fit = cut(text);
    for (Pattern secret : SECRETS) {
      fit = secret.matcher(fit).replaceAll("$1***");
    }
    return LONE_SURROGATE.matcher(fit).replaceAll(Matcher.quoteReplacement("\uFFFD"));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "… (" + (text.length() - end) + " characters more)";
  }

  /** Requires facts that can be written down; their texts are made fit when they are. */
  static void require(Map<String, String> facts) {
    if (facts.size() > MOST_FACTS) {
      throw new IllegalArgumentException(
          facts.size() + " facts of one step: at most " + MOST_FACTS + " are written down");
    }
    for (String name : facts.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "fact \"" + name + "\" is not named like releaseName: letters and digits, at most 40");
      }
    }
  }
}
