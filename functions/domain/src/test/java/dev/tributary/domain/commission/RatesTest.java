package dev.tributary.domain.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// At which step a share is paid, after a change of tier and back again.
class RatesTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Tally MONTH = Tally.parse("revenue@2026-11");
    private static final Tally CAP = Tally.parse("cap@2026-11");
    private final Base base = Base.of(
            OrderContent.of(Optional.of(Amounts.of(Money.of("100.00", EUR))), List.of(), EUR), Optional.empty());

    @Test
    void shareThatCameToAnotherStep_movesNoCentOfTheOthers_andIsWhatItWasWhenItIsBack() {
        TermsDocument terms = terms(List.of());
        List<Captured> shares = new ArrayList<>();
        for (int affiliate = 1; affiliate <= 3; affiliate++) {
            shares.add(Rates.rate(share(affiliate, Fraction.of(1, 3), Map.of()), terms, base));
        }
        assertThat(amounts(shares, terms)).containsExactly(334L, 333L, 333L);

        Captured again = Rates.rerate(shares.getFirst(), terms, MONTH, 100_000, none -> 0);
        assertThat(amounts(List.of(again, shares.get(1), shares.get(2)), terms)).containsExactly(667L, 333L, 333L);
        Captured back = Rates.rerate(again, terms, MONTH, 99_999, none -> 0);
        assertThat(back).isEqualTo(shares.getFirst());
    }

    @Test
    void counterWithinTheSameStep_changesNothing() {
        TermsDocument terms = terms(List.of());
        Captured captured = Rates.rate(share(1, Fraction.ONE, Map.of(MONTH, 50_000L)), terms, base);
        assertThat(captured.rate(MONTH)).contains(60_000L);

        assertThat(Rates.rerate(captured, terms, MONTH, 99_999, none -> 0)).isSameAs(captured);
        assertThat(Rates.rerate(captured, terms, MONTH, 100_000, none -> 0).rate(MONTH))
                .contains(100_000L);
    }

    @Test
    void cap_givesNoMoreRoomThanThereWas_norThanThereIs() {
        TermsDocument terms = terms(List.of(new Cap(Optional.empty(), Period.Length.MONTH, Money.of("30.00", EUR))));
        Captured first = Rates.rate(share(1, Fraction.ONE, Map.of(CAP, 1_500L)), terms, base);

        // 20.00 at the higher step: 15.00 is the room that it found, 12.00 what others leave by now.
        assertThat(amounts(List.of(Rates.rerate(first, terms, MONTH, 100_000, cap -> 0)), terms))
                .containsExactly(1_500L);
        assertThat(amounts(List.of(Rates.rerate(first, terms, MONTH, 100_000, cap -> 1_800)), terms))
                .containsExactly(1_200L);
    }

    @Test
    void override_isLookedUpAtItsOwnSteps() {
        TermsDocument terms = terms(List.of());
        Pay.Tiered own = tiers(new Pay.Step(0, percent("1")), new Pay.Step(70_000, percent("2")));
        Captured plain = share(1, Fraction.ONE, Map.of(MONTH, 50_000L));
        Captured captured = Rates.rate(
                new Captured(plain.share(), 1, plain.facts(), Optional.of(own), plain.tallies(), Optional.empty()),
                terms,
                base);

        assertThat(Rates.steps(captured, terms, MONTH)).containsExactly(70_000L);
        assertThat(amounts(List.of(Rates.rerate(captured, terms, MONTH, 70_000, none -> 0)), terms))
                .containsExactly(200L);
    }

    @Test
    void slicesOfTheSameCounter_stayWhereTheConversionFoundIt() {
        Pay.Tiered slices = new Pay.Tiered(
                Measure.REVENUE,
                Period.Length.MONTH,
                Pay.Tiered.Mode.MARGINAL,
                List.of(new Pay.Step(0, percent("1")), new Pay.Step(15_000, percent("2"))));
        Rule shoes = new Rule(
                new RuleId("shoes"),
                List.of(new Condition.Categories(Set.of(new Category("shoes")))),
                slices,
                Optional.empty());
        TermsDocument plain = terms(List.of());
        TermsDocument terms = plain.withRules(List.of(shoes, plain.rules().getFirst()));
        Item pair = new Item(Optional.empty(), Optional.of(new Category("shoes")), 1, Money.of("50.00", EUR));
        Base half = Base.of(
                OrderContent.of(Optional.of(Amounts.of(Money.of("100.00", EUR))), List.of(pair), EUR),
                Optional.empty());
        // From 100.00 to 200.00: half of the shoes at 1 %, half at 2 %; the rest at 10 %.
        Captured first = Rates.rate(share(1, Fraction.ONE, Map.of(MONTH, 10_000L)), terms, half);
        assertThat(amounts(List.of(first), terms, half)).containsExactly(75L, 500L);

        Captured again = Rates.rerate(first, terms, MONTH, 100_000, none -> 0);
        assertThat(amounts(List.of(again), terms, half)).containsExactly(75L, 1_000L);
    }

    private List<Long> amounts(List<Captured> shares, TermsDocument terms) {
        return amounts(shares, terms, base);
    }

    private static List<Long> amounts(List<Captured> shares, TermsDocument terms, Base of) {
        return Earnings.of(
                        of, shares.stream().map(one -> new Entitled(one, terms)).toList())
                .stream()
                .map(earned -> earned.amount().minor())
                .toList();
    }

    private static Captured share(int affiliate, Fraction part, Map<Tally, Long> counted) {
        RuleFacts facts = new RuleFacts(
                EventName.SALE,
                LocalDateTime.parse("2026-11-22T12:00"),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Share share = new Share(new AffiliateId(affiliate), new Credit.Coupon(new CouponCode("ANNA10")), part);
        return new Captured(share, 1, facts, Optional.empty()).with(counted);
    }

    /// 10 % and from 1,000.00 on 20 %.
    private static TermsDocument terms(List<Cap> caps) {
        Pay.Tiered tiers = tiers(new Pay.Step(0, percent("10")), new Pay.Step(100_000, percent("20")));
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LINEAR, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())),
                Limits.NONE,
                caps,
                Optional.empty(),
                30,
                ValidationPolicy.AUTO,
                Money.zero(EUR),
                65,
                List.of());
    }

    private static Pay.Tiered tiers(Pay.Step... steps) {
        return new Pay.Tiered(Measure.REVENUE, Period.Length.MONTH, Pay.Tiered.Mode.RETROACTIVE, List.of(steps));
    }

    private static Pay.Percent percent(String percent) {
        return new Pay.Percent(new BigDecimal(percent));
    }
}
