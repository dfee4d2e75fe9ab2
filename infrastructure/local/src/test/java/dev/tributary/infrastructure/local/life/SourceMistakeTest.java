package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A mistake in any of the rules turns a life red.
final class SourceMistakeTest {
    private static final int LIVES = 12;
    private static final int ORDERS = 16;
    /// While one is being planted: its name, or a pattern of some.
    private static final String ASKED = System.getProperty("life.mistakes", ".*");

    @ParameterizedTest
    @EnumSource
    void plantedMistake_isNoticed(SourceMistake mistake) throws Exception {
        assumeTrue(mistake.name().matches(ASKED), "others are asked for");
        Method trial = trial(Variant.of(mistake.type(), mistake.source()));
        for (long seed = 1; seed <= LIVES; seed++) {
            String wrong =
                    (String) trial.invoke(null, seed, ORDERS, mistake.beside().name());
            if (!wrong.isEmpty()) {
                System.out.println("order life: " + mistake + " noticed by seed " + seed + ": "
                        + wrong.lines().findFirst().orElse(""));
                return;
            }
        }
        assertThat(mistake).as(LIVES + " lives noticed nothing").isNull();
    }

    /// What is noticed is the mistake, not how it is planted.
    @Test
    void theSameSourceWithoutAMistake_livesWell() throws Exception {
        SourceMistake any = SourceMistake.WRONG_ROUNDING;
        Method trial = trial(Variant.of(any.type(), any.right()));
        assertThat(trial.invoke(null, 1L, ORDERS, OrderMistake.NONE.name())).isEqualTo("");
    }

    private static Method trial(Variant variant) throws ReflectiveOperationException {
        return variant.loadClass(OrderTrial.class.getName()).getMethod("wrong", long.class, int.class, String.class);
    }
}
