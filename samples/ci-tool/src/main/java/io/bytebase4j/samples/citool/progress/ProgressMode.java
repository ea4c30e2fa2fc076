package io.bytebase4j.samples.citool.progress;

/** How progress is shown. */
public enum ProgressMode {
  /** A table in a terminal, lines elsewhere. */
  AUTO,
  /** A table that changes in its place. */
  TABLE,
  /** A line for each change. */
  LINES,
  /** Not at all. */
  NONE
}
