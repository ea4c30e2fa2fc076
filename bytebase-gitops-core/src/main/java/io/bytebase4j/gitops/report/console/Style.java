package io.bytebase4j.gitops.report.console;

/** Colours of a terminal, or none. */
enum Style {
  BAD(31),
  DOUBTFUL(33),
  GOOD(32);

  private final int code;

  Style(int code) {
    this.code = code;
  }

  String on(String own, boolean coloured) {
    return coloured ? "\u001b[1;" + code + "m" + own + "\u001b[0m" : own;
  }
}
