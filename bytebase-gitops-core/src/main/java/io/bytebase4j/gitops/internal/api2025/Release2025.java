package io.bytebase4j.gitops.internal.api2025;

import io.bytebase4j.client.ServerFeature;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.v202508.model.Release;
import io.bytebase4j.client.v202508.model.ReleaseFile;
import io.bytebase4j.client.v202508.model.ReleaseFileChangeType;
import io.bytebase4j.client.v202508.model.ReleaseFileType;
import io.bytebase4j.gitops.internal.FileData;
import java.util.AbstractList;
import java.util.List;

/**
 * Releases as requests hold them: each file with its type.
 *
 * @param server what the server knows
 */
record Release2025(ServerInfo server) {

  Release of(boolean declarative, List<FileData> files) {
    if (declarative) {
      server.require(ServerFeature.DECLARATIVE_RELEASE);
    }
    return new Release().files(new Files(server, declarative, files));
  }

  /** Each file is made when it is written: the statements of all are never in memory twice. */
  private static final class Files extends AbstractList<ReleaseFile> {
    private final boolean changeTypes;
    private final ReleaseFileType type;
    private final List<FileData> files;

    Files(ServerInfo server, boolean declarative, List<FileData> files) {
      this.changeTypes = server.has(ServerFeature.CHANGE_TYPE);
      this.type = declarative ? ReleaseFileType.DECLARATIVE : ReleaseFileType.VERSIONED;
      this.files = files;
    }

    @Override
    public ReleaseFile get(int index) {
      FileData file = files.get(index);
      ReleaseFile message = new ReleaseFile().path(file.path()).type(type).version(file.version());
      if (changeTypes) {
        message.changeType(ReleaseFileChangeType.of(file.changeType()));
      }
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
