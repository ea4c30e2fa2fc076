package io.bytebase4j.gitops.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorRequestTest {
  @Test
  void namesAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> DoctorRequest.of("hr"));
    DoctorRequest request = DoctorRequest.of("projects/hr");
    assertThatIllegalArgumentException().isThrownBy(() -> request.withTargets(List.of("app")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DoctorRequest.ofServer().withTargets(List.of("instances/test-pg/databases/app")))
        .withMessageContaining("name it, too");
  }

  @Test
  void timeIsMoreThanZero() {
    DoctorRequest request = DoctorRequest.of("projects/hr");

    assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(request.withTimeout(Duration.ofSeconds(5)).timeout()).hasSeconds(5);
    assertThatIllegalArgumentException().isThrownBy(() -> request.withTimeout(Duration.ZERO));
  }
}
