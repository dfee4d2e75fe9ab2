package dev.tributary.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The mode of a program stands in its id, and nowhere else.
class ModeTest {
    @Test
    void idOfATestProgram_saysSo_andNoOther() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long bits = random.nextLong();
            ProgramId test = ProgramId.of(Mode.TEST, bits);
            assertThat(test.mode()).isEqualTo(Mode.TEST);
            assertThat(test.toString()).startsWith("prg_0test");
            assertThat(ProgramId.parse(test.toString())).contains(test);
            assertThat(ProgramId.of(Mode.TEST, bits ^ 1)).isNotEqualTo(test);
            assertThat(ProgramId.of(Mode.LIVE, bits).mode()).isEqualTo(Mode.LIVE);
        }
    }

    @Test
    void randomBitsThatLookLikeATestProgram_makeALiveOneAllTheSame() {
        long looking = ProgramId.of(Mode.TEST, 77).bits();
        ProgramId live = ProgramId.of(Mode.LIVE, looking);
        assertThat(live.mode()).isEqualTo(Mode.LIVE);
        assertThat(live.toString()).doesNotStartWith("prg_0test");
        assertThat(new ProgramId(1).mode()).isEqualTo(Mode.LIVE);
        assertThat(new ProgramId(-1).mode()).isEqualTo(Mode.LIVE);
    }
}
