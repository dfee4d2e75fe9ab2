package dev.tributary.infrastructure.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.check.Happened;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each order becomes one conversion, one commission per rule and one balance, whatever goes wrong. A
/// failing life is replayed with `-Dlife.seed=N -Dlife.seeds=1` in surefire.args.
final class OrderLifeTest {
    private static final int SEEDS = Integer.getInteger("life.seeds", 200);
    /// So many of them, and smaller ones, on DynamoDB Local.
    private static final int ON_A_SERVER = Math.min(SEEDS, 10);

    private static final int ORDERS_ON_A_SERVER = 12;

    private static final int THREADS = 2;
    private static final long FIRST = Long.getLong("life.seed", 1);
    /// And twenty that are told of in turns.
    private static final int ORDERS = 30;

    private final Map<Fault, Integer> fired = new EnumMap<>(Fault.class);
    private final Map<String, Long> happened = new TreeMap<>();

    /// A minute of two cores that are its own; it may have to share them.
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void invariantsHold_whateverGoesWrong() throws Exception {
        List<Long> seeds = LongStream.range(FIRST, FIRST + SEEDS).boxed().toList();
        try (Logs logs = new Logs();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<String>> lives = threads.invokeAll(seeds.stream()
                    .map(seed -> (Callable<String>) () -> lived(seed, logs))
                    .toList());
            for (int life = 0; life < SEEDS; life++) {
                assertThat(lives.get(life).get()).as("seed " + seeds.get(life)).isEmpty();
            }
        }
        System.out.println("order life: seeds " + FIRST + " to " + (FIRST + SEEDS - 1) + ", " + ORDERS
                + " orders each and those of turns, faults " + fired + ", and happened " + happened);
        if (SEEDS >= 20) {
            assertThat(happened).as("everything happened").containsOnlyKeys(Happened.ALL);
            assertThat(fired).as("every fault fired").containsOnlyKeys(Fault.OF_ORDERS);
        }
    }

    @Test
    void invariantsHold_onTheServerToo() {
        try (Logs logs = new Logs()) {
            for (long seed = FIRST; seed < FIRST + ON_A_SERVER; seed++) {
                TableFaults faults = new TableFaults();
                EmbeddedTable embedded = EmbeddedTable.create();
                OrderLife.Tables tables =
                        new OrderLife.Tables(embedded.connect(), embedded.connect(faults.interceptor()));
                OrderTrial.Setting setting =
                        new OrderTrial.Setting(OrderMistake.NONE, faults, logs, OrderTrial.REWARDED_ON_A_SERVER_ONE_IN);
                assertThat(OrderTrial.wrong(seed, ORDERS_ON_A_SERVER, setting, tables))
                        .as("seed " + seed)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NONE", "GUARD_BY_MESSAGE_ID"},
            mode = EnumSource.Mode.EXCLUDE)
    void plantedMistake_isNoticed(OrderMistake mistake) {
        // Always the same lives, so that a mistake is found each time or never.
        for (long seed = 1; seed <= 40; seed++) {
            String wrong = OrderTrial.wrong(seed, 25, mistake.name());
            if (!wrong.isEmpty()) {
                System.out.println("order life: " + mistake + " noticed by seed " + seed + ": "
                        + wrong.lines().findFirst().orElse(""));
                return;
            }
        }
        assertThat(mistake).as("40 lives noticed nothing").isNull();
    }

    private String lived(long seed, Logs logs) {
        TableFaults faults = new TableFaults();
        Table table = InMemoryDynamo.create();
        OrderLife.Tables tables = new OrderLife.Tables(table, InMemoryDynamo.connect(table, faults));
        String wrong = OrderTrial.wrong(
                seed,
                ORDERS,
                new OrderTrial.Setting(OrderMistake.NONE, faults, logs, OrderTrial.REWARDED_ONE_IN),
                tables);
        Map<String, Long> own = Happened.in(tables.snapshot());
        synchronized (fired) {
            own.forEach((what, times) -> happened.merge(what, times, Long::sum));
            faults.fired().forEach((fault, times) -> fired.merge(fault, times, Integer::sum));
        }
        return wrong;
    }
}
