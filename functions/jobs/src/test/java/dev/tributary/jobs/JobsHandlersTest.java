package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.ClickMarks.Mark;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.order.DueOrders;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoBookExports;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickReports;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JobsHandlersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant AFTER = TestClick.NOON.plus(Duration.ofHours(2));

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoClickChunks chunks = new DynamoClickChunks(table);
    private final DynamoClickMarks marks = new DynamoClickMarks(table, 2);
    private final DynamoClickResults results = new DynamoClickResults(table);
    private final DynamoClickReports reports = new DynamoClickReports(table);
    private final ProgramId program = new ProgramId(1);
    private final Slice slice = Slice.of(TestClick.of(1, 1).click().token());
    private final List<Job> sent = new ArrayList<>();

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

    private static RatesIntake noRates() {
        return new RatesIntake(Optional.empty(), new KeptRates());
    }

    private JobsDueSearch fees() {
        return JobsDueSearch.fees(new DynamoFeeSchedules(table), sent::addAll);
    }

    private JobsDueSearch backTests() {
        return JobsDueSearch.backTests(new DynamoBackTests(table), due -> {
            throw new IllegalStateException("sends what is not due");
        });
    }

    private JobsDueSearch books() {
        return JobsDueSearch.books(new DynamoBookExports(table), due -> {
            throw new IllegalStateException("sends what is not due");
        });
    }

    private BackTestWork work(Clock clock) {
        return new BackTestWork(new DynamoBackTests(table), new DynamoOrderLists(table), clock);
    }

    private int schedule(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new JobsScheduleHandler(
                        marks,
                        sent::addAll,
                        new JobsScheduleHandler.Searches(
                                orders(), decisions(), noRates(), fees(), backTests(), books()),
                        2,
                        clock)
                .handleRequest(Map.of("job", "roll-up"), new NoContext())
                .getOrDefault("sent", -1);
    }

    private List<String> run(Instant now, String... bodies) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.of(bodies)
                .map(body -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(body);
                    message.setBody(body);
                    return message;
                })
                .toList());
        return new JobsHandler(
                        chunks,
                        marks,
                        results,
                        any -> ZoneOffset.UTC,
                        new FeeDecisions(FeeDecisions.Stores.of(table), clock),
                        work(clock),
                        clock)
                .handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList();
    }

    private List<String> runSent(Instant now) {
        String[] bodies = sent.stream().map(JobMessages::write).toArray(String[]::new);
        sent.clear();
        return run(now, bodies);
    }

    private void record(Slice of, long... nonces) {
        LongStream.of(nonces)
                .mapToObj(nonce -> TestClick.of(of.program().bits(), nonce)
                        .withTime(of.start())
                        .withShard(of.shard())
                        .click())
                .forEach(click -> ChunkFormat.pack(List.of(click)).forEach(chunk -> chunks.put(of, chunk)));
        marks.add(of);
    }

    private long total() {
        return reports.read(program, ZoneOffset.UTC, DAY, DAY, Dimension.TOTAL)
                .of(DAY, CountKey.TOTAL)
                .total();
    }

    @Test
    void unknownJob_isRefused() {
        JobsScheduleHandler handler = new JobsScheduleHandler(
                marks,
                sent::addAll,
                new JobsScheduleHandler.Searches(orders(), decisions(), noRates(), fees(), backTests(), books()),
                2,
                Clock.fixed(AFTER, ZoneOffset.UTC));

        assertThatThrownBy(() -> handler.handleRequest(Map.of("job", "x"), new NoContext()))
                .hasMessage("job is unknown: x");
        assertThatThrownBy(() -> handler.handleRequest(Map.of(), new NoContext()))
                .hasMessage("job is unknown: ");
    }

    /// Two pages in the first bucket, nothing in the second: a message per page.
    @Test
    void ordersDue_areSentInPages() {
        ConversionKey order = new ConversionKey(program, new OrderId("A-1"), EventName.SALE);
        List<OrdersDue> due = new ArrayList<>();
        OrdersDueSearch search = new OrdersDueSearch(
                (bucket, now, from) -> bucket > 0
                        ? new DueOrders.Page(List.of(), Optional.empty())
                        : new DueOrders.Page(List.of(order), from.isEmpty() ? Optional.of("next") : Optional.empty()),
                due::addAll);
        JobsScheduleHandler handler = new JobsScheduleHandler(
                marks,
                sent::addAll,
                new JobsScheduleHandler.Searches(search, decisions(), noRates(), fees(), backTests(), books()),
                2,
                Clock.fixed(AFTER, ZoneOffset.UTC));

        assertThat(handler.handleRequest(Map.of("job", "orders-due"), new NoContext()))
                .containsEntry("sent", 2);
        assertThat(due)
                .containsExactly(
                        new OrdersDue("due_29922600_0_0", List.of(order)),
                        new OrdersDue("due_29922600_0_1", List.of(order)));
        assertThat(sent).isEmpty();
    }

    @Test
    void unreadableMessage_fails() {
        assertThat(run(AFTER, "{}")).containsExactly("{}");
    }

    @Test
    void nothingDue_sendsNothing() {
        record(slice, 1);

        assertThat(schedule(slice.due().minusSeconds(1))).isZero();
        assertThat(schedule(slice.due())).isEqualTo(1);
    }

    @Test
    void due_isSentInPages() {
        for (int minute = 0; minute < 120; minute++) {
            marks.add(new Slice(program, slice.minute() + minute, 0));
        }

        int messages = schedule(AFTER.plus(Duration.ofHours(1)));

        assertThat(messages).isBetween(3, 4).isEqualTo(sent.size());
        assertThat(sent.stream()
                        .mapToInt(job -> ((Job.RollUp) job).slices().size())
                        .sum())
                .isEqualTo(120);
        assertThat(sent.stream().map(Job::id).distinct()).hasSameSizeAs(sent);
    }

    @Test
    void clicks_areCounted_merged_andCountedAgainWhenLate() {
        record(slice, 1, 2, 2);
        schedule(AFTER);
        assertThat(runSent(AFTER)).isEmpty();
        assertThat(total()).as("from the slice").isEqualTo(2);
        assertThat(marks.read(slice)).contains(new Mark(1, false));

        schedule(AFTER);
        assertThat(sent).hasSize(1).first().isInstanceOf(Job.MergeHours.class);
        runSent(AFTER);
        assertThat(total()).as("merged").isEqualTo(2);
        assertThat(marks.read(slice.hour())).contains(new Mark(1, false));
        assertThat(schedule(AFTER)).isZero();

        record(slice, 2, 3);
        schedule(AFTER);
        runSent(AFTER);
        schedule(AFTER);
        runSent(AFTER);
        assertThat(total()).as("late").isEqualTo(3);
        assertThat(schedule(AFTER)).isZero();
    }

    /// It is looked at again after 1, 2, 4, 8, 16 and then 24 hours, and no message of it fails.
    @Test
    void damagedSlice_isPutOff_andKeepsNoOtherFromBeingCounted() {
        Slice other = new Slice(program, slice.minute() + 1, 0);
        chunks.put(slice, new byte[] {9});
        marks.add(slice);
        record(other, 1);
        Instant now = AFTER;
        for (long hours : new long[] {1, 2, 4, 8, 16, 24, 24}) {
            assertThat(schedule(now)).as("due before %s h", hours).isPositive();
            assertThat(runSent(now)).isEmpty();
            assertThat(marks.read(slice)).contains(new Mark(1, true));
            assertThat(marks.read(other)).contains(new Mark(1, false));
            // The other's hour.
            schedule(now);
            assertThat(runSent(now)).isEmpty();
            now = now.plus(Duration.ofHours(hours));
            assertThat(schedule(now.minusSeconds(1))).as("after %s h", hours).isZero();
        }
        assertThat(total()).as("the other's").isEqualTo(1);
    }

    @Test
    void damagedSlice_thatIsMended_isCounted_andAnotherClickMakesItDueAtOnce() {
        chunks.put(slice, new byte[] {9});
        record(slice, 1);
        run(AFTER, JobMessages.write(new Job.RollUp("rol_1", List.of(slice))));
        assertThat(schedule(AFTER)).isZero();
        table.client().scan(scan -> scan.tableName(table.name())).items().stream()
                .filter(item -> item.containsKey("clicks")
                        && item.getOrDefault("clicks", none()).b().asByteArray().length == 1)
                .forEach(item -> table.client()
                        .deleteItem(delete -> delete.tableName(table.name())
                                .key(Map.of(
                                        "pk",
                                        item.getOrDefault("pk", none()),
                                        "sk",
                                        item.getOrDefault("sk", none())))));
        record(slice, 2);

        assertThat(schedule(AFTER)).isEqualTo(1);
        assertThat(runSent(AFTER)).isEmpty();

        assertThat(total()).isEqualTo(2);
        assertThat(marks.read(slice)).contains(new Mark(2, false));
    }

    @Test
    void sliceWhoseChunksHaveExpired_isNotCountedAgain() {
        record(slice, 1, 2);
        run(AFTER, JobMessages.write(new Job.RollUp("rol_1", List.of(slice))));
        marks.add(slice);
        Instant late = slice.end().plus(Duration.ofDays(100));

        run(late, JobMessages.write(new Job.RollUp("rol_2", List.of(slice))));

        assertThat(total()).isEqualTo(2);
        assertThat(marks.read(slice)).contains(new Mark(2, false));
    }

    @Test
    void hourWhoseSlicesHaveExpired_isNotMergedAgain() {
        Hour hour = slice.hour();
        record(slice, 1, 2);
        run(AFTER, JobMessages.write(new Job.RollUp("rol_1", List.of(slice))));
        run(AFTER, JobMessages.write(new Job.MergeHours("mrg_1", List.of(hour))));
        marks.add(hour);
        table.client().scan(scan -> scan.tableName(table.name())).items().stream()
                .filter(item -> String.valueOf(item.get("sk")).contains("M" + slice.minute()))
                .forEach(item -> table.client()
                        .deleteItem(delete -> delete.tableName(table.name())
                                .key(Map.of(
                                        "pk",
                                        item.getOrDefault("pk", none()),
                                        "sk",
                                        item.getOrDefault("sk", none())))));

        run(hour.end().plus(Duration.ofDays(120)), JobMessages.write(new Job.MergeHours("mrg_2", List.of(hour))));

        assertThat(total()).isEqualTo(2);
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue none() {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS("-");
    }
}
