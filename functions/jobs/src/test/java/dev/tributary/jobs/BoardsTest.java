package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Prize;
import dev.tributary.infrastructure.table.AccountItems;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoLeaderboards;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.EntryItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// A board by revenue, two places of 500.00: the fourth quarter of 2026 in Riga, decided on 2027-01-31.
class BoardsTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final LocalDate DECIDED = LocalDate.of(2027, 1, 31);
    private static final Instant THEN = DECIDED.atStartOfDay(RIGA).toInstant();
    private static final Tally REVENUE = Tally.parse("revenue@2026-Q4");
    private static final Period QUARTER = Period.parse("2026-Q4");

    private final EmbeddedTable embedded = EmbeddedTable.create();
    private final Table table = embedded.connect();
    private final TestMarket market = new TestMarket(
            table,
            4,
            TestMarket.terms(1)
                    .withBonuses(List.of(new Bonus.Leaderboard(
                            new BonusId("top"), Set.of(), Measure.REVENUE, 2, Money.of("500.00", TestMarket.EUR)))));
    private final DynamoFeeSchedules schedules = new DynamoFeeSchedules(table);

    @BeforeEach
    void begin() {
        schedules.create(new FeeSchedule(market.program, Optional.of(DECIDED), Optional.empty()), RIGA);
    }

    @Test
    void placesAreGiven_whenTheDayHasBegun_once() {
        counted(1, "2026-11-01T10:00:00Z 100");
        counted(2, "2026-11-01T10:00:00Z 300");
        counted(3, "2026-11-01T10:00:00Z 200");

        decide(THEN.minusSeconds(1), table);
        assertThat(leaders()).isEmpty();
        decide(THEN, table);
        decide(THEN.plusSeconds(9), table);

        assertThat(leaders()).containsExactly(2, 3);
        assertThat(winners()).containsExactly(2, 3);
        Adjustment award = awards().getFirst();
        assertThat(award.amount()).isEqualTo(Money.of("500.00", TestMarket.EUR));
        assertThat(award.award())
                .contains(new Award(Award.Ground.LEADERBOARD, new BonusId("top"), QUARTER, 1, DECIDED));
        assertThat(schedules.find(market.program).orElseThrow().value().next()).contains(LocalDate.of(2027, 2, 1));
    }

    /// 1 reached 300 first, though its last sale is the latest one; what 2 lost again does not count.
    @Test
    void ofOneFigure_whoReachedItFirst_leads() {
        counted(1, "2026-11-01T10:00:00Z 300", "2026-12-01T10:00:00Z 50", "2026-12-20T10:00:00Z -50");
        counted(2, "2026-11-02T10:00:00Z 400", "2026-11-03T10:00:00Z -100");
        counted(3, "2026-11-01T10:00:01Z 300");
        decide(THEN, table);
        assertThat(leaders()).containsExactly(1, 3);
    }

    /// Delivered late is not reached late.
    @Test
    void figureIsReached_byTheTimesOfTheEvents_notOfTheirDelivery() {
        counted(1, "2026-11-05T10:00:00Z 100", "2026-11-01T10:00:00Z 200");
        counted(2, "2026-11-04T10:00:00Z 300");
        counted(3, "2026-11-06T10:00:00Z 300");
        decide(THEN, table);
        assertThat(leaders()).containsExactly(2, 1);
    }

    @Test
    void withNothing_banned_orInAnotherQuarter_nobodyLeads() {
        counted(1, "2026-11-01T10:00:00Z 300", "2026-11-02T10:00:00Z -300");
        counted(2, "2026-11-01T10:00:00Z 900");
        DynamoEnrollments enrollments = new DynamoEnrollments(table);
        Versioned<Enrollment> second =
                enrollments.find(market.program, market.affiliate(2)).orElseThrow();
        enrollments.replace(second.with(second.value().with(EnrollmentState.BANNED, THEN.minusSeconds(60))));
        decide(THEN, table);

        assertThat(new DynamoLeaderboards(table).find(market.program, new BonusId("top"), QUARTER))
                .map(Leaders::places)
                .contains(List.of());
        assertThat(winners()).isEmpty();
    }

    @Test
    void groups_sayWhoCompetes() {
        TestMarket vip = new TestMarket(
                table,
                2,
                TestMarket.terms(1)
                        .withBonuses(List.of(new Bonus.Leaderboard(
                                new BonusId("top"),
                                Set.of(new Group("vip")),
                                Measure.REVENUE,
                                2,
                                Money.of("500.00", TestMarket.EUR)))));
        schedules.create(new FeeSchedule(vip.program, Optional.of(DECIDED), Optional.empty()), RIGA);
        counted(vip, 1, "2026-11-01T10:00:00Z 900");
        counted(vip, 2, "2026-11-01T10:00:00Z 100");
        DynamoEnrollments enrollments = new DynamoEnrollments(table);
        Versioned<Enrollment> second =
                enrollments.find(vip.program, vip.affiliate(2)).orElseThrow();
        enrollments.replace(second.with(second.value().with(Set.of(new Group("vip")), Optional.empty(), Map.of())));
        new FeeDecisions(FeeDecisions.Stores.of(table), Clock.fixed(THEN, ZoneOffset.UTC)).decide(vip.program);
        assertThat(new DynamoLeaderboards(table)
                        .find(vip.program, new BonusId("top"), QUARTER)
                        .orElseThrow()
                        .places())
                .extracting(Leaders.Place::affiliate)
                .containsExactly(vip.affiliate(2));
    }

    /// Broken off between the places and what they give, and then a refund: the places stand.
    @Test
    void crashAfterThePlaces_givesWhatTheySay_whateverIsRefundedMeanwhile() {
        counted(1, "2026-11-01T10:00:00Z 100");
        counted(2, "2026-11-01T10:00:00Z 300");
        counted(3, "2026-11-01T10:00:00Z 200");
        try {
            decide(THEN, embedded.connect(new Broken(2)));
        } catch (RuntimeException broken) {
            assertThat(broken).hasStackTraceContaining("not sent");
        }
        assertThat(leaders()).containsExactly(2, 3);
        assertThat(winners()).isEmpty();

        counted(2, "2027-01-31T10:00:00Z -300");
        counted(1, "2026-12-01T10:00:00Z 900");
        decide(THEN.plusSeconds(3600), table);
        assertThat(winners()).containsExactly(2, 3);
    }

    @Test
    void twoAtOnce_giveEachPlaceOnce() {
        counted(1, "2026-11-01T10:00:00Z 100");
        counted(2, "2026-11-01T10:00:00Z 300");
        IntStream.range(0, 4).parallel().forEach(worker -> decide(THEN, embedded.connect()));
        assertThat(winners()).containsExactly(1, 2);
    }

    /// What is no money is no decision of money: the place itself is the prize, once.
    @Test
    void placesWithoutCash_areAwarded_once_alsoAfterACrash() {
        TestMarket prized = prized();
        counted(prized, 1, "2026-11-01T10:00:00Z 100");
        counted(prized, 2, "2026-11-01T10:00:00Z 300");
        try {
            decide(prized, embedded.connect(new Broken(3)));
        } catch (RuntimeException broken) {
            assertThat(broken).hasStackTraceContaining("not sent");
        }
        assertThat(prizes(prized)).hasSize(1);
        counted(prized, 1, "2026-12-01T10:00:00Z 900");
        IntStream.range(0, 3).parallel().forEach(worker -> decide(prized, embedded.connect()));

        assertThat(prizes(prized))
                .extracting(prize -> prize.key().account().affiliate())
                .containsExactlyInAnyOrder(prized.affiliate(1), prized.affiliate(2));
        assertThat(prizes(prized))
                .allMatch(prize -> prize.state() == PrizeAward.State.AWARDED
                        && prize.day().equals(DECIDED)
                        && prize.version() == 1);
        assertThat(new DynamoDecisions(table)
                        .in(prized.program, PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    /// The award and who is told of it are one transaction: none without the other, and both once.
    @Test
    void placesWithoutCash_areToldToBoth_once_alsoAfterACrash() {
        TestMarket prized = prized();
        counted(prized, 1, "2026-11-01T10:00:00Z 100");
        counted(prized, 2, "2026-11-01T10:00:00Z 300");
        WebhookId merchants = listens(new Tenant.OfMerchant(new MerchantId(1)), 1);
        WebhookId winners = listens(new Tenant.OfAffiliate(prized.affiliate(2)), 2);
        try {
            decide(prized, embedded.connect(new Broken(3)));
        } catch (RuntimeException broken) {
            assertThat(broken).hasStackTraceContaining("not sent");
        }
        assertThat(prizes(prized)).hasSize(1);
        assertThat(told(merchants)).hasSameSizeAs(prizes(prized));
        decide(prized, embedded.connect());
        new FeeDecisions(FeeDecisions.Stores.of(table), Clock.fixed(THEN.plusSeconds(60), ZoneOffset.UTC))
                .decide(prized.program);

        assertThat(told(merchants)).hasSize(2);
        assertThat(told(winners)).hasSize(1);
        Notice won = told(winners).getFirst();
        assertThat(told(merchants)).contains(won);
        assertThat(won.type()).isEqualTo(NoticeType.BONUS_AWARDED);
        assertThat(won.amount()).isEmpty();
        assertThat(won.facts())
                .containsEntry(
                        NoticeFact.AWARD_ID,
                        prizes(prized).stream()
                                .filter(prize ->
                                        prize.key().account().affiliate().equals(prized.affiliate(2)))
                                .findFirst()
                                .orElseThrow()
                                .id()
                                .toString())
                .containsEntry(NoticeFact.GROUND, "leaderboard")
                .containsEntry(NoticeFact.PERIOD, "2026-Q4")
                .containsEntry(NoticeFact.PRIZE, "A dinner")
                .containsEntry(NoticeFact.PRIZE_KIND, "event")
                .doesNotContainKey(NoticeFact.ENTRY_ID);
    }

    private TestMarket prized() {
        TestMarket prized = new TestMarket(
                table,
                3,
                TestMarket.terms(1)
                        .withBonuses(List.of(new Bonus.Leaderboard(
                                new BonusId("top"),
                                Set.of(),
                                Measure.REVENUE,
                                2,
                                new Prize.InKind(Prize.Kind.EVENT, "A dinner", Optional.empty(), TestMarket.EUR)))));
        schedules.create(new FeeSchedule(prized.program, Optional.of(DECIDED), Optional.empty()), RIGA);
        return prized;
    }

    private WebhookId listens(Tenant owner, long id) {
        WebhookId webhook = new WebhookId(id);
        Endpoint endpoint = new Endpoint(
                webhook,
                Endpoint.Kind.POSTBACK_URL,
                "https://receiver.example/",
                Set.of(),
                List.of(),
                THEN,
                THEN,
                Optional.empty());
        AuditEvent event =
                new AuditEvent(new AuditEventId(id), owner, THEN, Optional.empty(), "test", "test", new TreeSet<>());
        assertThat(new DynamoChanges(table)
                        .commit(new Changes.Commit(
                                List.of(new Change.NewEndpoints(
                                        Endpoints.none(owner).with(endpoint))),
                                event,
                                Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
        return webhook;
    }

    private List<Notice> told(WebhookId to) {
        return new DynamoDeliveries(table)
                .of(to, PageRequest.first(10)).items().stream()
                        .map(Delivery::notice)
                        .toList();
    }

    private static void decide(TestMarket of, Table in) {
        new FeeDecisions(FeeDecisions.Stores.of(in), Clock.fixed(THEN, ZoneOffset.UTC)).decide(of.program);
    }

    private List<PrizeAward> prizes(TestMarket of) {
        return new DynamoDecisions(table)
                .awardsIn(of.program, PageRequest.first(100)).items().stream()
                        .map(given -> ((Given.OfPrize) given).award().value())
                        .toList();
    }

    /// Refuses one put of the table: the first is the places', then come the decisions.
    private static final class Broken implements ExecutionInterceptor {
        private final int which;
        private final AtomicInteger seen = new AtomicInteger();

        Broken(int which) {
            this.which = which;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            boolean writes = context.request() instanceof PutItemRequest
                    || context.request() instanceof TransactWriteItemsRequest;
            if (writes && seen.incrementAndGet() == which) {
                throw SdkClientException.create("not sent");
            }
        }
    }

    private void decide(Instant now, Table in) {
        new FeeDecisions(FeeDecisions.Stores.of(in), Clock.fixed(now, ZoneOffset.UTC)).decide(market.program);
    }

    private void counted(int affiliate, String... changes) {
        counted(market, affiliate, changes);
    }

    /// Entries that count, in the order of their delivery: `2026-11-01T10:00:00Z 300`.
    private void counted(TestMarket of, int affiliate, String... changes) {
        DynamoAccounts accounts = new DynamoAccounts(table);
        for (String change : changes) {
            String[] parts = change.split(" ");
            Account before =
                    accounts.account(of.account(affiliate)).orElseGet(() -> Account.empty(of.account(affiliate)));
            Account.Posted posted = before.draft()
                    .count(REVENUE, Long.parseLong(parts[1]))
                    .post(new Cause(
                            new EntryId("conversion:x" + before.version()),
                            Cause.Kind.ACCRUE,
                            Instant.parse(parts[0]),
                            THEN));
            for (Map<String, Object> item :
                    List.of(AccountItems.of(posted.account(), RIGA, 1), EntryItems.of(posted.entry()))) {
                table.client().putItem(put -> put.tableName(table.name()).item(PlainItems.attributes(item)));
            }
        }
    }

    /// By place.
    private List<Integer> leaders() {
        return new DynamoLeaderboards(table)
                .find(market.program, new BonusId("top"), QUARTER)
                .map(leaders -> leaders.places().stream()
                        .map(place -> Math.toIntExact(
                                place.affiliate().bits() - market.affiliate(0).bits()))
                        .toList())
                .orElse(List.of());
    }

    private List<Adjustment> awards() {
        return new DynamoDecisions(table)
                .awardsIn(market.program, PageRequest.first(100)).items().stream()
                        .flatMap(given -> given instanceof Given.OfMoney(var decision)
                                ? Stream.of(decision.adjustment())
                                : Stream.empty())
                        .toList();
    }

    /// By affiliate.
    private List<Integer> winners() {
        return awards().stream()
                .map(award -> Math.toIntExact(
                        award.account().affiliate().bits() - market.affiliate(0).bits()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
