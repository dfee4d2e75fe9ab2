package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.click.ClickHandler;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.ClickResults;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.JobQueue;
import dev.tributary.domain.order.DueOrders;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.edge.ClickMessages;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.local.check.Clicks;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickReports;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoReferenceRates;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.jobs.BackTestWork;
import dev.tributary.jobs.DecisionsDueSearch;
import dev.tributary.jobs.FeeDecisions;
import dev.tributary.jobs.JobsDueSearch;
import dev.tributary.jobs.JobsHandler;
import dev.tributary.jobs.JobsScheduleHandler;
import dev.tributary.jobs.OrdersDueSearch;
import dev.tributary.jobs.RatesIntake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// One seeded life: clicks are made, delivered, rolled up and merged while things go wrong; then
/// everything is let run to its end, and the reports are read.
final class ClickLife {
    private static final Instant START = Instant.parse("2026-11-22T18:12:00Z");
    private static final List<ZoneId> ZONES =
            List.of(ZoneOffset.UTC, ZoneId.of("Asia/Kathmandu"), ZoneId.of("America/New_York"));
    private static final List<Fault> TABLE_FAULTS = List.of(
            Fault.CRASH_BEFORE,
            Fault.CRASH_AFTER,
            Fault.THROTTLED,
            Fault.REPLY_LOST,
            Fault.INTERLEAVED_ROLL_UP,
            Fault.INTERLEAVED_CLICKS);
    private static final int MAX_ROUNDS = 400;

    private final Random random;
    private final TableFaults faults;
    private final Mistake mistake;
    private final ProgramId program;
    private final ZoneId zone;
    private final FaultyQueue clicks;
    private final FaultyQueue jobs;
    private final ClickHandler click;
    private final JobsHandler job;
    private final JobsScheduleHandler schedule;
    private final ClickMarks marks;
    private final ClickReports reports;
    private final ClickChunks stored;
    private final Map<Long, TestClick> expected = new LinkedHashMap<>();
    private Instant now = START;

