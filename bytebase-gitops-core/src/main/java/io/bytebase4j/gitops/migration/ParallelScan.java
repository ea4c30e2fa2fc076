package io.bytebase4j.gitops.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads many files at once, on threads that end with the scan. */
final class ParallelScan {
  /** So few are read sooner than threads are started. */
  private static final int FEW = 64;

  private static final int CHUNK = 256;

  private ParallelScan() {}

  /**
   * Reads files.
   *
   * @param root named if the scan is interrupted
   * @param files the files
   * @param threads how many are read at once
   * @param scan reads one
   * @return the results, in the order of the files
   * @throws ScanInterruptedException if the thread is interrupted
   */
  static List<FileScan.Result> scan(
      Path root, List<FileWalk.Found> files, int threads, FileScan scan) {
    if (files.size() <= FEW || threads == 1) {
      return onThisThread(root, files, scan);
    }
    List<Callable<List<FileScan.Result>>> chunks = new ArrayList<>();
    for (int from = 0; from < files.size(); from += CHUNK) {
      List<FileWalk.Found> chunk = files.subList(from, Math.min(from + CHUNK, files.size()));
      chunks.add(() -> chunk.stream().map(scan::scan).toList());
    }
    ExecutorService readers =
        Executors.newFixedThreadPool(
            Math.min(threads, chunks.size()),
            task -> {
              Thread thread = new Thread(task, "bytebase4j-scan");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<FileScan.Result> results = new ArrayList<>(files.size());
      for (Future<List<FileScan.Result>> chunk : readers.invokeAll(chunks)) {
        results.addAll(chunk.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScanInterruptedException(root, files.size(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a file gives findings, not exceptions", e);
    } finally {
      readers.shutdownNow();
    }
  }

  private static List<FileScan.Result> onThisThread(
      Path root, List<FileWalk.Found> files, FileScan scan) {
    List<FileScan.Result> results = new ArrayList<>(files.size());
    for (FileWalk.Found file : files) {
      requireNoInterrupt(root, files.size());
      results.add(scan.scan(file));
    }
    // An interrupt closes the file that is read, which must not look like one that can't be.
    requireNoInterrupt(root, files.size());
    return results;
  }

  /**
   * Ends the scan if this thread is interrupted.
   *
   * @param root where files are read
   * @param files how many
   * @throws ScanInterruptedException if it is; the flag is not cleared, so that whoever catches
   *     what is thrown sees it as it was
   */
  static void requireNoInterrupt(Path root, int files) {
    if (Thread.currentThread().isInterrupted()) {
      throw new ScanInterruptedException(root, files, new InterruptedException());
    }
  }
}
