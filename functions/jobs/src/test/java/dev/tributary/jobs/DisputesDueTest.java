package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What time does to disputes on the real table, whatever triggers are missed, doubled or broken off. What orders there
/// are is written by commission, whose tests hold what is posted.
class DisputesDueTest {
    private static final EmbeddedTable EMBEDDED = EmbeddedTable.create();
    private static final Table TABLE = EMBEDDED.connect();
    private static final AtomicLong IDS = new AtomicLong();
    private static final Instant OPENED = Instant.parse("2026-11-22T10:15:00.250Z");
    private static final Instant DAY_30 = OPENED.plus(Duration.ofDays(30));
    private static final Instant DAY_75 = OPENED.plus(Duration.ofDays(75));

    private final MerchantId merchant = new MerchantId(IDS.incrementAndGet());
    private final TestMarket market = new TestMarket(TABLE, 1);
    private final DynamoDisputes disputes = new DynamoDisputes(TABLE);
    private final DisputeId id = opened("A-9");

    @Test
    void dispute_isEscalatedAtItsInstant_once() {
        assertThat(trigger(DAY_30.minusMillis(1))).doesNotContain(id);
        assertThat(state()).isEqualTo(new State.Open());

        // A schedule in whole seconds finds it in the next one.
        assertThat(trigger(DAY_30.plusMillis(750))).contains(id);
        assertThat(state()).isEqualTo(new State.Escalated(DAY_30.plusMillis(750), Optional.empty()));
        assertThat(trigger(DAY_30.plusSeconds(3600))).doesNotContain(id);
        tend(DAY_30.plusSeconds(3600));
        tend(DAY_75.minusMillis(1));
        assertThat(state()).isEqualTo(new State.Escalated(DAY_30.plusMillis(750), Optional.empty()));
        assertThat(actions()).containsExactly("dispute.escalate");
    }

    @Test
    void orderThatIsNotThere_isNotInvented_andSaysSo_once() {
        tend(DAY_30);
        tend(DAY_75);
        assertThat(state()).isEqualTo(new State.Escalated(DAY_30, Optional.of(Obstacle.NO_ORDER)));
        assertThat(trigger(DAY_75.plus(Duration.ofDays(99)))).doesNotContain(id);
        tend(DAY_75.plus(Duration.ofDays(99)));
        assertThat(actions()).containsExactlyInAnyOrder("dispute.escalate", "dispute.obstruct");
        assertThat(new DynamoDecisions(TABLE).find(dispute().decision())).isEmpty();
        // It stands, so it is still one of those that are open.
        assertThat(disputes.open(market.program, market.affiliate(1)).open()).containsValue(id);
    }

    /// Every trigger was missed: it ends as it would have ended, with both steps in the log.
    @Test
    void missedTriggers_changeNothing() {
        assertThat(trigger(DAY_75.plus(Duration.ofDays(20)))).contains(id);
        assertThat(state())
                .isEqualTo(new State.Escalated(DAY_75.plus(Duration.ofDays(20)), Optional.of(Obstacle.NO_ORDER)));
        assertThat(actions()).containsExactlyInAnyOrder("dispute.escalate", "dispute.obstruct");
    }

    @Test
    void personsRulingMeanwhile_stands() {
        AtomicInteger left = new AtomicInteger(1);
        Table table = EMBEDDED.connect(
                before(left, () -> end(new State.Rejected(Dispute.Rejection.OTHER, "No", "key_1", DAY_30))));
        new DisputeWork(DisputeWork.Stores.of(table, true), Clock.fixed(DAY_30, ZoneOffset.UTC)).accept(id);
        assertThat(left).hasValue(0);
        assertThat(state()).isInstanceOf(State.Rejected.class);
        assertThat(actions()).isEmpty();
        tend(DAY_75);
        assertThat(state()).isInstanceOf(State.Rejected.class);
    }

    @Test
    void crashHalfWay_isGoneOnWith() {
        AtomicInteger left = new AtomicInteger(1);
        Table table = EMBEDDED.connect(before(left, () -> {
            throw SdkClientException.create("not sent");
        }));
        assertThat(run(table, DAY_30)).hasSize(1);
        assertThat(state()).isEqualTo(new State.Open());
        assertThat(run(table, DAY_30.plusSeconds(60))).isEmpty();
        assertThat(state()).isEqualTo(new State.Escalated(DAY_30.plusSeconds(60), Optional.empty()));
    }

    @Test
    void wrongAmount_needsAPerson() {
        DisputeId wrong = opened(Claim.Kind.WRONG, new Subject.Credited(new OrderId("A-8"), Optional.empty()));
        new DisputeWork(DisputeWork.Stores.of(TABLE, true), Clock.fixed(DAY_75, ZoneOffset.UTC)).accept(wrong);
        assertThat(disputes.find(wrong).orElseThrow().value().state())
                .isEqualTo(new State.Escalated(DAY_75, Optional.of(Obstacle.AMOUNT_NEEDED)));
    }

