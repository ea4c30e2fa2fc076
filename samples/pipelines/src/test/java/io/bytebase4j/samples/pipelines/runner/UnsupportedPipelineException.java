package io.bytebase4j.samples.pipelines.runner;

/** A pipeline's file has something that the runner does not know, or that is wrong. */
public final class UnsupportedPipelineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedPipelineException(String where, String what) {
    super(where + ": " + what);
  }
}
