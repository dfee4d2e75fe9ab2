package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A program of a life, with what it takes to call it and to be paid by it.
record Market(ProgramId program, CurrencyCode currency, int holdDays, Kind kind) {
    /// The keys that `TestClick` signs with.
    static final KeyRing RING = new KeyRing(List.of(new KeyRing.Key(1, new byte[32], Instant.EPOCH)));

    static final int WINDOW_DAYS = 30;

    /// What its terms are about.
    enum Kind {
        /// Whatever the order in which calls come, the end is the same.
        PLAIN,
        COUNTED,
        LINEAR,
        POSITION,
        KEPT,
        RENEWED,
        /// Affiliates are approved by the merchant's own call.
        REWARDED
    }

    Market(ProgramId program, CurrencyCode currency, int holdDays) {
        this(program, currency, holdDays, Kind.PLAIN);
    }

    /// Of affiliate 1, and of the one whose orders the merchant quarrels about.
    static final CouponCode COUPON = new CouponCode("ANNA10");

    static final CouponCode QUARREL_COUPON = new CouponCode("QUINN10");

    /// @param secret of its merchant
    record Opened(Market market, PostbackSecret secret, PostbackToken token) {}

    /// All but its terms.
    Opened open(Table table) {
        boolean applied = kind == Kind.REWARDED;
        Instant since = applied ? RewardTerms.FROM : Instant.EPOCH;
        EnrollmentState state = applied ? EnrollmentState.APPLIED : EnrollmentState.APPROVED;
        new DynamoPrograms(table)
                .create(new Program(
                        program,
                        new MerchantId(1),
                        "Shoes",
                        currency,
                        ZoneId.of("Europe/Riga"),
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of(new Program.TermsVersion(1, since))));
        for (int number = 1; number <= OrderCalls.AFFILIATES; number++) {
            new DynamoEnrollments(table)
                    .create(new Enrollment(
                                    program,
                                    affiliate(number),
                                    List.of(new Enrollment.Change(state, since)),
                                    Optional.empty())
                            .with(
                                    applied && number < OrderCalls.AFFILIATES ? Set.of(RewardTerms.VIP) : Set.of(),
                                    Optional.empty(),
                                    Map.of()));
        }
        new DynamoCoupons(table).create(new Coupon(program, COUPON, affiliate(1), Optional.empty(), true));
        new DynamoCoupons(table)
                .create(new Coupon(program, QUARREL_COUPON, affiliate(OrderCalls.AFFILIATES), Optional.empty(), true));
        DynamoPostbackCredentials.Plain plain =
                new DynamoPostbackCredentials(table, new SecureRandom()).create(program, RING, Instant.EPOCH);
        return new Opened(this, plain.secret(), plain.token());
    }

    /// For orders of this program in another currency.
    Market paidIn(CurrencyCode other) {
        return new Market(program, other, holdDays, kind);
    }

    void publishTerms(Table table) {
        new DynamoTerms(table).create(program, terms());
    }

    static AffiliateId affiliate(int number) {
        return new AffiliateId(1_000 + number);
    }

    private TermsDocument terms() {
        return switch (kind) {
            case PLAIN -> plain();
            case COUNTED -> MarketTerms.counted(this);
            case LINEAR -> MarketTerms.split(this, AttributionPolicy.Model.LINEAR);
            case POSITION -> MarketTerms.split(this, AttributionPolicy.Model.POSITION);
            case KEPT -> MarketTerms.bound(this, AttributionPolicy.Rebind.KEEP);
            case RENEWED -> MarketTerms.bound(this, AttributionPolicy.Rebind.NEW_CLICK);
            case REWARDED -> RewardTerms.document();
        };
    }

    private TermsDocument plain() {
        Money fee = new Money(250, currency);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(
                        AttributionPolicy.Model.LAST_CLICK, WINDOW_DAYS, AttributionPolicy.Precedence.COUPON),
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
                        new Rule(new RuleId("base"), List.of(), base(), Optional.empty())),
                holdDays,
                ValidationPolicy.AUTO,
                Money.zero(currency),
                65);
    }

    /// Where nothing is held, all sales are paid at the step that they have come to together: whatever the
    /// order in which they come, it is the same one at the end.
    private Pay base() {
        return holdDays > 0
                ? new Pay.Percent(BigDecimal.TEN)
                : new Pay.Tiered(
                        Measure.REVENUE,
                        Period.Length.EVER,
                        Pay.Tiered.Mode.RETROACTIVE,
                        List.of(
                                new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                                new Pay.Step(20_000, new Pay.Percent(new BigDecimal("7.5"))),
                                new Pay.Step(60_000, new Pay.Percent(BigDecimal.TEN))));
    }

    private static Rule rule(String id, Condition condition, Pay pay) {
        return new Rule(new RuleId(id), List.of(condition), pay, Optional.empty());
    }
}
