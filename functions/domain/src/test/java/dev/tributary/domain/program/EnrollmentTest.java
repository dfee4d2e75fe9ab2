package dev.tributary.domain.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollmentTest {
    private static final Instant T1 = Instant.parse("2026-11-01T00:00:00Z");

    private static final Enrollment APPLIED = new Enrollment(
            new ProgramId(1),
            new AffiliateId(2),
            List.of(new Enrollment.Change(EnrollmentState.APPLIED, T1)),
            Optional.empty());

    @Test
    void stateAt_isTheOneThatHeld() {
        Enrollment paused = APPLIED.with(EnrollmentState.APPROVED, T1.plusSeconds(10))
                .with(EnrollmentState.PAUSED, T1.plusSeconds(20))
                .with(EnrollmentState.APPROVED, T1.plusSeconds(30));
        assertThat(paused.stateAt(T1.minusSeconds(1))).isEqualTo(EnrollmentState.APPLIED);
        assertThat(paused.stateAt(T1.plusSeconds(9))).isEqualTo(EnrollmentState.APPLIED);
        assertThat(paused.stateAt(T1.plusSeconds(10))).isEqualTo(EnrollmentState.APPROVED);
        assertThat(paused.stateAt(T1.plusSeconds(20))).isEqualTo(EnrollmentState.PAUSED);
        assertThat(paused.stateAt(T1.plusSeconds(99))).isEqualTo(EnrollmentState.APPROVED);
    }

    @Test
    void history_outOfOrder_isRefused() {
        assertThatThrownBy(() -> APPLIED.with(EnrollmentState.APPROVED, T1.minusSeconds(1)))
                .hasMessageContaining("order of time");
    }

    @Test
    void links_leadForThoseWhoOnceWereApproved() {
        List<EnrollmentState> lead = java.util.Arrays.stream(EnrollmentState.values())
                .filter(EnrollmentState::linksLead)
                .toList();
        assertThat(lead).containsExactly(EnrollmentState.APPROVED, EnrollmentState.PAUSED, EnrollmentState.ENDED);
    }
}
