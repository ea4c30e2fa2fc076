package io.bytebase4j.gitops.migration;

import io.bytebase4j.gitops.common.GitOpsException;
import java.nio.file.Path;

/** The thread was interrupted while files were read; its flag is set. Nothing was sent. */
public final class ScanInterruptedException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  ScanInterruptedException(Path root, int files, InterruptedException cause) {
    super("interrupted while reading %d files below %s".formatted(files, root), cause);
  }
}
