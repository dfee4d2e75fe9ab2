package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Prize;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The program of a life that gives what no conversion pays: fees, places, a signing bonus, a bounty, prizes.
final class RewardTerms {
    /// The 15th of September in Riga, before the quarter begins and before its clocks go back.
    static final Instant FROM = Instant.parse("2026-09-14T21:00:00Z");
    static final Market MARKET = new Market(new ProgramId(7_009), new CurrencyCode("EUR"), 30, Market.Kind.REWARDED);
    static final Group VIP = new Group("vip");
    static final BonusId VIDEO = new BonusId("video");
    /// In the program's own zone.
    static final int CLICKS_PAID_A_DAY = 3;

    private RewardTerms() {}

    static TermsDocument document() {
        return new TermsDocument(
                1,
                FROM,
                new AttributionPolicy(
                        AttributionPolicy.Model.LAST_CLICK, Market.WINDOW_DAYS, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), new Pay.Percent(BigDecimal.TEN), Optional.empty())),
                Limits.NONE,
                List.of(),
                Optional.of(new ClickPay(new RuleId("clicks"), Set.of(), money(5), Optional.of(CLICKS_PAID_A_DAY))),
                MARKET.holdDays(),
                ValidationPolicy.AUTO,
                money(0),
                65,
                List.of(
                        new Bonus.Signing(new BonusId("hello"), Set.of(), Bonus.Signing.When.APPROVAL, money(1_500)),
                        fee("banner", Set.of(VIP), Period.Length.MONTH, 3_000),
                        fee("season", Set.of(), Period.Length.QUARTER, 7_000),
                        new Bonus.Leaderboard(new BonusId("top"), Set.of(), Measure.REVENUE, 2, money(10_000)),
                        new Bonus.Leaderboard(
                                new BonusId("most"), Set.of(VIP), Measure.CONVERSIONS, 1, gift("A weekend")),
                        new Bonus.Leaderboard(new BonusId("seen"), Set.of(), Measure.QUALIFIED_CLICKS, 1, money(900)),
                        new Bonus.Milestone(
                                new BonusId("bag"),
                                Set.of(),
                                Measure.CONVERSIONS,
                                Period.Length.QUARTER,
                                2,
                                gift("A bag")),
                        new Bonus.Bounty(VIDEO, Set.of(), "A video", Optional.empty(), money(8_000))));
    }

    private static Bonus fee(String id, Set<Group> groups, Period.Length every, long minor) {
        return new Bonus.FlatFee(new BonusId(id), groups, every, Optional.empty(), Optional.empty(), money(minor));
    }

    private static Prize gift(String title) {
        return new Prize.InKind(Prize.Kind.GIFT, title, Optional.empty(), MARKET.currency());
    }

    private static Money money(long minor) {
        return new Money(minor, MARKET.currency());
    }
}
