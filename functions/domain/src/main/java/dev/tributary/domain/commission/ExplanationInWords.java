package dev.tributary.domain.commission;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.commission.Earned.Part;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Language.Unit;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// An explanation in the words of a language: how the amount came about, then a sentence for each thing
/// that made it differ. It says nothing that the explanation does not hold.
final class ExplanationInWords {
    /// Longer decimals are cut here, to read: the explanation's fields hold them exactly.
    private static final int MOST_DECIMALS = 6;

    private final Explanation of;
    private final Language language;
    private final CurrencyCode currency;

    ExplanationInWords(Explanation of, Language language) {
        this.of = of;
        this.language = language;
        this.currency = of.amount().currency();
    }

    String text() {
        List<String> sentences = new ArrayList<>();
        sentences.add(earned());
        of.exchange().map(this::exchanged).ifPresent(sentences::add);
        pay(sentences);
        steps(sentences);
        attribution(sentences);
        if (of.reversed().isPositive()) {
            sentences.add(language.say(Phrase.REVERSED, language.money(of.reversed())));
        }
        return String.join(" ", sentences);
    }

    private String earned() {
        if (of.earned().parts().isEmpty()) {
            return language.say(Phrase.EARNED_NOTHING, of.rule().text(), language.money(of.amount()));
        }
        String computed = of.earned().parts().stream()
                .map(this::part)
                .reduce((before, next) -> language.say(Phrase.PAID_PLUS, before, next))
                .orElseThrow();
        String credit = switch (of.credit()) {
            case Credit.Click(var click) -> language.say(Phrase.FOR_CLICK, language.instant(click.clickedAt()));
            case Credit.Coupon(var code) -> language.say(Phrase.FOR_COUPON, code.text());
            case Credit.Bound(var since, var _) -> language.say(Phrase.FOR_BINDING, language.instant(since));
            case Credit.Ruled(var dispute, var _)
            when dispute.equals(DisputeId.NONE) -> language.say(Phrase.FOR_STATED);
            case Credit.Ruled(var dispute, var _) -> language.say(Phrase.FOR_RULING, dispute.toString());
        };
        return language.say(
                Phrase.EARNED, computed, of.rule().text(), language.number(of.termsVersion()), credit, rounded());
    }

    /// What was taken off the order's amount is said where there is one base.
    private String part(Part part) {
        String base = of.earned().parts().size() == 1 ? less(exact(part.base())) : exact(part.base());
        return switch (part.pay()) {
            case Pay.Percent(var percent) -> language.say(Phrase.PAID_PERCENT, language.percent(percent), base);
            case Pay.Fixed(var amount) -> language.say(Phrase.PAID_FIXED, language.money(amount), base);
            case Pay.FixedAndPercent(var amount, var percent) ->
                language.say(Phrase.PAID_FIXED_AND_PERCENT, language.money(amount), language.percent(percent), base);
            case Pay.PerItem(var amount) ->
                language.say(
                        Phrase.PAID_PER_ITEM,
                        language.money(amount),
                        language.count(
                                of.lines().stream()
                                        .mapToLong(line -> line.line().quantity())
                                        .sum(),
                                Unit.ITEM));
        };
    }

    /// In the order's own currency.
    private String less(String base) {
        List<String> parts = new ArrayList<>();
        CurrencyCode sent = of.inputs().amount().currency();
        less(parts, Phrase.LESS_TAX, of.inputs().tax(), sent);
        less(parts, Phrase.LESS_SHIPPING, of.inputs().shipping(), sent);
        less(parts, Phrase.LESS_FEE, of.inputs().fee(), sent);
        String amount = language.money(of.inputs().amount());
        if (!parts.isEmpty()) {
            return language.say(Phrase.BASE_LESS, base, amount, language.all(parts));
        }
        return of.exchange().isPresent() ? language.say(Phrase.BASE_OF, base, amount) : base;
    }

    private void less(List<String> parts, Phrase phrase, Fraction minor, CurrencyCode sent) {
        if (!minor.isZero()) {
            parts.add(language.say(phrase, language.decimal(units(minor, sent))));
        }
    }

    private String rounded() {
        String amount = language.money(of.amount());
        if (Fraction.of(of.amount().minor()).equals(of.exact())) {
            return amount;
        }
        return language.say(
                of.earned().together() ? Phrase.ROUNDED_TOGETHER : Phrase.ROUNDED,
                amount,
                language.decimal(units(of.exact(), currency)));
    }

