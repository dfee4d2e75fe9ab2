package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.local.check.Invariants.Accepted;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One seeded life of orders: two programs, calls about at least fifty conversions, delivered while
/// things go wrong; then everything is let run to its end.
final class OrderLife {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant END = START.plusSeconds(3_600);
    private static final int MAX_ROUNDS = 600;
    private static final List<Fault> TABLE_FAULTS = List.of(
            Fault.CRASH_BEFORE,
            Fault.CRASH_AFTER,
            Fault.THROTTLED,
            Fault.REPLY_LOST,
            Fault.CONFLICT,
            Fault.INTERLEAVED_ORDERS);

    private final Random random;
    private final TableFaults faults;
    private final OrderMistake mistake;
    private final FaultyQueue queue;
    private final CommissionHandler handler;
    private final List<Postback> calls;
    private Instant now = START.plusSeconds(5);

    /// A program of the life.
    record Market(ProgramId program, CurrencyCode currency, int holdDays) {}

    /// @param table its calls pass through `faults`; empty
    OrderLife(long seed, Table table, TableFaults faults, int orders, OrderMistake mistake) {
        this.mistake = mistake;
        random = new Random(seed);
        this.faults = faults;
        queue = new FaultyQueue(random, faults);
        List<Market> markets = List.of(
                new Market(new ProgramId(7_001), new CurrencyCode("EUR"), 30),
                new Market(new ProgramId(7_002), new CurrencyCode("JPY"), 0));
        markets.forEach(market -> open(market, table));
        calls = new OrderCalls(new Random(seed)).of(markets, orders, START);
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        // Pauses between tries are asked for with a bound alone: none is needed here.
        Random withoutPauses = new Random(seed) {
            private static final long serialVersionUID = 1;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        };
        handler = new CommissionHandler(table, new DynamoLedger(table, 2), delays -> {}, withoutPauses, clock);
    }

    List<Accepted> accepted() {
        return calls.stream()
                .map(call -> new Accepted(
                        Keys.order(call.key()),
                        Keys.orderEvent(call.key()),
                        call.receipt().text(),
                        call.receivedAt()))
                .distinct()
                .toList();
    }

    /// As they came, once each.
    void runInPeace() {
        calls.forEach(call -> queue.add(ConversionMessages.write(call)));
        while (!queue.isEmpty()) {
            queue.deliver(10, false, this::handle);
        }
    }

    /// @return what is wrong with the queue at the end; empty text when all is well
    String run() {
        calls.forEach(call -> queue.add(ConversionMessages.write(call)));
        queue.add("{\"type\":\"conversion_event\",\"v\":9}");
        countEarly();
        for (int step = 0; step < 25; step++) {
            step();
        }
        faults.disarm();
        for (int round = 0; round < MAX_ROUNDS && !queue.isEmpty(); round++) {
            queue.deliver(10, false, this::handle);
        }
        return queue.isEmpty() && queue.deadLetters() == 1
                ? ""
                : "waiting or dead: " + queue.isEmpty() + ", " + queue.deadLetters();
    }

    /// Clocks of functions differ by seconds from the edge's, forward and back.
    private void step() {
        now = START.plusSeconds(random.nextInt(-20, 30));
        faults.count(Fault.CLOCK_SKEW);
        if (random.nextInt(3) > 0) {
            Fault fault = TABLE_FAULTS.get(random.nextInt(TABLE_FAULTS.size()));
            int after = fault == Fault.CONFLICT ? random.nextInt(2) : random.nextInt(14);
            faults.arm(fault, after, () -> queue.deliver(1 + random.nextInt(4), true, this::handle));
        }
        queue.deliver(1 + random.nextInt(8), true, this::handle);
        faults.disarm();
    }

    /// A refund is handled before anything else is.
    private void countEarly() {
        Optional<Postback> refund =
                calls.stream().filter(call -> call.event() instanceof Refund).findFirst();
        if (refund.isPresent()
                && calls.stream()
                        .anyMatch(call -> call.event() instanceof Reward
                                && call.key().equals(refund.get().key()))) {
            FaultyQueue early = new FaultyQueue(random, faults);
            early.add(ConversionMessages.write(refund.get()));
            early.deliver(1, false, this::handle);
            faults.count(Fault.EARLY);
        }
    }

    private SQSBatchResponse handle(SQSEvent event) {
        return mistake.handle(event, real -> handler.handleRequest(real, new NoContext()));
    }

    private static void open(Market market, Table table) {
        new DynamoTerms(table).create(market.program(), terms(market));
        new DynamoPrograms(table)
                .create(new Program(
                        market.program(),
                        new MerchantId(1),
                        "Shoes",
                        market.currency(),
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of(new Program.TermsVersion(1, Instant.EPOCH))));
        for (int number = 1; number <= OrderCalls.AFFILIATES; number++) {
            new DynamoEnrollments(table)
                    .create(new Enrollment(
                            market.program(),
                            new AffiliateId(1_000 + number),
                            List.of(new Enrollment.Change(EnrollmentState.APPROVED, Instant.EPOCH)),
                            Optional.empty()));
        }
        new DynamoCoupons(table)
                .create(new Coupon(
                        market.program(), new CouponCode("ANNA10"), new AffiliateId(1_001), Optional.empty(), true));
    }

    private static TermsDocument terms(Market market) {
        Money fee = new Money(250, market.currency());
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(
                        rule("lead", new Condition.Events(Set.of(new EventName("lead"))), new Pay.Fixed(fee)),
                        rule(
                                "coupon",
                                new Condition.CouponUsed(Set.of()),
                                new Pay.FixedAndPercent(fee, new BigDecimal("7.5"))),
                        rule(
                                "shoes",
                                new Condition.Categories(Set.of(new Category("shoes"))),
                                new Pay.Percent(new BigDecimal("12.5"))),
                        new Rule(new RuleId("base"), List.of(), new Pay.Percent(BigDecimal.TEN), Optional.empty())),
                market.holdDays(),
                ValidationPolicy.AUTO,
                Money.zero(market.currency()),
                65);
    }

    private static Rule rule(String id, Condition condition, Pay pay) {
        return new Rule(new RuleId(id), List.of(condition), pay, Optional.empty());
    }
}
