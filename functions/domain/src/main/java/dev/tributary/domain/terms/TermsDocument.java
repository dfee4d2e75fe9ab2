package dev.tributary.domain.terms;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One version of a program's terms. It is never edited; `TermsCheck` says what keeps a draft from
/// being published.
///
/// @param limits the least and the most of one conversion
/// @param caps of an affiliate in a period
/// @param clickPay pay for clicks, where there is one
/// @param bonuses what is paid once beside commissions
public record TermsDocument(
        int version,
        Instant effectiveFrom,
        AttributionPolicy attribution,
        PaidUnder paidUnder,
        List<Rule> rules,
        Limits limits,
        List<Cap> caps,
        Optional<ClickPay> clickPay,
        int holdDays,
        ValidationPolicy validation,
        Money minimumPayout,
        int paysWithinDays,
        List<Bonus> bonuses) {
    public static final int DEFAULT_HOLD_DAYS = 30;
    /// The version of no terms; published ones count from 1.
    public static final int NONE = 0;
    public static final int DEFAULT_PAYS_WITHIN_DAYS = 65;

    /// Which version pays for a click: the one in force at the click, or at the conversion.
    public enum PaidUnder {
        CLICK,
        CONVERSION
    }

    public TermsDocument {
        rules = List.copyOf(rules);
        caps = List.copyOf(caps);
        bonuses = List.copyOf(bonuses);
        if (version < NONE) {
            throw new IllegalArgumentException("version is below 0: " + version);
        }
    }

    /// Without limits, caps, pay for clicks and bonuses.
    public TermsDocument(
            int version,
            Instant effectiveFrom,
            AttributionPolicy attribution,
            PaidUnder paidUnder,
            List<Rule> rules,
            int holdDays,
            ValidationPolicy validation,
            Money minimumPayout,
            int paysWithinDays) {
        this(
                version,
                effectiveFrom,
                attribution,
                paidUnder,
                rules,
                Limits.NONE,
                List.of(),
                Optional.empty(),
                holdDays,
                validation,
                minimumPayout,
                paysWithinDays,
                List.of());
    }

    /// What holds in a program that has published nothing: its links lead, nothing is paid.
    public static TermsDocument none(CurrencyCode currency) {
        return new TermsDocument(
                NONE,
                Instant.EPOCH,
                new AttributionPolicy(
                        AttributionPolicy.Model.LAST_CLICK,
                        AttributionPolicy.DEFAULT_WINDOW_DAYS,
                        AttributionPolicy.Precedence.COUPON),
                PaidUnder.CLICK,
                List.of(),
                DEFAULT_HOLD_DAYS,
                ValidationPolicy.AUTO,
                Money.zero(currency),
                DEFAULT_PAYS_WITHIN_DAYS);
    }

    /// Which rule wins which lines of the base (by their index): for each line the first rule that
    /// matches. In the order of the rules; rules without a line are not there, nor are lines without
    /// a rule.
    public List<Won> evaluate(RuleFacts facts, Base base) {
        List<BaseLine> lines = base.lines();
        List<List<Integer>> won = new ArrayList<>();
        rules.forEach(rule -> won.add(new ArrayList<>()));
        for (int line = 0; line < lines.size(); line++) {
            for (int rule = 0; rule < rules.size(); rule++) {
                if (rules.get(rule).matches(facts, base.amount(), lines.get(line))) {
                    won.get(rule).add(line);
                    break;
                }
            }
        }
        List<Won> result = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if (!won.get(rule).isEmpty()) {
                result.add(new Won(rules.get(rule), List.copyOf(won.get(rule))));
            }
        }
        return List.copyOf(result);
    }

    /// A rule and the lines that it won.
    public record Won(Rule rule, List<Integer> lines) {}

    public int holdDays(Rule rule) {
        return rule.holdDays().orElse(holdDays);
    }

    public int longestHoldDays() {
        return rules.stream().mapToInt(this::holdDays).reduce(holdDays, Math::max);
    }

    /// Of a rule by its id; of one that is not here, the document's.
    public int holdDays(RuleId id) {
        return rules.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .map(this::holdDays)
                .orElse(holdDays);
    }

    /// The same as a version of its own.
    public TermsDocument published(int number, Instant from) {
        return new TermsDocument(
                number,
                from,
                attribution,
                paidUnder,
                rules,
                limits,
                caps,
                clickPay,
                holdDays,
                validation,
                minimumPayout,
                paysWithinDays,
                bonuses);
    }

    public TermsDocument withRules(List<Rule> others) {
        return new TermsDocument(
                version,
                effectiveFrom,
                attribution,
                paidUnder,
                others,
                limits,
                caps,
                clickPay,
                holdDays,
                validation,
                minimumPayout,
                paysWithinDays,
                bonuses);
    }

    public TermsDocument withBonuses(List<Bonus> others) {
        return new TermsDocument(
                version,
                effectiveFrom,
                attribution,
                paidUnder,
                rules,
                limits,
                caps,
                clickPay,
                holdDays,
                validation,
                minimumPayout,
                paysWithinDays,
                others);
    }

    public Optional<Bonus> bonus(BonusId id) {
        return bonuses.stream().filter(bonus -> bonus.id().equals(id)).findFirst();
    }

    /// What an event of that day is counted in for the bonuses that conversions reach.
    public Set<Tally> bonusTallies(LocalDate day) {
        return bonuses.stream()
                .filter(Bonus::isReachedByConversions)
                .flatMap(bonus -> bonus.tallies(day))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What an event of that day is counted in: by its tiers, its caps and its bonuses.
    public Set<Tally> tallies(LocalDate day) {
        Set<Tally> tallies =
                bonuses.stream().flatMap(bonus -> bonus.tallies(day)).collect(Collectors.toCollection(TreeSet::new));
        tallies.addAll(payTallies(day));
        return tallies;
    }

    /// What of that its tiers and caps ask for.
    public Set<Tally> payTallies(LocalDate day) {
        Set<Tally> tallies = new TreeSet<>();
        for (Rule rule : rules) {
            tallies.addAll(rule.pay().tallies(day));
        }
        caps.forEach(cap -> tallies.add(cap.tally(day)));
        return tallies;
    }

    /// Whether it pays for clicks, or has tiers or bonuses by them.
    public boolean asksForClicks() {
        return clickPay().isPresent()
                || rules.stream().anyMatch(rule -> rule.pay().isByClicks())
                || bonuses.stream().anyMatch(TermsDocument::isByClicks);
    }

    private static boolean isByClicks(Bonus bonus) {
        return bonus instanceof Bonus.Milestone milestone && milestone.measure() == Measure.QUALIFIED_CLICKS
                || bonus instanceof Bonus.Leaderboard board && board.measure() == Measure.QUALIFIED_CLICKS;
    }
}
