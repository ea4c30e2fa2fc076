package io.bytebase4j.gitops.migration;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FileHeadTest {

  @Test
  void isReadUntilTheFirstStatement() {
    assertThat(FileHead.parse("-- a note\n\n  --  Migration-Type :  GHOST \r\nALTER TABLE t;"))
        .isEqualTo(new FileHead("ghost", 3, false));
    assertThat(FileHead.parse("ALTER TABLE t;\n-- migration-type: ghost"))
        .isEqualTo(new FileHead("", 0, false));
    assertThat(FileHead.parse("-- migration-type: ghost\n-- migration-type: other"))
        .isEqualTo(new FileHead("ghost", 1, false));
  }

  @Test
  void theDirectiveOfNewerServersIsSeen() {
    assertThat(FileHead.parse("-- gh-ost = {\"max-load\":\"Threads_running=50\"} /*a*/\nALTER;"))
        .isEqualTo(new FileHead("", 0, true));
    assertThat(FileHead.parse("-- migration-type: ghost\n-- gh-ost = {}\nALTER;"))
        .isEqualTo(new FileHead("ghost", 1, true));
  }

  @Property
  void anyTextIsRead(@ForAll String text) {
    assertThat(FileHead.parse(text).line()).isNotNegative();
  }
}
