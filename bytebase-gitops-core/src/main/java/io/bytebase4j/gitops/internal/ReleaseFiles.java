package io.bytebase4j.gitops.internal;

import io.bytebase4j.client.model.ReleaseFile;
import io.bytebase4j.gitops.internal.ServerDialect.FileData;
import java.util.AbstractList;
import java.util.List;

/**
 * Files as a request holds them, each made when it is written: so the statements of all files are
 * never in memory a second time.
 */
final class ReleaseFiles extends AbstractList<ReleaseFile> {
  private final List<FileData> files;

  ReleaseFiles(List<FileData> files) {
    this.files = files;
  }

  @Override
  public ReleaseFile get(int index) {
    FileData file = files.get(index);
    byte[] statement = new byte[file.statement().remaining()];
    file.statement().duplicate().get(statement);
    return new ReleaseFile().path(file.path()).version(file.version()).statement(statement);
  }

  @Override
  public int size() {
    return files.size();
  }
}
