package io.bytebase4j.gitops.migration;

import static io.bytebase4j.gitops.migration.MigrationFinding.Code.BARE_CARRIAGE_RETURNS;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.BYTE_ORDER_MARK;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.EMPTY;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.GHOST_COMMENT;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.LARGE;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.LFS_POINTER;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NOT_UTF8;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.NUL_BYTES;
import static io.bytebase4j.gitops.migration.MigrationFinding.Code.UNKNOWN_MIGRATION_TYPE;

import io.bytebase4j.gitops.migration.MigrationFinding.Code;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks at what one file holds. Used once, by one thread. */
final class ContentCheck {
  /** From here on the server does not review a statement, and says so in a warning. */
  static final int REVIEWED_BYTES = 2 * 1024 * 1024;

  /** A head of comments is short; no more than this is looked at. */
  private static final int HEAD_BYTES = 8192;

  private static final int PIECE = 1024;

  private static final char MARK = '\uFEFF';

  private final String path;
  private final MigrationContent content;
  private final byte[] bytes;
  private final List<MigrationFinding> findings = new ArrayList<>();
  private boolean usable = true;
  private boolean ghost;

  ContentCheck(String path, MigrationContent content) {
    this.path = path;
    this.content = content;
    this.bytes = content.sharedBytes();
    run();
  }

  List<MigrationFinding> findings() {
    return findings;
  }

  /** Whether the server could take the file at all. */
  boolean usable() {
    return usable;
  }

  /** Whether the head of the file asks for gh-ost. */
  boolean ghost() {
    return ghost;
  }

  private void run() {
    if (!checkText()) {
      usable = false;
      return;
    }
    if (content.size() > REVIEWED_BYTES) {
      find(
          LARGE,
          0,
          "has %d bytes; the server reviews no file of more than %d: split it"
              .formatted(content.size(), REVIEWED_BYTES));
    }
    checkHead();
  }

  private boolean checkText() {
    // Most files are plain ASCII, and there are many: one look at each byte tells what to look at
    // more closely.
    boolean plain = true;
    boolean blank = true;
    boolean feeds = false;
    boolean returns = false;
    int nul = -1;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      plain &= b >= 0;
      blank &= b <= ' ' && Character.isWhitespace(b);
      feeds |= b == '\n';
      returns |= b == '\r';
      if (b == 0 && nul < 0) {
        nul = i;
      }
    }
    if (!plain) {
      int malformed = decode();
      if (malformed >= 0) {
        find(
            NOT_UTF8,
            lineOf(malformed),
            "is not UTF-8 text from here on: save it as UTF-8, or take it out of the folder");
        return false;
      }
      blank = content.text().codePoints().allMatch(ContentCheck::isBlank);
    }
    if (returns && !feeds) {
      find(
          BARE_CARRIAGE_RETURNS,
          0,
          "its lines end in carriage returns alone, so that the database takes all that follows two"
              + " dashes for a comment: save it with line feeds");
    } else if (returns) {
      findHidden();
    }
    if (nul >= 0) {
      find(
          NUL_BYTES,
          lineOf(nul),
          "holds NUL bytes, so it is no SQL text: take it out of the folder");
      return false;
    }
    if (content.isLfsPointer()) {
      find(
          LFS_POINTER,
          0,
          "is a pointer of Git LFS and not the SQL: check it out with LFS (git lfs pull)");
      return false;
    }
    if (blank) {
      find(EMPTY, 0, "is empty: write the change into it, or take it out of the folder");
      return false;
    }
    return true;
  }

  private static boolean isBlank(int character) {
    return character == MARK || Character.isWhitespace(character);
  }

  /** Where the text stops being UTF-8; negative if it does not. Tells of a byte order mark. */
  private int decode() {
    ByteBuffer in = content.buffer();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(PIECE);
    boolean first = true;
    CoderResult result;
    do {
      result = decoder.decode(in, out, true);
      out.flip();
      if (first && out.hasRemaining() && out.get(0) == MARK) {
        find(
            BYTE_ORDER_MARK,
            1,
            "begins with a byte order mark, which the database refuses: save it as UTF-8 without one");
      }
      first = false;
      out.clear();
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }

  private int lineOf(int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  // A line that begins as a comment and goes on behind a carriage return: what follows never runs.
  private void findHidden() {
    int line = 1;
    boolean begun = false;
    boolean comment = false;
    boolean hides = false;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        line++;
        begun = false;
        hides = false;
      } else if (hides && (b & 0xFF) > ' ') {
        find(
            BARE_CARRIAGE_RETURNS,
            line,
            "goes on behind a carriage return that ends no line, so that the database takes it for a"
                + " part of the comment: save it with line feeds");
        return;
      } else if (b == '\r') {
        hides |= begun && comment;
      } else if (!begun && (b & 0xFF) > ' ') {
        begun = true;
        comment = b == '-' && i + 1 < bytes.length && bytes[i + 1] == '-';
      }
    }
  }

  private void checkHead() {
    int begin = 0;
    while (begin < bytes.length && Character.isWhitespace(bytes[begin])) {
      begin++;
    }
    if (begin == bytes.length || bytes[begin] != '-') {
      return;
    }
    int end = Math.min(bytes.length, HEAD_BYTES);
    FileHead head = FileHead.parse(new String(bytes, 0, end, StandardCharsets.UTF_8));
    ghost = head.migrationType().equals("ghost");
    if (ghost && !head.ghostDirective()) {
      find(
          GHOST_COMMENT,
          head.line(),
          "asks for gh-ost as servers of 2025 read it; those of 2026 want the line -- gh-ost = {} and"
              + " run the file without gh-ost else: write both");
    } else if (head.line() > 0 && !ghost) {
      find(
          UNKNOWN_MIGRATION_TYPE,
          head.line(),
          "asks for a migration type that is not known; the one there is stands as -- migration-type: ghost");
    }
  }

  private void find(Code code, int line, String message) {
    findings.add(new MigrationFinding(code, code.severity(), path, line, message));
  }
}
