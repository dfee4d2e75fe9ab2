package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.ClickDayQueue;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.order.DueOrders;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// From recorded clicks to a message per affiliate and day, over the marks, in the table.
class DayCloseTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final Instant CLOSED = Instant.parse("2026-11-23T15:00:00Z");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoClickChunks chunks = new DynamoClickChunks(table);
    private final DynamoClickMarks marks = new DynamoClickMarks(table, 2);
    private final DynamoClickResults results = new DynamoClickResults(table);
    private final ProgramId program = new ProgramId(1);
    private final List<Job> jobs = new ArrayList<>();
    private final List<ClicksClosed> sent = new ArrayList<>();
    private ClickDayQueue queue = sent::addAll;
    private boolean asks = true;

    @Test
    void closedDay_isSentOnce_perAffiliate_aVisitorOnceALink() {
        record(TestClick.of(1, 1).withLink(1).withVisitor(9).withTime(at("2026-11-22T08:00:00Z")));
        record(TestClick.of(1, 2).withLink(1).withVisitor(9).withTime(at("2026-11-22T20:30:00Z")));
        record(TestClick.of(1, 3)
                .withLink(1)
                .withVisitor(8)
                .withTime(at("2026-11-22T09:00:00Z"))
                .withShard(3));
        record(TestClick.of(1, 4).withLink(2).withVisitor(9).withTime(at("2026-11-21T22:00:00Z")));
        // The day before, and the day after.
        record(TestClick.of(1, 5).withLink(2).withVisitor(7).withTime(at("2026-11-21T21:59:59Z")));
        record(TestClick.of(1, 6).withLink(1).withVisitor(7).withTime(at("2026-11-22T22:00:00Z")));
        count(CLOSED.minusSeconds(1));
        assertThat(sent).extracting(ClicksClosed::day).containsOnly(DAY.minusDays(1));
        sent.clear();

        count(CLOSED);

        assertThat(sent).containsExactly(closed(1, 2), closed(2, 1));
        sent.clear();
        count(CLOSED.plus(Duration.ofHours(1)));
        assertThat(sent).isEmpty();
    }

    @Test
    void crashAfterTheSend_sendsAgain_andALateClickSendsTheDayAgain() {
        record(TestClick.of(1, 1).withLink(1).withVisitor(9).withTime(at("2026-11-22T08:00:00Z")));
        count(CLOSED.minusSeconds(1));
        queue = closed -> {
            sent.addAll(closed);
            throw new IllegalStateException("the queue took it, and its answer was lost");
        };
        count(CLOSED);
        assertThat(sent).containsExactly(closed(1, 1));
        queue = sent::addAll;
        count(CLOSED);
        assertThat(sent).containsExactly(closed(1, 1), closed(1, 1));

        // It is posted by then, and commission posts no day twice.
        record(TestClick.of(1, 2).withLink(1).withVisitor(8).withTime(at("2026-11-22T09:00:00Z")));
        count(CLOSED.plus(Duration.ofDays(1)));
        assertThat(sent).last().isEqualTo(closed(1, 2));
    }

    @Test
    void programThatDoesNotAsk_hasNoDaysDue() {
        asks = false;
        record(TestClick.of(1, 1).withLink(1).withTime(at("2026-11-22T08:00:00Z")));

        count(CLOSED);

        assertThat(sent).isEmpty();
        assertThat(marks.read(new Day(program, DAY))).isEmpty();
    }

    /// Clocks went back in Riga: the day has 25 hours, from 21:00 to 22:00 UTC.
    @Test
    void dayWithDaylightSaving_hasAllItsHours() {
        LocalDate day = LocalDate.parse("2026-10-25");
        record(TestClick.of(1, 1).withLink(1).withVisitor(1).withTime(at("2026-10-24T21:00:00Z")));
        record(TestClick.of(1, 2).withLink(1).withVisitor(2).withTime(at("2026-10-25T21:59:00Z")));
        record(TestClick.of(1, 3).withLink(1).withVisitor(3).withTime(at("2026-10-24T20:59:00Z")));
        record(TestClick.of(1, 4).withLink(1).withVisitor(4).withTime(at("2026-10-25T22:00:00Z")));

        count(Instant.parse("2026-10-26T15:00:00Z"));

        assertThat(sent)
                .filteredOn(closed -> closed.day().equals(day))
                .containsExactly(new ClicksClosed(program, new AffiliateId(1_001), day, 2));
    }

    @Test
    void dayWhoseChunksMayBeGone_isNotCountedAgain() {
        record(TestClick.of(1, 1).withLink(1).withTime(at("2026-11-22T08:00:00Z")));
        count(CLOSED.minusSeconds(1));

        count(CLOSED.plus(Duration.ofDays(100)));

        assertThat(sent).isEmpty();
    }

    @Test
    void slices_areReadSomeAtATime_andEachOnce() {
        minutes(40);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Slice> read = Collections.synchronizedList(new ArrayList<>());

        close(slice -> {
            read.add(slice);
            try {
                // One after the other would never be four.
                together.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new IllegalStateException("nobody else reads", alone);
            }
        });

        assertThat(read).hasSize(40).doesNotHaveDuplicates();
        assertThat(sent).containsExactly(closed(1, 40));
    }

    @Test
    void sliceThatCannotBeRead_sendsNothing_andKeepsTheDayDue() {
        minutes(20);
        AtomicInteger reads = new AtomicInteger();

        assertThatThrownBy(() -> close(slice -> {
                    if (reads.incrementAndGet() == 7) {
                        throw new DamagedItemException("a chunk", "torn");
                    }
                }))
                .isInstanceOf(DamagedItemException.class);

        assertThat(sent).isEmpty();
        assertThat(marks.read(new Day(program, DAY)).orElseThrow().due()).isTrue();
        close(slice -> {});
        assertThat(sent).containsExactly(closed(1, 20));
    }

    /// Counted, and not closed: a visitor in each of so many minutes.
    private void minutes(int many) {
        for (int minute = 0; minute < many; minute++) {
            record(TestClick.of(1, minute)
                    .withLink(1)
                    .withVisitor(minute + 1)
                    .withTime(at("2026-11-22T08:00:00Z").plusSeconds(60L * minute)));
        }
        count(CLOSED.minusSeconds(1));
    }

    private void close(Consumer<Slice> reading) {
        ClickChunks watched = new ClickChunks() {
            @Override
            public void put(Slice slice, byte[] chunk) {
                chunks.put(slice, chunk);
            }

            @Override
            public List<Click> read(Slice slice) {
                reading.accept(slice);
                return chunks.read(slice);
            }

            @Override
            public Looked find(Slice slice, Set<String> clickIds, int most) {
                return chunks.find(slice, clickIds, most);
            }
        };
        new DayClose(
                        watched,
                        marks,
                        results,
                        any -> RIGA,
                        new DayClose.Paying(any -> asks, closed -> queue.send(closed)),
                        Clock.fixed(CLOSED, ZoneOffset.UTC))
                .close(new Day(program, DAY));
    }

    private ClicksClosed closed(int link, long qualified) {
        return new ClicksClosed(program, new AffiliateId(1_000 + link), DAY, qualified);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private void record(TestClick click) {
        Slice slice = Slice.of(click.click().token());
        ChunkFormat.pack(List.of(click.click())).forEach(chunk -> chunks.put(slice, chunk));
        marks.add(slice);
    }

    /// As the schedule does it, until a run finds nothing new; what fails stays due.
    private void count(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        JobsHandler handler = new JobsHandler(
                chunks,
                marks,
                results,
                any -> RIGA,
                new DayClose.Paying(any -> asks, closed -> queue.send(closed)),
                new FeeDecisions(FeeDecisions.Stores.of(table), clock),
                new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), clock),
                BulkWork.NONE,
                clock);
        for (int run = 0; run < 4; run++) {
            new JobsScheduleHandler(
                            marks,
                            jobs::addAll,
                            new JobsScheduleHandler.Searches(
                                    orders(),
                                    decisions(),
                                    new RatesIntake(Optional.empty(), new KeptRates()),
                                    JobsDueSearch.fees(new DynamoFeeSchedules(table), jobs::addAll),
                                    JobsDueSearch.backTests(new DynamoBackTests(table), jobs::addAll),
                                    JobsDueSearch.books(new DynamoBookExports(table), jobs::addAll)),
                            2,
                            clock)
                    .handleRequest(Map.of("job", "roll-up"), new NoContext());
            SQSEvent event = new SQSEvent();
            event.setRecords(jobs.stream()
                    .map(JobMessages::write)
                    .map(DayCloseTest::message)
                    .toList());
            jobs.clear();
            List<String> failed = handler.handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .toList();
            if (!failed.isEmpty()) {
                return;
            }
        }
    }

    private static SQSMessage message(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(body);
        message.setBody(body);
        return message;
    }

    private static OrdersDueSearch orders() {
        return new OrdersDueSearch((bucket, now, from) -> new DueOrders.Page(List.of(), Optional.empty()), due -> {
            throw new IllegalStateException("sends what is not due");
        });
    }

    private static DecisionsDueSearch decisions() {
        return new DecisionsDueSearch((now, from) -> new DueDecisions.Found(List.of(), Optional.empty()), due -> {
            throw new IllegalStateException("sends what is not due");
        });
    }
}
