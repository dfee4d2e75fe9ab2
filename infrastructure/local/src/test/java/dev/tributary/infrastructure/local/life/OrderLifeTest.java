package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each order becomes one conversion, one commission per rule and one balance, whatever goes wrong. A
/// failing life is replayed with `-Dlife.seed=N -Dlife.seeds=1` in surefire.args.
final class OrderLifeTest {
    private static final int SEEDS = Integer.getInteger("life.seeds", 40);
    private static final long FIRST = Long.getLong("life.seed", new Random().nextInt(1_000_000));
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
            EmbeddedTable embedded = EmbeddedTable.create();
            try (Lives lives = new Lives(embedded.connect(), embedded.connect(faults), EmbeddedTable.create().connect())) {
                OrderLife life = new OrderLife(seed, lives.faulty(), faults, ORDERS);
                assertThat(life.run()).as("seed " + seed).isEmpty();
                Snapshot snapshot = snapshot(lives.plain());
                assertThat(Invariants.broken(snapshot, life.accepted())).as("seed " + seed).isEmpty();

                new OrderLife(seed, lives.peaceful(), new TableFaults(), ORDERS).runInPeace();
                assertThat(outcomes(snapshot)).as("seed " + seed).isEqualTo(outcomes(snapshot(lives.peaceful())));
            }
        }
        standard.println("order life: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", " + ORDERS
                + " orders each, faults " + faults.fired());
        if (SEEDS >= 20) {
            assertThat(faults.fired()).as("every fault fired").containsOnlyKeys(Fault.OF_ORDERS);
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
        Map<String, String> outcomes = Invariants.outcomes(snapshot);
        outcomes.keySet().removeIf(order -> order.contains("#" + OrderCalls.QUARREL));
        return outcomes;
    }
}