    private String exchanged(Exchange rate) {
        return language.say(
                switch (rate.source()) {
                    case ECB -> Phrase.EXCHANGED_AT_ECB;
                    case MERCHANT -> Phrase.EXCHANGED_AT_OWN_RATE;
                },
                rate.from().code(),
                language.decimal(rate(rate.rate())),
                rate.to().code(),
                language.date(rate.date()));
    }

    private void pay(List<String> sentences) {
        if (of.captured().override().isPresent()) {
            sentences.add(language.say(Phrase.OWN_PAY_STANDS));
        }
        switch (of.pay()) {
            case Pay.Flat _ -> {}
            case Pay.Staged _ ->
                of.captured()
                        .firstCharge()
                        .ifPresent(day -> sentences.add(language.say(Phrase.STAGED_SINCE, language.date(day))));
            case Pay.Tiered tiered -> sentences.add(tier(tiered));
        }
    }

    private String tier(Pay.Tiered tiered) {
        Tally tally = Tally.of(
                tiered.measure(),
                Period.of(tiered.period(), of.captured().facts().day()));
        boolean whole = tiered.mode() == Pay.Tiered.Mode.RETROACTIVE;
        long before = of.captured().counted(tally);
        long stood = whole ? of.captured().rate(tally).orElse(before) : before;
        return language.say(
                whole ? Phrase.TIER_REACHED : Phrase.TIER_STOOD,
                language.measure(tiered.measure()),
                language.period(tiered.period()),
                tiered.measure() == Measure.REVENUE
                        ? language.money(new Money(stood, currency))
                        : language.number(stood));
    }

    private void steps(List<String> sentences) {
        Earned earned = of.earned();
        int limited = earned.limited().compareTo(earned.full());
        if (limited != 0) {
            sentences.add(language.say(
                    limited > 0 ? Phrase.RAISED_TO_LEAST : Phrase.LOWERED_TO_MOST,
                    exact(earned.full()),
                    exact(earned.limited())));
        }
        Fraction share = of.captured().share().part();
        if (!share.equals(Fraction.ONE)) {
            sentences.add(language.say(Phrase.SHARED, share(share), exact(earned.shared())));
        }
        if (!earned.capped().equals(earned.shared())) {
            sentences.add(language.say(Phrase.CAPPED, exact(earned.capped()), exact(earned.shared())));
        }
    }

    private void attribution(List<String> sentences) {
        of.captured().share().flags().stream()
                .sorted()
                .map(flag -> language.say(
                        switch (flag) {
                            case TOO_FAST -> Phrase.HELD_TOO_FAST;
                            case AFTER_CHECKOUT -> Phrase.CUT_AFTER_CHECKOUT;
                            case OTHERS_AFTER_CHECKOUT -> Phrase.OTHERS_CUT_AFTER_CHECKOUT;
                            case ONE_TOUCH -> Phrase.KNOWN_BY_ONE_TOUCH;
                            case CHECKOUT_IGNORED -> Phrase.CHECKOUT_TIME_IGNORED;
                        }))
                .forEach(sentences::add);
    }

    /// As a percentage where it is one: 1/3 is not.
    private String share(Fraction part) {
        Fraction percent = part.times(Fraction.of(100));
        return percent.denominator().equals(BigInteger.ONE)
                ? language.percent(new BigDecimal(percent.numerator()))
                : part.toString();
    }

    private String exact(Fraction minor) {
        return language.decimal(units(minor, currency)) + " " + currency;
    }

    /// Eight digits of it, to read.
    private static BigDecimal rate(Fraction exact) {
        BigDecimal read = new BigDecimal(exact.numerator())
                .divide(new BigDecimal(exact.denominator()), new MathContext(8, RoundingMode.HALF_UP))
                .stripTrailingZeros();
        return read.scale() < 0 ? read.setScale(0) : read;
    }

    private static BigDecimal units(Fraction minor, CurrencyCode currency) {
        return decimal(minor, currency.decimals());
    }

    /// With at least the currency's decimals, and more where there is more to say.
    private static BigDecimal decimal(Fraction value, int decimals) {
        BigDecimal cut = new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), MOST_DECIMALS, RoundingMode.HALF_UP)
                .movePointLeft(decimals)
                .stripTrailingZeros();
        return cut.setScale(Math.max(cut.scale(), decimals), RoundingMode.UNNECESSARY);
    }
}
