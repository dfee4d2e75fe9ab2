package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A failing life is replayed with `-Dlife.seed=N -Dlife.seeds=1` in surefire.args.
final class ClickLifeTest {
    private static final int SEEDS = Integer.getInteger("life.seeds", 20);
    private static final long FIRST = Long.getLong("life.seed", 1);

    private final PrintStream standard = System.out;
    private final TableFaults faults = new TableFaults();

    /// The functions log each of the failures that are made here.
    @BeforeEach
    void silenceLog() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void restoreLog() {
        System.setOut(standard);
    }

    @Test
    void eachClick_isCountedOnce_whateverGoesWrong() {
        Table table = EmbeddedTable.create().connect(faults.interceptor());
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            String wrong = new ClickLife(seed, table, faults, Mistake.NONE).run();

            assertThat(wrong).as("seed " + seed).isEmpty();
        }
        standard.println("click life: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", faults " + faults.fired());
        if (SEEDS >= 20) {
            assertThat(faults.fired()).as("every fault fired").containsOnlyKeys(Fault.OF_CLICKS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void plantedMistake_isNoticed(Mistake mistake) {
        Table table = EmbeddedTable.create().connect(faults.interceptor());
        // Always the same lives, so that a mistake is found each time or never.
        for (long seed = 1; seed <= 30; seed++) {
            String wrong = new ClickLife(seed, table, faults, mistake).run();
            if (!wrong.isEmpty()) {
                standard.println("click life: " + mistake + " noticed by seed " + seed);
                return;
            }
        }
        assertThat(mistake).as("30 lives noticed nothing").isNull();
    }
}
