package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each order becomes one conversion, one commission per rule and one balance, whatever goes wrong. A
/// failing life is replayed with `-Dlife.seed=N -Dlife.seeds=1` in surefire.args.
final class OrderLifeTest {
    private static final int SEEDS = Integer.getInteger("life.seeds", 200);
    /// So many of them on DynamoDB Local.
    private static final int ON_A_SERVER = Math.min(SEEDS, 8);

    private static final long FIRST = Long.getLong("life.seed", 1);
    private static final int ORDERS = 50;

    private final TableFaults faults = new TableFaults();

    @Test
    void invariantsHold_whateverGoesWrong() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Table table = InMemoryDynamo.create();
            Table faulty = InMemoryDynamo.connect(table, faults);
            assertThat(wrong(seed, new OrderLife.Tables(table, faulty)))
                    .as("seed " + seed)
                    .isEmpty();
        }
        System.out.println("order life: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", " + ORDERS
                + " orders each, faults " + faults.fired());
        if (SEEDS >= 20) {
            assertThat(faults.fired()).as("every fault fired").containsOnlyKeys(Fault.OF_ORDERS);
        }
    }

    @Test
    void invariantsHold_onTheServerToo() {
        for (long seed = FIRST; seed < FIRST + ON_A_SERVER; seed++) {
            EmbeddedTable embedded = EmbeddedTable.create();
            OrderLife.Tables tables =
                    new OrderLife.Tables(embedded.connect(), embedded.connect(faults.interceptor()));
            assertThat(wrong(seed, tables)).as("seed " + seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void plantedMistake_isNoticed(OrderMistake mistake) {
        // Always the same lives, so that a mistake is found each time or never.
        for (long seed = 1; seed <= 12; seed++) {
            String wrong = OrderTrial.wrong(seed, 25, mistake.name());
            if (!wrong.isEmpty()) {
                System.out.println("order life: " + mistake + " noticed by seed " + seed + ": "
                        + wrong.lines().findFirst().orElse(""));
                return;
            }
        }
        assertThat(mistake).as("12 lives noticed nothing").isNull();
    }

    private String wrong(long seed, OrderLife.Tables tables) {
        return OrderTrial.wrong(seed, ORDERS, OrderMistake.NONE, faults, tables);
    }
}
