package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each order becomes one conversion, one commission per rule and one balance, whatever goes wrong. A
/// failing life is replayed with `-Dlife.seed=N -Dlife.seeds=1` in surefire.args.
final class OrderLifeTest {
    private static final int SEEDS = Integer.getInteger("life.seeds", 20);
    private static final long FIRST = Long.getLong("life.seed", 1);
    private static final int ORDERS = 55;

    private final PrintStream standard = System.out;
    private final TableFaults faults = new TableFaults();

    /// The function logs each of the failures that are made here.
    @BeforeEach
    void silenceLog() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void restoreLog() {
        System.setOut(standard);
    }

    @Test
    void invariantsHold_whateverGoesWrong() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            assertThat(wrong(seed, ORDERS, OrderMistake.NONE))
                    .as("seed " + seed)
                    .isEmpty();
        }
        standard.println("order life: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", " + ORDERS
                + " orders each, faults " + faults.fired());
        if (SEEDS >= 20) {
            assertThat(faults.fired()).as("every fault fired").containsOnlyKeys(Fault.OF_ORDERS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void plantedMistake_isNoticed(OrderMistake mistake) {
        // Always the same lives, so that a mistake is found each time or never.
        for (long seed = 1; seed <= 12; seed++) {
            String wrong = wrong(seed, 25, mistake);
            if (!wrong.isEmpty()) {
                standard.println("order life: " + mistake + " noticed by seed " + seed + ": "
                        + wrong.lines().findFirst().orElse(""));
                return;
            }
        }
        assertThat(mistake).as("12 lives noticed nothing").isNull();
    }

    /// @return what is wrong with a life; empty when all is well
    private String wrong(long seed, int orders, OrderMistake mistake) {
        Table embedded = InMemoryDynamo.create();
        try (Lives lives = new Lives(
                embedded,
                InMemoryDynamo.connect(embedded, faults, mistake),
                InMemoryDynamo.create())) {
            OrderLife life = new OrderLife(seed, lives.faulty(), faults, orders, mistake);
            String queue = life.run();
            Snapshot snapshot = snapshot(lives.plain());
            List<String> broken = Invariants.broken(snapshot, life.accepted());
            if (!queue.isEmpty() || !broken.isEmpty()) {
                return String.join("\n", broken) + queue;
            }
            new OrderLife(seed, lives.peaceful(), new TableFaults(), orders, OrderMistake.NONE).runInPeace();
            Map<String, String> left = outcomes(snapshot);
            Map<String, String> inPeace = outcomes(snapshot(lives.peaceful()));
            Map<String, String> difference = new TreeMap<>(inPeace);
            difference.entrySet().removeAll(left.entrySet());
            left.entrySet().removeAll(inPeace.entrySet());
            return left.isEmpty() && difference.isEmpty() ? "" : "12 left " + left + "\nin peace " + difference;
        }
    }

    /// Clients of one seed.
    private record Lives(Table plain, Table faulty, Table peaceful) implements AutoCloseable {
        @Override
        public void close() {
            plain.client().close();
            faulty.client().close();
            peaceful.client().close();
        }
    }

    private static Snapshot snapshot(Table table) {
        return Snapshot.of(table.client(), table.name(), Packing::unpack);
    }

    /// Where the merchant contradicts himself, what came first counts.
    private static Map<String, String> outcomes(Snapshot snapshot) {
        Map<String, String> outcomes = Invariants.outcomes(snapshot, OrderLife.END);
        outcomes.keySet().removeIf(order -> order.contains("#" + OrderCalls.QUARREL));
        return outcomes;
    }
}
