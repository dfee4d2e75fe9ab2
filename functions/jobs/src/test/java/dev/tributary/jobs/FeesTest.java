package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.JobMessages;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickResults;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Fees on the real table: decided once for each affiliate and period, whatever triggers are missed,
/// doubled or broken off. The program is in Riga; November begins at 22:00 UTC.
class FeesTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Instant NOVEMBER = Instant.parse("2026-10-31T22:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-11-30T22:00:00Z");

    private final EmbeddedTable embedded = EmbeddedTable.create();
    private final Table table = embedded.connect();
    private final TestMarket market = market(3, fee("banner", Set.of()));
    private final DynamoFeeSchedules schedules = new DynamoFeeSchedules(table);

    private TestMarket market(int affiliates, Bonus... bonuses) {
        return new TestMarket(table, affiliates, TestMarket.terms(1).withBonuses(List.of(bonuses)));
    }

    private static Bonus fee(String id, Set<Group> groups) {
        return new Bonus.FlatFee(
                new BonusId(id),
                groups,
                Period.Length.MONTH,
                Optional.empty(),
                Optional.empty(),
                Money.of("300.00", TestMarket.EUR));
    }

    @Test
    void fee_isDecidedWhenItsPeriodHasEnded_andNotASecondEarlier() {
        begin("2026-11-01");

        assertThat(trigger(NOVEMBER.minusSeconds(1))).isZero();
        assertThat(decided()).isEmpty();
        assertThat(trigger(NOVEMBER)).isEqualTo(1);
        assertThat(decided()).containsExactly("1 banner 2026-10", "2 banner 2026-10", "3 banner 2026-10");
        assertThat(next()).contains(LocalDate.of(2026, 12, 1));

        Adjustment fee = adjustments().stream()
                .filter(one -> one.account().affiliate().equals(market.affiliate(1)))
                .findFirst()
                .orElseThrow();
        assertThat(fee.amount()).isEqualTo(Money.of("300.00", TestMarket.EUR));
        assertThat(fee.decidedAt()).isEqualTo(NOVEMBER);
        assertThat(fee.award().orElseThrow().ground()).isEqualTo(Award.Ground.FLAT_FEE);
        assertThat(fee.award().orElseThrow().day()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(fee.entry())
                .hasToString("bonus:" + market.program + ":" + market.affiliate(1) + ":banner:2026-10:1");
    }

    @Test
    void doubledTriggersAndMessages_decideNothingTwice() {
        begin("2026-11-01");
        trigger(NOVEMBER);
        assertThat(trigger(NOVEMBER)).isZero();
        assertThat(run(NOVEMBER, embedded.connect(), new Job.DecideFees("again", market.program)))
                .isEmpty();
        assertThat(decided()).hasSize(3);
    }

    @Test
    void missedTriggers_areMadeUpFor_periodByPeriod() {
        begin("2026-10-01");
        trigger(DECEMBER.plusSeconds(86_400));
        assertThat(decided())
                .containsExactly(
                        "1 banner 2026-09",
                        "2 banner 2026-09",
                        "3 banner 2026-09",
                        "1 banner 2026-10",
                        "2 banner 2026-10",
                        "3 banner 2026-10",
                        "1 banner 2026-11",
                        "2 banner 2026-11",
                        "3 banner 2026-11");
        assertThat(next()).contains(LocalDate.of(2027, 1, 1));
    }

    /// Each write fails once: the decisions that were made are found, the rest is made.
    @Test
    void brokenOffAnywhere_endsAlike() {
        begin("2026-11-01");
        for (int write = 1; write <= 3; write++) {
            Table broken = embedded.connect(new Broken(write));
            run(NOVEMBER, broken, new Job.DecideFees("broken", market.program));
            assertThat(next()).contains(LocalDate.of(2026, 11, 1));
        }
        assertThat(run(NOVEMBER, table, new Job.DecideFees("whole", market.program)))
                .isEmpty();
        assertThat(decided()).hasSize(3);
        assertThat(next()).contains(LocalDate.of(2026, 12, 1));
    }

    @Test
    void twoAtOnce_decideOnce() {
        begin("2026-10-01");
        IntStream.range(0, 4)
                .parallel()
                .forEach(worker ->
                        run(NOVEMBER, embedded.connect(), new Job.DecideFees("worker" + worker, market.program)));
        run(NOVEMBER, table, new Job.DecideFees("last", market.program));

        assertThat(decided()).hasSize(6).doesNotHaveDuplicates();
        assertThat(next()).contains(LocalDate.of(2026, 12, 1));
    }

    @Test
    void manyEnrollments_goOnFromTheWatermark() {
        TestMarket large = market(230, fee("banner", Set.of()));
        schedules.create(
                new FeeSchedule(large.program, Optional.of(LocalDate.of(2026, 11, 1)), Optional.empty()), RIGA);
        // Broken off after the first page: its position stands, and the second page begins there.
        run(NOVEMBER, embedded.connect(new Broken(150)), new Job.DecideFees("broken", large.program));
        assertThat(schedules.find(large.program).orElseThrow().value().position())
                .hasValueSatisfying(
                        position -> assertThat(large.affiliate(100).toString()).endsWith(position));
        run(NOVEMBER, table, new Job.DecideFees("whole", large.program));

        assertThat(decisions(large)).hasSize(230);
    }

    /// Approved when the period began and when it ended; a ban takes it away, a pause within does not.
    @Test
    void onlyWhoStoodForThePeriod_isPaid() {
        begin("2026-11-01");
        enroll(11, "2026-09-30T21:00:00Z approved");
        enroll(12, "2026-09-30T21:00:01Z approved");
        enroll(13, "2026-09-01T00:00:00Z approved", "2026-10-31T22:00:00Z paused");
        enroll(14, "2026-09-01T00:00:00Z approved", "2026-10-31T22:00:01Z paused");
        enroll(15, "2026-09-01T00:00:00Z approved", "2026-11-05T00:00:00Z banned");
        enroll(16, "2026-09-01T00:00:00Z approved", "2026-10-05T00:00:00Z paused", "2026-10-06T00:00:00Z approved");
        enroll(17, "2026-09-01T00:00:00Z applied");
        trigger(NOVEMBER.plusSeconds(999_999));

        assertThat(decided())
                .contains("11 banner 2026-10", "14 banner 2026-10", "16 banner 2026-10")
                .hasSize(6);
    }

    @Test
    void groups_sayWhomAFeeIsFor() {
        TestMarket vip = market(2, fee("banner", Set.of(new Group("vip"))));
        schedules.create(new FeeSchedule(vip.program, Optional.of(LocalDate.of(2026, 11, 1)), Optional.empty()), RIGA);
        DynamoEnrollments enrollments = new DynamoEnrollments(table);
        Versioned<Enrollment> second =
                enrollments.find(vip.program, vip.affiliate(2)).orElseThrow();
        enrollments.replace(second.with(second.value().with(Set.of(new Group("vip")), Optional.empty(), Map.of())));
        run(NOVEMBER, table, new Job.DecideFees("vip", vip.program));

        assertThat(decisions(vip)).hasSize(1);
        assertThat(decisions(vip).getFirst().account().affiliate()).isEqualTo(vip.affiliate(2));
    }

    @Test
    void decisions_areFoundByTheSweep_andNotAmongThosePeopleMade() {
        begin("2026-11-01");
        trigger(NOVEMBER);
        DynamoDecisions decisions = new DynamoDecisions(table);
        List<Adjustment> due =
                decisions.due(NOVEMBER.plusSeconds(60), Optional.empty()).decisions();

        assertThat(due).hasSize(3).allMatch(Awards::isByTerms);
        assertThat(decisions.in(market.program, PageRequest.first(10)).items()).isEmpty();
        assertThat(DueDecisions.PATIENCE.toSeconds()).isEqualTo(60);
    }

    /// Refuses one put of the table.
    private static final class Broken implements ExecutionInterceptor {
        private final int which;
        private final AtomicInteger seen = new AtomicInteger();

        Broken(int which) {
            this.which = which;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutItemRequest && seen.incrementAndGet() == which) {
                throw SdkClientException.create("not sent");
            }
        }
    }

    private void begin(String day) {
        schedules.create(new FeeSchedule(market.program, Optional.of(LocalDate.parse(day)), Optional.empty()), RIGA);
    }

    private Optional<LocalDate> next() {
        return schedules.find(market.program).orElseThrow().value().next();
    }

    private void enroll(int affiliate, String... changes) {
        new DynamoEnrollments(table)
                .create(new Enrollment(
                        market.program,
                        market.affiliate(affiliate),
                        Arrays.stream(changes)
                                .map(text -> text.split(" "))
                                .map(parts -> new Enrollment.Change(
                                        EnrollmentState.parse(parts[1]).orElseThrow(), Instant.parse(parts[0])))
                                .toList(),
                        Optional.empty()));
    }

    /// The schedule fires, and its messages are handled.
    /// @return how many messages it sent
    private int trigger(Instant now) {
        List<Job> sent = new ArrayList<>();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        int count = JobsDueSearch.fees(schedules, sent::addAll).send(now);
        assertThat(run(clock.instant(), table, sent.toArray(Job[]::new))).isEmpty();
        return count;
    }

    /// @return the ids of the messages that failed
    private List<String> run(Instant now, Table in, Job... jobs) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.stream(jobs)
                .map(job -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(job.id());
                    message.setBody(JobMessages.write(job));
                    return message;
                })
                .toList());
        return new JobsHandler(
                        new DynamoClickChunks(in),
                        new DynamoClickMarks(in, 2),
                        new DynamoClickResults(in),
                        any -> ZoneOffset.UTC,
                        new FeeDecisions(FeeDecisions.Stores.of(in), clock),
                        new BackTestWork(new DynamoBackTests(in), new DynamoOrderLists(in), clock),
                        clock)
                .handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList();
    }

    private List<Adjustment> adjustments() {
        return decisions(market);
    }

    private List<Adjustment> decisions(TestMarket of) {
        DynamoDecisions decisions = new DynamoDecisions(table);
        List<Adjustment> all = new ArrayList<>();
        PageRequest request = PageRequest.first(100);
        while (true) {
            Page<Given> page = decisions.awardsIn(of.program, request);
            page.items().forEach(one -> all.add(((Given.OfMoney) one).decision().adjustment()));
            if (page.next().isEmpty()) {
                return all;
            }
            request = request.after(page.next().get());
        }
    }

    /// `1 banner 2026-10`, by time and affiliate.
    private List<String> decided() {
        List<String> decided = new ArrayList<>();
        for (String period : List.of("2026-09", "2026-10", "2026-11")) {
            for (int number = 1; number < 20; number++) {
                AffiliateId affiliate = market.affiliate(number);
                AccountKey account = new AccountKey(market.program, affiliate, TestMarket.EUR);
                long found = adjustments().stream()
                        .filter(one -> one.account().equals(account)
                                && one.award().orElseThrow().period().text().equals(period))
                        .count();
                for (int time = 0; time < found; time++) {
                    decided.add(number + " banner " + period);
                }
            }
        }
        return decided;
    }
}
