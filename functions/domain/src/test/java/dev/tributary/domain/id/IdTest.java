package dev.tributary.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    @Test
    void everyId_hasOneText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ProgramId id = new ProgramId(random.nextLong());
            assertThat(ProgramId.parse(id.toString())).as("seed %d", seed).contains(id);
        }
        assertThat(new ProgramId(0)).hasToString("prg_0000000000000");
        assertThat(new ProgramId(-1)).hasToString("prg_fzzzzzzzzzzzz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prg_",
                "aff_0000000000000",
                "prg_000000000000",
                "prg_00000000000000",
                "prg_g000000000000",
                "prg_000000000000U",
                "prg_000000000000u",
                "prg_000000000000O",
                "PRG_0000000000000",
                "prg_00000000000é0",
                " prg_000000000000"
            })
    void otherTexts_areNoId(String text) {
        assertThat(ProgramId.parse(text)).isEmpty();
        assertThatThrownBy(() -> ProgramId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".a", "a/b", "a b", "é", "a\u0000", "a%2f", "#"})
    void otherTexts_areNoLinkCode(String text) {
        assertThat(LinkCode.parse(text)).isEmpty();
    }

    @Test
    void linkCode_keepsItsCaseAndItsLength() {
        assertThat(LinkCode.parse("a.B-c_9")).map(LinkCode::text).contains("a.B-c_9");
        assertThat(LinkCode.parse("a".repeat(64))).isPresent();
        assertThat(LinkCode.parse("a".repeat(65))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "L", "lv", "LVA", "L1", "ÀB"})
    void otherTexts_areNoCountry(String text) {
        assertThat(CountryCode.parse(text)).isEmpty();
    }
}
