package io.bytebase4j.gitops.internal.api2026;

import io.bytebase4j.client.model.Release;
import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.client.model.ReleaseType;
import io.bytebase4j.gitops.internal.FileData;
import java.util.AbstractList;
import java.util.List;

/** Releases as requests hold them. */
final class ReleaseMessages {
  private ReleaseMessages() {}

  static Release of(boolean declarative, List<FileData> files) {
    return new Release()
        .type(declarative ? ReleaseType.DECLARATIVE : ReleaseType.VERSIONED)
        .files(new Files(files));
  }

  /** Each file is made when it is written: the statements of all are never in memory twice. */
  private static final class Files extends AbstractList<ReleaseFile> {
    private final List<FileData> files;

    Files(List<FileData> files) {
      this.files = files;
    }

    @Override
    public ReleaseFile get(int index) {
      FileData file = files.get(index);
      ReleaseFile message = new ReleaseFile().path(file.path()).version(file.version());
      if (!file.sheet().isEmpty()) {
        return message.sheet(file.sheet());
      }
      byte[] statement = new byte[file.statement().remaining()];
      file.statement().duplicate().get(statement);
      return message.statement(statement);
    }

    @Override
    public int size() {
      return files.size();
    }
  }
}