    /// Its order has no rate yet: nothing is written, it stays due, and is a person's matter after 30 days more.
    @Test
    void orderThatIsNotDecided_isWaitedFor_butNotForEver() {
        tend(DAY_30);
        DisputeWork.Stores known = DisputeWork.Stores.of(TABLE, true);
        OrderState waits = waiting(market.sale("A-9", 1, "100.00"));
        for (Instant now : List.of(DAY_75, DAY_75.plus(Duration.ofDays(30)).minusMillis(1))) {
            work(known, waits, now).accept(id);
            assertThat(state()).isEqualTo(new State.Escalated(DAY_30, Optional.empty()));
            assertThat(disputes.due(now.plusSeconds(1), Optional.empty()).items())
                    .contains(id);
        }
        assertThat(actions()).containsExactly("dispute.escalate");

        work(known, waits, DAY_75.plus(Duration.ofDays(30))).accept(id);
        assertThat(state()).isEqualTo(new State.Escalated(DAY_30, Optional.of(Obstacle.NOT_DECIDED)));
    }

    private static DisputeWork work(DisputeWork.Stores known, OrderState order, Instant now) {
        return new DisputeWork(
                new DisputeWork.Stores(
                        known.disputes(),
                        known.programs(),
                        known.terms(),
                        known.enrollments(),
                        key -> Optional.of(new Versioned<>(order, 1)),
                        known.decisions(),
                        known.receivers(),
                        known.changes()),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static OrderState waiting(Postback call) {
        return new OrderState(
                call.event().key(),
                Stage.NO_RATE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(call),
                Optional.empty(),
                0);
    }

    @Test
    void unknownDispute_isNothingToDo() {
        new DisputeWork(DisputeWork.Stores.of(TABLE, true), Clock.fixed(DAY_75, ZoneOffset.UTC))
                .accept(new DisputeId(-7));
        assertThat(disputes.find(new DisputeId(-7))).isEmpty();
    }

    private void tend(Instant now) {
        new DisputeWork(DisputeWork.Stores.of(TABLE, true), Clock.fixed(now, ZoneOffset.UTC)).accept(id);
    }

    /// What the schedule sends and the queue brings, twice; which disputes they were.
    private List<DisputeId> trigger(Instant now) {
        List<Job> jobs = new ArrayList<>();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        JobsScheduleHandler schedule = JobsScheduleHandler.of(TABLE, jobs::addAll, decisions -> {}, 1, clock);
        schedule.handleRequest(Map.of("job", "disputes-due"), new NoContext());
        schedule.handleRequest(Map.of("job", "disputes-due"), new NoContext());
        List<String> failed = run(TABLE, clock, jobs);
        assertThat(failed).isEmpty();
        return jobs.stream().map(job -> ((Job.TendDispute) job).dispute()).toList();
    }

    private List<String> run(Table table, Instant now) {
        return run(table, Clock.fixed(now, ZoneOffset.UTC), List.of(new Job.TendDispute("dis_1_" + id, id)));
    }

    private static List<String> run(Table table, Clock clock, List<Job> jobs) {
        SQSEvent event = new SQSEvent();
        event.setRecords(jobs.stream()
                .map(job -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(job.id());
                    message.setBody(JobMessages.write(job));
                    return message;
                })
                .toList());
        return JobsHandler.of(table, new DynamoClickMarks(table, 1), days -> {}, clock)
                .handleRequest(event, new NoContext())
                .getBatchItemFailures()
                .stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private DisputeId opened(String order) {
        return opened(
                Claim.Kind.MISSING,
                new Subject.Unseen(
                        Optional.of(new OrderId(order)), Optional.empty(), OPENED, Money.of("100.00", TestMarket.EUR)));
    }

    private DisputeId opened(Claim.Kind kind, Subject subject) {
        Dispute dispute = new Dispute(
                new DisputeId(IDS.incrementAndGet()),
                new Dispute.Parties(market.program, merchant, market.affiliate(1)),
                new Claim(kind, subject, EventName.SALE, Optional.empty(), "text"),
                OPENED,
                new State.Open());
        commit(new DisputeChange.Opened(
                dispute, disputes.open(market.program, market.affiliate(1)).with(dispute)));
        assertThat(disputes.find(dispute.id()).orElseThrow().value()).isEqualTo(dispute);
        return dispute.id();
    }

    private void end(State state) {
        Versioned<Dispute> read = disputes.find(id).orElseThrow();
        Dispute after = read.value().with(state);
        commit(new DisputeChange.Ended(
                read.with(after),
                disputes.open(market.program, market.affiliate(1)).without(after)));
    }

    private static void commit(DisputeChange change) {
        AuditEvent event = new AuditEvent(
                new AuditEventId(IDS.incrementAndGet()),
                new Tenant.OfMerchant(new MerchantId(1_000_000)),
                OPENED,
                Optional.empty(),
                "test",
                "test",
                new TreeSet<>(Set.of("state")));
        assertThat(new DynamoChanges(TABLE)
                        .commit(new Changes.Commit(List.of(new Change.OfDispute(change)), event, Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
    }

    private Dispute dispute() {
        return disputes.find(id).orElseThrow().value();
    }

    private State state() {
        return dispute().state();
    }

    private List<String> actions() {
        return new DynamoAuditEvents(TABLE)
                .of(new Tenant.OfMerchant(merchant), PageRequest.first(20)).items().stream()
                        .filter(event -> event.object().equals(id.toString()))
                        .map(AuditEvent::action)
                        .toList();
    }

    private static ExecutionInterceptor before(AtomicInteger times, Runnable other) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest
                        && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    other.run();
                }
            }
        };
    }
}
