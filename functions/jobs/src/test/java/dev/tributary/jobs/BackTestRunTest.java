package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTest.Days;
import dev.tributary.domain.backtest.BackTest.Phase;
import dev.tributary.domain.backtest.BackTest.Tested;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.backtest.PastShop;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsText;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.lambda.TimedContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Back-tests on the real table: over several pages, killed, delivered twice, at once, while orders come.
final class BackTestRunTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final TermsDocument TEN = TermsText.document("> 10");
    private static final TermsDocument TIERS = TermsText.document("> tiers revenue month marginal 0:5 ~ 1000:7");
    private static final TermsDocument ENDS = TermsText.document("> tiers revenue month retroactive 0:5 ~ 1000:7");
    private static final BackTestId ID = new BackTestId(7);
    private static final Instant FIRST = Instant.parse("2026-11-02T08:00:00Z");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoBackTests tests = new DynamoBackTests(table);
    private final DynamoOrderLists lists = new DynamoOrderLists(table);
    private final PastShop shop = new PastShop(RIGA, TEN);
    private final AtomicLong seconds =
            new AtomicLong(Instant.parse("2026-12-20T10:00:00Z").getEpochSecond());
    private final InstantSource source = () -> Instant.ofEpochSecond(seconds.get());
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final List<Job> sent = new ArrayList<>();

    /// 300 orders of 20.00, 100 of each of three affiliates.
    private void orders() {
        for (int order = 0; order < 300; order++) {
            shop.sale("A-" + order, 1 + order % 3, FIRST.plusSeconds(order * 3_600L), "20.00");
        }
        shop.orders().forEach(this::put);
    }

    private void put(OrderState order) {
        Sale sale = order.sale().orElseThrow();
        Map<String, Object> item = OrderItems.of(order, 1);
        item.put(
                Keys.GSI1_PK,
                Keys.conversions(
                        order.key().program(), YearMonth.from(sale.occurredAt().atOffset(ZoneOffset.UTC))));
        item.put(Keys.GSI1_SK, Keys.conversionAt(sale.occurredAt(), order.id()));
        table.client().putItem(put -> put.tableName(table.name()).item(PlainItems.attributes(item)));
    }

    private void begin(TermsDocument tested) {
        BackTest test = BackTest.start(
                ID,
                PastShop.PROGRAM,
                RIGA,
                new Tested(Optional.empty(), tested, TEN),
                new Days(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)),
                clock.instant());
        Tenant tenant = new Tenant.OfMerchant(new MerchantId(1));
        AuditEvent event = new AuditEvent(
                new AuditEventId(1),
                tenant,
                clock.instant(),
                Optional.of(new AuditEvent.By(tenant, new ApiKeyId("key_00000000000000000000000000000001"))),
                "terms.back_test",
                ID.toString(),
                new TreeSet<>());
        Changes.Outcome outcome = new DynamoChanges(table)
                .commit(new Changes.Commit(List.of(new Change.NewBackTest(test)), event, Optional.empty()));
        assertThat(outcome).isInstanceOf(Changes.Outcome.Committed.class);
    }

    private BackTest test() {
        return tests.find(ID).orElseThrow().value();
    }

    private List<BackTestRow> rows() {
        return tests.rows(ID, PageRequest.first(100)).items();
    }

    private BackTestWork work(BackTests store) {
        return new BackTestWork(store, lists, clock);
    }

    private int schedule() {
        JobsScheduleHandler handler = new JobsScheduleHandler(
                new DynamoClickMarks(table, 1),
                sent::addAll,
                new JobsScheduleHandler.Searches(
                        new OrdersDueSearch(
                                (bucket, now, from) -> {
                                    throw new IllegalStateException("not asked");
                                },
                                due -> {}),
                        new DecisionsDueSearch(
                                (now, from) -> {
                                    throw new IllegalStateException("not asked");
                                },
                                due -> {}),
                        new RatesIntake(Optional.empty(), new KeptRates()),
                        JobsDueSearch.fees(new DynamoFeeSchedules(table), sent::addAll),
                        JobsDueSearch.backTests(tests, sent::addAll),
                        JobsDueSearch.books(new DynamoBookExports(table), sent::addAll)),
                1,
                clock);
        return handler.handleRequest(Map.of("job", "back-tests-due"), new NoContext())
                .getOrDefault("sent", -1);
    }

    private void deliver() {
        List<SQSMessage> messages = sent.stream()
                .map(job -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(job.id());
                    message.setBody(JobMessages.write(job));
                    return message;
                })
                .toList();
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        JobsHandler handler = new JobsHandler(
                new DynamoClickChunks(table),
                new DynamoClickMarks(table, 1),
                new DynamoClickResults(table),
                any -> ZoneOffset.UTC,
                new FeeDecisions(FeeDecisions.Stores.of(table), clock),
                work(tests),
                clock);
        assertThat(handler.handleRequest(event, new TimedContext(60_000)).getBatchItemFailures())
                .isEmpty();
    }

    /// 2,000.00 of each: 50.00 of the first 1,000.00 and 70.00 of the rest, against 200.00.
    private void marginalIsDone() {
        BackTest test = test();
        assertThat(test.progress().phase()).isEqualTo(Phase.DONE);
        assertThat(test.progress().orders()).isEqualTo(300);
        assertThat(test.sums().now().amount()).isEqualTo("600.00");
        assertThat(test.sums().then().amount()).isEqualTo("360.00");
        assertThat(test.sums().lose()).isEqualTo(3);
        assertThat(test.sums().gain()).isZero();
        assertThat(test.percent()).isEqualTo(100);
        assertThat(rows()).hasSize(3).allSatisfy(row -> {
            assertThat(row.now().amount()).isEqualTo("200.00");
            assertThat(row.then().amount()).isEqualTo("120.00");
            assertThat(row.conversions()).isEqualTo(100);
            assertThat(row.movesTier()).isTrue();
        });
    }

    @Test
    void orders_overSeveralPages_areCountedOnce_howeverOftenItIsDelivered() {
        orders();
        begin(TIERS);
        assertThat(schedule()).isEqualTo(1);
        sent.add(sent.getFirst());
        deliver();
        marginalIsDone();
        Versioned<BackTest> before = tests.find(ID).orElseThrow();
        deliver();

        assertThat(tests.find(ID)).contains(before);
        assertThat(schedule()).isZero();
    }

    @Test
    void retroactiveTiers_areCountedToTheEndFirst() {
        orders();
        begin(ENDS);
        assertThat(test().progress().phase()).isEqualTo(Phase.COUNTING);
        work(tests).run(ID, () -> false);

        assertThat(test().progress().phase()).isEqualTo(Phase.DONE);
        assertThat(rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.then().amount()).isEqualTo("140.00"));
        assertThat(test().sums().then().amount()).isEqualTo("420.00");
    }

    /// Before or after each write of the first eight: the next worker goes on when the lease is over.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killed_itGoesOnFromTheLastPart(boolean written) {
        orders();
        begin(TIERS);
        for (int writes = 1; test().isRunning(); writes++) {
            BackTests dying = dying(1 + writes % 3, written);
            try {
                work(dying).run(ID, () -> false);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
                // Its lease holds others off, and then no more.
                Versioned<BackTest> before = tests.find(ID).orElseThrow();
                if (before.value().progress().due().isAfter(clock.instant())) {
                    work(tests).run(ID, () -> false);
                    assertThat(tests.find(ID)).contains(before);
                    assertThat(schedule()).isZero();
                }
            }
            seconds.addAndGet(BackTest.LEASE.toSeconds());
            assertThat(writes).isLessThan(30);
        }
        marginalIsDone();
    }

    /// One takes it, the other leaves it.
    @Test
    void twoWorkersAtOnce_doNotFight() throws Exception {
        orders();
        begin(TIERS);
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (int worker = 0; worker < 2; worker++) {
                both.add(workers.submit(() -> work(tests).run(ID, () -> false)));
            }
            for (Future<?> one : both) {
                one.get();
            }
        }
        marginalIsDone();
    }

    /// A worker that slept longer than its lease wakes when another has done the same part.
    @Test
    void workerThatSlept_changesNothing() {
        orders();
        begin(TIERS);
        for (int runs = 0; test().isRunning(); runs++) {
            AtomicInteger writes = new AtomicInteger();
            BackTests slow = new Watched(
                    tests,
                    () -> {
                        if (writes.incrementAndGet() == 2) {
                            seconds.addAndGet(BackTest.LEASE.toSeconds());
                            AtomicInteger asked = new AtomicInteger();
                            work(tests).run(ID, () -> asked.incrementAndGet() > 2);
                        }
                    },
                    () -> {});
            work(slow).run(ID, () -> false);
            assertThat(writes.get()).as("it ended with its stale write").isEqualTo(2);
            assertThat(runs).isLessThan(10);
        }
        marginalIsDone();
    }

    @Test
    void ordersThatArriveMeanwhile_countWhereTheWalkHasNotBeen() {
        orders();
        begin(TEN);
        AtomicInteger writes = new AtomicInteger();
        BackTests watched = new Watched(tests, () -> {}, () -> {
            if (writes.incrementAndGet() == 3) {
                shop.sale("EARLY", 4, FIRST.minusSeconds(60), "100.00");
                shop.sale("LATE", 4, FIRST.plus(Duration.ofDays(12)).plusSeconds(60), "50.00");
                shop.orders().subList(300, 302).forEach(this::put);
            }
        });
        work(watched).run(ID, () -> false);

        assertThat(test().progress().orders()).isEqualTo(301);
        assertThat(test().sums().then().amount()).isEqualTo("605.00");
        assertThat(test().sums().then()).isEqualTo(test().sums().now());
    }

    @Test
    void withoutTime_itIsLeftDueAtOnce() {
        orders();
        begin(TIERS);
        AtomicInteger asked = new AtomicInteger();
        work(tests).run(ID, () -> asked.incrementAndGet() > 3);

        assertThat(test().isRunning()).isTrue();
        assertThat(test().progress().orders()).isEqualTo(100);
        assertThat(test().percent()).isBetween(1, 50);
        assertThat(schedule()).isEqualTo(1);
        // Nor is it taken when there is no time from the start.
        Versioned<BackTest> before = tests.find(ID).orElseThrow();
        work(tests).run(ID, () -> true);
        assertThat(tests.find(ID)).contains(before);
        deliver();
        marginalIsDone();
    }

    @Test
    void oneAtWhichEveryWorkerFails_ends() {
        begin(TIERS);
        BackTestWork work = work(new Watched(tests, () -> {}, () -> {
            throw new IllegalStateException("broken");
        }));
        for (int worker = 0; worker < 20; worker++) {
            assertThatThrownBy(() -> work.run(ID, () -> false)).hasMessage("broken");
            assertThat(schedule()).isZero();
            seconds.addAndGet(BackTest.LEASE.toSeconds());
            assertThat(schedule()).isEqualTo(1);
        }
        work(tests).run(ID, () -> false);

        assertThat(test().progress().phase()).isEqualTo(Phase.FAILED);
        assertThat(test().progress().finishedAt()).contains(clock.instant());
        assertThat(schedule()).isZero();
    }

    @Test
    void moreAffiliatesThanATransactionHolds_areDoneInParts() {
        for (int order = 0; order < 40; order++) {
            shop.sale("A-" + order, 1, FIRST.plusSeconds(order), "10.00");
            shop.split("A-" + order, order * 4 + 1, order * 4 + 2, order * 4 + 3, order * 4 + 4);
        }
        shop.orders().forEach(this::put);
        begin(TermsText.document("> 20"));
        work(tests).run(ID, () -> false);

        assertThat(test().progress().phase()).isEqualTo(Phase.DONE);
        assertThat(test().sums().affiliates()).isEqualTo(160);
        assertThat(test().sums().then().amount()).isEqualTo("80.00");
        Page<BackTestRow> page = tests.rows(ID, PageRequest.first(100));
        assertThat(page.items()).hasSize(100);
        assertThat(tests.rows(ID, PageRequest.first(100).after(page.next().orElseThrow()))
                        .items())
                .hasSize(60);
    }

    /// Not of the program, and not of the period.
    @Test
    void anothersOrders_areNotCounted() {
        shop.sale("A", 1, Instant.parse("2026-10-31T21:59:59Z"), "10.00");
        shop.sale("B", 1, Instant.parse("2026-10-31T22:00:00Z"), "10.00");
        shop.sale("C", 1, Instant.parse("2026-11-30T21:59:59.999Z"), "10.00");
        shop.sale("D", 1, Instant.parse("2026-11-30T22:00:00Z"), "10.00");
        shop.orders().forEach(this::put);
        begin(TEN);
        work(tests).run(ID, () -> false);

        assertThat(test().progress().orders()).isEqualTo(2);
        assertThat(test().sums().now().amount()).isEqualTo("2.00");
    }

    /// Ends with the write after so many, before it or after it.
    private BackTests dying(int writes, boolean written) {
        AtomicInteger left = new AtomicInteger(writes);
        Runnable kill = () -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("killed");
            }
        };
        return written ? new Watched(tests, () -> {}, kill) : new Watched(tests, kill, () -> {});
    }
}
