package io.bytebase4j.gitops.review;

/** What kind of rule made a finding. */
public enum RuleType {
  /** None: the server could not get as far as its rules, as with a syntax error. */
  NONE,
  /** A rule of the server's SQL review. */
  PARSER_BASED,
  /** A custom rule in words, judged by the server's AI. */
  AI_POWERED,
  /** A check of the file itself, made here without a server. */
  PREFLIGHT,
  /** A kind that this version does not know. */
  UNKNOWN
}
