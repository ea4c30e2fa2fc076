package io.bytebase4j.gitops.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program of another process: opens a journal, says so, and writes as many steps as each line
 * of its input says. Says "done" or the name of the exception.
 */
final class JournalProcess {
  private JournalProcess() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    GitOpsJournal journal = GitOpsJournal.ofFile(Path.of(args[0]));
    out.println("open");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(write(journal, Integer.parseInt(line)));
    }
  }

  private static String write(GitOpsJournal journal, int steps) {
    try {
      for (int i = 0; i < steps; i++) {
        journal.begin(StepKind.STAGE, Map.of("stage", "s" + i % 7)).done();
      }
      return "done";
    } catch (JournalException e) {
      return e.getClass().getSimpleName();
    }
  }
}
