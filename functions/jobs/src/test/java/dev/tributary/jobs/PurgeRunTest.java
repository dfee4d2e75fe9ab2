package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoPurges;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What goes and what stays, by the keys of docs/table.md; and a purge that is cut off, or done by two. That the
/// functions' own items have these keys, PurgeMachineTest shows.
final class PurgeRunTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final ProgramId TEST = ProgramId.of(Mode.TEST, 7);
    private static final ProgramId OTHER_TEST = ProgramId.of(Mode.TEST, 70);
    private static final ProgramId LIVE = new ProgramId(7);

    /// Key, sort key, place in the index; `$` is the program, and with it what is another's has other ids.
    private static final List<String> GOES = List.of(
            "P#$ | C#ANNA10 |",
            "N#$ | aff_1 | F#aff_1",
            "L#code$ | - | N#$",
            "O#$#A-1 | sale | P#$#202611",
            "O#$#A-2 | refund |",
            "A#$#aff_1#EUR | - |",
            "A#$#aff_1#EUR | E#000000000001 | P#$#K",
            "B#$#c#77 | - |",
            "V#$#abc | - |",
            "C#$#29923201#0 | uuid |",
            "Q#$ | S29923201#0 |",
            "S#$#498170 | M29923201#0#0 |",
            "W#$ | board#2026-11 |",
            "W#$ | CLICKS |",
            "J#adj$ | - | P#$#J",
            "Z#adj$ | - | P#$#W",
            "Y#sub$ | - | P#$#Y",
            "Y#thr$ | - | P#$#T",
            "Y#thr$ | MESSAGE#00001 |",
            "Y#thr$ | PARTY | F#aff_1",
            "R#run$ | - | P#$#R",
            "R#run$#1#0 | aff_1 |",
            "R#run$#2#0 | FILE#1 |",
            "E#exp$ | - | P#$#E",
            "E#exp$ | PIECE#000001 |",
            "G#btt$ | - | P#$#G",
            "G#btt$ | aff_1 |");
    private static final List<String> STAYS = List.of(
            "P#$ | - | M#mer_1",
            "P#$ | T#1 |",
            "P#$ | POSTBACK |",
            "P#$ | PAYOUT |",
            "W#$ | - |",
            "F#aff$ | - |",
            "I#hash$ | - | I#mer_1",
            "M#mer$ | - |",
            "U#mer$ | 2026 |",
            "H#whk$ | evt_1 |");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoPurges purges = new DynamoPurges(table);
    private final PurgeWork work = new PurgeWork(purges, Clock.fixed(NOW.plusSeconds(9), ZoneOffset.UTC));

    PurgeRunTest() {
        for (ProgramId program : List.of(TEST, OTHER_TEST, LIVE)) {
            GOES.forEach(line -> put(line, program));
            STAYS.forEach(line -> put(line, program));
            // A link's id has an item of its own.
            put("D#" + linkId(program) + " | - |", program);
        }
    }

    @Test
    void purge_deletesWhatBelongsToItsProgram_andNothingElse() {
        Set<String> expected = expected();
        start(TEST);
        assertThat(purges.due(NOW.plusSeconds(1), Optional.empty()).items()).containsExactly(TEST);
        work.run(TEST, () -> false);
        assertThat(keys()).isEqualTo(expected);
        Purge done = purges.find(TEST).orElseThrow().value();
        assertThat(done.isRunning()).isFalse();
        assertThat(done.deleted()).isEqualTo(GOES.size() + 1);
        assertThat(done.doneAt()).contains(NOW.plusSeconds(9));
        assertThat(purges.due(NOW.plusSeconds(99), Optional.empty()).items()).isEmpty();
        work.run(TEST, () -> false);
        assertThat(purges.find(TEST).orElseThrow().value()).isEqualTo(done);
    }

    /// Cut off after each part; and the parts are small.
    @Test
    void purgeThatIsCutOff_isGoneOnWith() {
        for (int i = 0; i < 800; i++) {
            put("O#$#B-" + i + " | sale |", i % 2 == 0 ? TEST : LIVE);
        }
        Set<String> expected = expected();
        start(TEST);
        int calls = 0;
        while (purges.find(TEST).orElseThrow().value().isRunning()) {
            AtomicInteger asked = new AtomicInteger();
            work.run(TEST, () -> asked.getAndIncrement() > 0);
            calls++;
            assertThat(calls).isLessThan(50);
        }
        assertThat(calls).isGreaterThan(2);
        assertThat(keys()).isEqualTo(expected);
    }

    /// Of two at once each sweeps, and one of them finds that the other was there.
    @Test
    void twoAtOnce_endWithTheSame() {
        Set<String> expected = expected();
        start(TEST);
        Versioned<Purge> read = purges.find(TEST).orElseThrow();
        Purges.Swept late = purges.sweep(read.value(), purges.heads(TEST));
        work.run(TEST, () -> false);
        Purge overtaken = read.value().swept(late.deleted(), late.next(), NOW);
        assertThat(purges.replace(read.with(overtaken)).getClass().getSimpleName())
                .isEqualTo("Stale");
        assertThat(keys()).isEqualTo(expected);
        assertThat(purges.find(TEST).orElseThrow().value().isRunning()).isFalse();
    }

    /// Heads are gone on by: a crash in the first pass leaves them.
    @Test
    void crashInTheFirstPass_leavesNothingBelowAThingThatIsGone() {
        start(TEST);
        purges.sweep(purges.find(TEST).orElseThrow().value(), purges.heads(TEST));
        assertThat(keys()).contains("Y#thr" + TEST + " | -", "R#run" + TEST + " | -");
        work.run(TEST, () -> false);
        assertThat(keys().stream().filter(key -> key.contains("thr" + TEST) || key.contains("run" + TEST)))
                .isEmpty();
    }

    @Test
    void liveProgram_hasNoPurge() {
        assertThatThrownBy(() -> Purge.start(LIVE, NOW)).hasMessageContaining("live");
        Set<String> before = keys();
        work.run(LIVE, () -> false);
        work.run(TEST, () -> false);
        assertThat(keys()).isEqualTo(before);
    }

    private void start(ProgramId program) {
        Purge purge = Purge.start(program, NOW);
        put("P#$ | PURGE |", program);
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("P#" + program),
                "sk", AttributeValue.fromS("PURGE"),
                "version", AttributeValue.fromN("1"),
                "phase", AttributeValue.fromS(purge.phase().text()),
                "deleted", AttributeValue.fromN("0"),
                "requested_at", AttributeValue.fromS(NOW.toString()),
                "gsi2pk", AttributeValue.fromS("purge#0"),
                "gsi2sk", AttributeValue.fromS(NOW + "#P#" + program + "#PURGE")));
        table.client().putItem(request -> request.tableName(table.name()).item(item));
    }

    /// All but what goes, and the purge itself.
    private Set<String> expected() {
        Set<String> expected = new TreeSet<>(keys());
        expected.removeIf(key -> key.startsWith("O#" + TEST) || key.equals("D#" + linkId(TEST) + " | -"));
        GOES.forEach(line -> {
            String[] cells = line.replace("$", TEST.toString()).split(" \\|", -1);
            expected.remove(cells[0] + " | " + cells[1].strip());
        });
        expected.add("P#" + TEST + " | PURGE");
        return expected;
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        table.client()
                .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                .items()
                .forEach(item -> keys.add(text(item, "pk") + " | " + text(item, "sk")));
        return keys;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private static String linkId(ProgramId program) {
        return "lnk_" + program.toString().substring("prg_".length());
    }

    private void put(String line, ProgramId program) {
        String[] cells = line.replace("$", program.toString()).split(" \\|", -1);
        Map<String, AttributeValue> item = new HashMap<>(
                Map.of("pk", AttributeValue.fromS(cells[0]), "sk", AttributeValue.fromS(cells[1].strip())));
        if (cells.length > 2 && !cells[2].isBlank()) {
            item.put("gsi1pk", AttributeValue.fromS(cells[2].strip()));
            item.put("gsi1sk", AttributeValue.fromS(cells[0]));
        }
        if (cells[0].startsWith("L#")) {
            item.putAll(Map.of(
                    "id", AttributeValue.fromS(linkId(program)),
                    "code", AttributeValue.fromS("code" + program),
                    "program", AttributeValue.fromS(program.toString()),
                    "affiliate", AttributeValue.fromS("aff_0000000000001"),
                    "destination", AttributeValue.fromS("https://shop.example/"),
                    "enabled", AttributeValue.fromBool(true)));
        }
        table.client().putItem(request -> request.tableName(table.name()).item(item));
    }
}