    /// @param table its calls pass through `faults`
    ClickLife(long seed, Table table, TableFaults faults, Mistake mistake) {
        random = new Random(seed);
        this.faults = faults;
        this.mistake = mistake;
        program = new ProgramId(random.nextLong());
        zone = ZONES.get(random.nextInt(ZONES.size()));
        clicks = new FaultyQueue(random, faults);
        jobs = new FaultyQueue(random, faults);
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        marks = new DynamoClickMarks(table, 2);
        stored = new DynamoClickChunks(table);
        ClickChunks chunks = mistake.chunks(stored, marks);
        ClickResults results = mistake.results(new DynamoClickResults(table));
        ClickMarks jobMarks = mistake.marks(marks, false);
        click = new ClickHandler(
                new ClickHandler.Ports(
                        chunks, mistake.marks(marks, true), new DynamoVisitorHistory(table), new DynamoPrograms(table)),
                clock);
        BackTestWork backTests = new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), clock);
        FeeDecisions fees = new FeeDecisions(FeeDecisions.Stores.of(table), clock);
        job = new JobsHandler(chunks, jobMarks, results, any -> zone, fees, backTests, clock);
        OrdersDueSearch noOrders = new OrdersDueSearch(
                (bucket, due, from) -> new DueOrders.Page(List.of(), Optional.empty()), messages -> {
                    throw new AssertionError("a life of clicks has no orders");
                });
        DecisionsDueSearch noDecisions =
                new DecisionsDueSearch((due, from) -> new DueDecisions.Found(List.of(), Optional.empty()), messages -> {
                    throw new AssertionError("a life of clicks has no decisions");
                });
        JobQueue queue = sent -> sent.forEach(one -> jobs.add(JobMessages.write(one)));
        schedule = new JobsScheduleHandler(
                marks,
                queue,
                new JobsScheduleHandler.Searches(
                        noOrders,
                        noDecisions,
                        new RatesIntake(Optional.empty(), new DynamoReferenceRates(table)),
                        JobsDueSearch.fees(new DynamoFeeSchedules(table), sent -> {
                            throw new AssertionError("a life of clicks has no fees");
                        }),
                        JobsDueSearch.backTests(new DynamoBackTests(table), queue),
                        JobsDueSearch.books(new DynamoBookExports(table), queue)),
                2,
                clock);
        reports = new DynamoClickReports(table);
    }

    /// @return what is wrong at the end; empty text when all is well
    String run() {
        List<List<TestClick>> messages = messages();
        List<List<TestClick>> late = messages.subList(0, 3);
        messages.subList(3, messages.size()).forEach(this::send);
        clicks.add("{\"type\":\"clicks\",\"v\":9}");
        sendTooLate();
        for (int step = 0; step < 16; step++) {
            step();
        }
        // Past the close of both hours, so that they are merged.
        now = now.plus(Duration.ofHours(2));
        boolean drained = drain();
        late.forEach(this::send);
        late.forEach(message -> faults.count(Fault.LATE));
        for (int step = 0; step < 5; step++) {
            step();
        }
        drained &= drain() && arriveDuringRollUp() && rollUpDuringArrival();
        if (!drained) {
            return "still due or waiting after " + MAX_ROUNDS + " rounds";
        }
        if (clicks.deadLetters().size() != 1 || !jobs.deadLetters().isEmpty()) {
            return "dead letters: clicks " + clicks.deadLetters() + ", jobs " + jobs.deadLetters();
        }
        return difference();
    }

    /// Clicks of a slice arrive between two calls of its roll-up, and nothing comes after them.
    private boolean arriveDuringRollUp() {
        TestClick first = newClick();
        send(List.of(first));
        clicks.deliver(1, false, this::handleClicks);
        send(List.of(newClick().withTime(first.time()).withShard(first.shard())));
        tick();
        faults.arm(Fault.INTERLEAVED_CLICKS, random.nextInt(6), () -> clicks.deliver(1, false, this::handleClicks));
        jobs.deliver(1, false, this::handleJobs);
        faults.disarm();
        return drain();
    }

    /// A roll-up runs between two calls of the click function, and nothing comes after it.
    private boolean rollUpDuringArrival() {
        send(List.of(newClick()));
        faults.arm(Fault.INTERLEAVED_ROLL_UP, random.nextInt(2), () -> {
            tick();
            jobs.deliver(10, false, this::handleJobs);
        });
        clicks.deliver(1, false, this::handleClicks);
        faults.disarm();
        return drain();
    }

    private List<List<TestClick>> messages() {
        List<List<TestClick>> messages = new ArrayList<>();
        List<TestClick> made = new ArrayList<>();
        for (int message = 0; message < 16; message++) {
            List<TestClick> content = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                // Sometimes a click that another message has as well.
                boolean again = !made.isEmpty() && random.nextInt(8) == 0;
                TestClick next = again ? made.get(random.nextInt(made.size())) : newClick();
                made.add(next);
                content.add(next);
            }
            messages.add(content);
        }
        return messages;
    }

    /// Two minutes on both sides of 18:15 UTC, where Kathmandu's day changes, and one an hour later.
    private TestClick newClick() {
        long minute = List.of(2L, 3L, 60L).get(random.nextInt(3));
        TestClick base = TestClick.of(program.bits(), random.nextLong())
                .withTime(START.plus(Duration.ofMinutes(minute)).plusMillis(random.nextInt(60) * 1_000L))
                .withLink(1 + random.nextInt(3))
                .withShard(random.nextInt(2))
                .withVisitor(1 + random.nextInt(6));
        if (random.nextInt(3) == 0) {
            List<ClickKind> kinds = List.of(ClickKind.BOT, ClickKind.PREVIEW, ClickKind.NOT_QUALIFIED);
            base = base.withKind(kinds.get(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            base = base.withSubs("s" + random.nextInt(4), "", "t" + random.nextInt(2));
        }
        return random.nextBoolean()
                ? base.withRest("blog", 7, random.nextBoolean() ? "LV" : "NP", Device.MOBILE)
                : base;
    }

    private void send(List<TestClick> content) {
        content.forEach(made -> expected.put(made.nonce(), made));
        clicks.add(ClickMessages.write(content.stream().map(TestClick::click).toList()));
    }

    private void sendTooLate() {
        TestClick old = newClick().withTime(START.minus(Duration.ofDays(81)));
        clicks.add(ClickMessages.write(List.of(old.click())));
        faults.count(Fault.TOO_LATE);
    }

    private void step() {
        now = now.plusSeconds(random.nextInt(240));
        int action = random.nextInt(5);
        if (random.nextInt(3) > 0) {
            Fault fault = TABLE_FAULTS.get(random.nextInt(TABLE_FAULTS.size()));
            faults.arm(fault, random.nextInt(8), () -> {
                if (fault == Fault.INTERLEAVED_CLICKS) {
                    clicks.deliver(4, true, this::handleClicks);
                } else {
                    tick();
                    jobs.deliver(10, true, this::handleJobs);
                }
            });
        }
        try {
            switch (action) {
                case 0, 1 -> clicks.deliver(1 + random.nextInt(4), true, this::handleClicks);
                case 2 -> tick();
                default -> jobs.deliver(1 + random.nextInt(3), true, this::handleJobs);
            }
        } catch (TableFaults.Crash | RuntimeException ofSchedule) {
            // A schedule that failed is tried again by its next run.
        }
        faults.disarm();
    }

    /// Without faults, until nothing is waiting or due.
    private boolean drain() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            clicks.deliver(10, false, this::handleClicks);
            jobs.deliver(10, false, this::handleJobs);
            if (clicks.isEmpty() && jobs.isEmpty()) {
                now = now.plusSeconds(60);
                tick();
                if (jobs.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void tick() {
        schedule.handleRequest(Map.of("job", "roll-up"), new NoContext());
    }

    private SQSBatchResponse handleClicks(SQSEvent event) {
        return mistake.handle(event, real -> click.handleRequest(real, new NoContext()));
    }

    private SQSBatchResponse handleJobs(SQSEvent event) {
        return job.handleRequest(event, new NoContext());
    }

    /// Answered is what was sent; at the end nothing waits.
    private Clicks everyClick() {
        Set<String> recorded = new HashSet<>();
        expected.values().stream()
                .map(made -> Slice.of(made.click().token()))
                .distinct()
                .forEach(slice -> stored.read(slice)
                        .forEach(click ->
                                recorded.add(Long.toString(click.token().nonce()))));
        Set<String> answered = new HashSet<>();
        expected.keySet().forEach(nonce -> answered.add(Long.toString(nonce)));
        Map<String, Long> totals = new TreeMap<>();
        LocalDate day = LocalDate.ofInstant(START, ZoneOffset.UTC);
        ExpectedCounts.addLines(
                reports.read(program, zone, day.minusDays(1), day.plusDays(2), Dimension.TOTAL),
                Dimension.TOTAL,
                totals);
        long counted = totals.values().stream().mapToLong(Long::longValue).sum();
        return new Clicks(answered, recorded, Set.of(), Set.of(), counted);
    }

    private String difference() {
        Map<String, Long> actual = new TreeMap<>();
        LocalDate day = LocalDate.ofInstant(START, ZoneOffset.UTC);
        for (Dimension dimension : Dimension.values()) {
            ExpectedCounts.addLines(
                    reports.read(program, zone, day.minusDays(1), day.plusDays(2), dimension), dimension, actual);
        }
        Map<String, Long> right = ExpectedCounts.of(expected.values(), zone);
        if (actual.equals(right)) {
            return String.join("\n", everyClick().broken());
        }
        Map<String, Long> missing = new TreeMap<>(right);
        missing.entrySet().removeAll(actual.entrySet());
        actual.entrySet().removeAll(right.entrySet());
        return "expected " + missing + "\nbut counted " + actual;
    }
}
