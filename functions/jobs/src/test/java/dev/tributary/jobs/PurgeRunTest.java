package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.PurgeDay;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoPurges;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final MerchantId MERCHANT = MerchantId.of("mer_0000000000001");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoPurges purges = new DynamoPurges(table);
    private Instant now = NOW.plusSeconds(9);
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final PurgeWork work = new PurgeWork(purges, clock);

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
        assertThat(purges.running(MERCHANT, PageRequest.first(9)).items())
                .extracting(Purge::program)
                .containsExactly(TEST);
        work.run(TEST, () -> false);
        assertThat(keys()).isEqualTo(expected);
        Purge done = purges.find(TEST).orElseThrow().value();
        assertThat(done.isRunning()).isFalse();
        assertThat(done.progress().deleted()).isEqualTo(GOES.size() + 1);
        assertThat(purges.running(MERCHANT, PageRequest.first(9)).items()).isEmpty();
        assertThat(done.progress().doneAt()).contains(NOW.plusSeconds(9));
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
            work.run(TEST, () -> asked.getAndIncrement() > 1);
            calls++;
            assertThat(calls).isLessThan(50);
        }
        assertThat(calls).isGreaterThan(2);
        assertThat(keys()).isEqualTo(expected);
    }

    /// More heads than one worker knows at once, and a crash at each of the steps: before it, and after it.
    @Test
    void manyHeads_goInWindows_andACrashAtAnyStepLosesNothing() {
        for (ProgramId program : List.of(TEST, OTHER_TEST, LIVE)) {
            for (int i = 0; i < 9; i++) {
                int number = i;
                Stream.of(
                                "Y#thr%d$ | - | P#$#T",
                                "Y#thr%d$ | MESSAGE#00001 |", "R#run%d$ | - | P#$#R", "R#run%d$#1#0 | aff_1 |")
                        .forEach(line -> put(line.replace("%d", number + "x"), program));
            }
        }
        Set<String> expected = expected();
        start(TEST);
        DynamoPurges small = new DynamoPurges(table, new DynamoPurges.Sizes(40, 4));
        int crashes = 0;
        while (purges.find(TEST).orElseThrow().value().isRunning()) {
            AtomicInteger steps = new AtomicInteger();
            int last = 2 + crashes % 5;
            PurgeWork crashing = new PurgeWork(
                    new Steps(small, () -> {
                        if (steps.incrementAndGet() == last) {
                            throw new UncheckedIOException(new IOException("cut off"));
                        }
                    }),
                    clock);
            try {
                crashing.run(TEST, () -> false);
            } catch (UncheckedIOException cut) {
                crashes++;
            }
            assertThat(heldBelow(TEST)).as("without its head").isSubsetOf(heads(TEST));
            now = now.plus(Purge.LEASE);
            assertThat(crashes).isLessThan(500);
        }
        assertThat(crashes).isGreaterThan(20);
        assertThat(keys()).isEqualTo(expected);
    }

    /// A window that was closed and has too many of a sudden is closed again, and passed over from its beginning.
    @Test
    void headsThatComeIn_areStillFound() {
        Set<String> expected = expected();
        start(TEST);
        DynamoPurges small = new DynamoPurges(table, new DynamoPurges.Sizes(40, 2));
        AtomicInteger asked = new AtomicInteger();
        new PurgeWork(small, clock).run(TEST, () -> asked.getAndIncrement() > 2);
        Purge.Window window = purges.find(TEST).orElseThrow().value().progress().window();
        assertThat(window.until().orElseThrow()).startsWith("P#" + TEST + "#");
        for (int i = 0; i < 5; i++) {
            put("Y#dsp" + i + "$ | - | P#$#D", TEST);
            put("Y#dsp" + i + "$ | PARTY |", TEST);
        }
        assertThat(small.heads(TEST, window).more()).isPresent();
        new PurgeWork(small, clock).run(TEST, () -> false);
        assertThat(keys()).isEqualTo(expected);
    }

    /// Who comes while another is at it does nothing; who was too slow finds that another was there, and stops.
    @Test
    void twoAtOnce_areOne() {
        Set<String> expected = expected();
        start(TEST);
        AtomicInteger steps = new AtomicInteger();
        List<Set<String>> seen = new ArrayList<>();
        Steps during = new Steps(purges, () -> {
            if (steps.incrementAndGet() == 3) {
                Set<String> before = keys();
                work.run(TEST, () -> false);
                assertThat(keys()).isEqualTo(before);
                now = now.plus(Purge.LEASE);
                work.run(TEST, () -> false);
                seen.add(keys());
            }
        });
        new PurgeWork(during, clock).run(TEST, () -> false);
        assertThat(seen).containsExactly(expected);
        assertThat(keys()).isEqualTo(expected);
        assertThat(purges.find(TEST).orElseThrow().value().isRunning()).isFalse();
        assertThat(steps).hasValue(5);
    }

    /// Heads are gone on by: a crash in the first pass leaves them.
    @Test
    void crashInTheFirstPass_leavesNothingBelowAThingThatIsGone() {
        start(TEST);
        Purge started = purges.find(TEST).orElseThrow().value();
        purges.sweep(started, purges.heads(TEST, started.progress().window()).places());
        assertThat(keys()).contains("Y#thr" + TEST + " | -", "R#run" + TEST + " | -");
        work.run(TEST, () -> false);
        assertThat(keys().stream().filter(key -> key.contains("thr" + TEST) || key.contains("run" + TEST)))
                .isEmpty();
    }

    @Test
    void liveProgram_hasNoPurge() {
        assertThatThrownBy(() -> Purge.start(LIVE, MERCHANT, NOW)).hasMessageContaining("live");
        Set<String> before = keys();
        work.run(LIVE, () -> false);
        work.run(TEST, () -> false);
        assertThat(keys()).isEqualTo(before);
    }

    private void start(ProgramId program) {
        Purge purge = Purge.start(program, MERCHANT, NOW);
        put("P#$ | PURGE |", program);
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("P#" + program),
                "sk", AttributeValue.fromS("PURGE"),
                "version", AttributeValue.fromN("1"),
                "merchant", AttributeValue.fromS(MERCHANT.toString()),
                "phase", AttributeValue.fromS(purge.progress().phase().text()),
                "deleted", AttributeValue.fromN("0"),
                "requested_at", AttributeValue.fromS(NOW.toString()),
                "due", AttributeValue.fromS(NOW.toString())));
        item.put("gsi1pk", AttributeValue.fromS("M#" + MERCHANT));
        item.put("gsi1sk", AttributeValue.fromS("PURGE#" + program));
        item.put("gsi2pk", AttributeValue.fromS("purge#0"));
        item.put("gsi2sk", AttributeValue.fromS(NOW + "#P#" + program + "#PURGE"));
        table.client().putItem(request -> request.tableName(table.name()).item(item));
    }

    /// All but what goes, and the purge itself.
    private Set<String> expected() {
        Set<String> expected = new TreeSet<>(keys());
        expected.removeIf(key ->
                key.startsWith("O#" + TEST) || key.contains("x" + TEST) || key.equals("D#" + linkId(TEST) + " | -"));
        GOES.forEach(line -> {
            String[] cells = line.replace("$", TEST.toString()).split(" \\|", -1);
            expected.remove(cells[0] + " | " + cells[1].strip());
        });
        expected.add("P#" + TEST + " | PURGE");
        return expected;
    }

    /// The heads below which something stands.
    private Set<String> heldBelow(ProgramId program) {
        return keys().stream()
                .filter(key -> key.contains("x" + program) && !key.endsWith(" | -"))
                .map(key -> key.split("#", 3)[0] + "#" + key.split("[# ]", 3)[1])
                .collect(Collectors.toSet());
    }

    private Set<String> heads(ProgramId program) {
        return keys().stream()
                .filter(key -> key.contains("x" + program) && key.endsWith(" | -"))
                .map(key -> key.substring(0, key.length() - " | -".length()))
                .collect(Collectors.toSet());
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

    /// Something happens before each step, and after it.
    private record Steps(Purges purges, Runnable each) implements Purges {
        @Override
        public Optional<Versioned<Purge>> find(ProgramId program) {
            return purges.find(program);
        }

        @Override
        public Page<Purge> running(MerchantId merchant, PageRequest page) {
            return purges.running(merchant, page);
        }

        @Override
        public PurgeDay day(MerchantId merchant) {
            return purges.day(merchant);
        }

        @Override
        public Replacement replace(Versioned<Purge> purge) {
            each.run();
            Replacement replaced = purges.replace(purge);
            each.run();
            return replaced;
        }

        @Override
        public Page<ProgramId> due(Instant now, Optional<String> from) {
            return purges.due(now, from);
        }

        @Override
        public Heads heads(ProgramId program, Purge.Window window) {
            return purges.heads(program, window);
        }

        @Override
        public Swept sweep(Purge purge, Set<String> heads) {
            Swept swept = purges.sweep(purge, heads);
            each.run();
            return swept;
        }
    }
}
