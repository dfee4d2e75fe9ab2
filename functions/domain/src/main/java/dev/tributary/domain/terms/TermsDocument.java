package dev.tributary.domain.terms;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One version of a program's terms. It is never edited; `TermsCheck` says what keeps a draft from
/// being published.
public record TermsDocument(
        int version,
        Instant effectiveFrom,
        AttributionPolicy attribution,
        PaidUnder paidUnder,
        List<Rule> rules,
        int holdDays,
        ValidationPolicy validation,
        Money minimumPayout,
        int paysWithinDays) {
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
        if (version < NONE) {
            throw new IllegalArgumentException("version is below 0: " + version);
        }
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

    /// Which rule wins which lines (by their index): for each line the first rule that matches. In
    /// the order of the rules; rules without a line are not there, nor are lines without a rule.
    public List<Won> evaluate(RuleFacts facts, List<BaseLine> lines) {
        List<List<Integer>> won = new ArrayList<>();
        rules.forEach(rule -> won.add(new ArrayList<>()));
        for (int line = 0; line < lines.size(); line++) {
            for (int rule = 0; rule < rules.size(); rule++) {
                if (rules.get(rule).matches(facts, lines.get(line))) {
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
}
