package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.money.CurrencyCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is wrong with a draft, all of it, each with the path of the field. An empty list means that
/// it may be published. Each subject has a file: `AttributionCheck`, `RulesCheck`, `ConditionsCheck`,
/// `PayCheck`, `LimitsCheck`, `BonusesCheck`, and `Lowering` for what needs notice.
public final class TermsCheck {
    public static final int MOST_RULES = 100;
    public static final int MOST_CAPS = 20;
    public static final int MOST_STEPS = 20;
    public static final int MOST_STAGES = 20;
    public static final int MOST_BONUSES = 20;
    /// Of those that conversions reach: each keeps a few numbers on every account.
    public static final int MOST_MILESTONES = 5;
    public static final int MOST_DAYS = 365;
    /// Lowered terms are announced this long before they take effect.
    public static final Duration NOTICE = Duration.ofDays(7);
    /// Days that a payout may take on its way after its run.
    private static final int TRANSFER_DAYS = 3;

    private TermsCheck() {}

    /// `path` as in JSON: `rules[2].pay.percent`.
    public record Fault(String path, String code) {}

    /// What of its program a document is held against: the currency, the categories that the program
    /// lists (none: any may be named), and the longest time between two payout runs.
    public record Setting(CurrencyCode currency, Set<Category> categories, int longestRunDays) {
        public Setting {
            categories = Set.copyOf(categories);
        }
    }

    /// Where a draft is to be published: after these versions, the first one first, and now.
    public record Publishing(Setting setting, List<TermsDocument> earlier, Instant now) {
        public Publishing {
            earlier = List.copyOf(earlier);
        }

        Optional<TermsDocument> before() {
            return earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.getLast());
        }
    }

    /// Of a draft that is saved: all but what its version and its time would bring.
    public static List<Fault> faults(TermsDocument draft, Setting setting) {
        Faults faults = new Faults(setting.currency());
        numbers(draft, setting, faults);
        content(draft, setting, faults);
        return faults.found();
    }

    /// Of a draft that is to be published.
    public static List<Fault> faults(TermsDocument draft, Publishing publishing) {
        Faults faults = new Faults(publishing.setting().currency());
        numbers(draft, publishing.setting(), faults);
        effect(draft, publishing, faults);
        content(draft, publishing.setting(), faults);
        return faults.found();
    }

    /// Of a pay that stands in place of what the rules pay.
    public static List<Fault> faults(String path, Pay pay, CurrencyCode currency) {
        Faults faults = new Faults(currency);
        PayCheck.check(path, pay, faults);
        return faults.found();
    }

    private static void numbers(TermsDocument draft, Setting setting, Faults faults) {
        faults.range("hold_days", draft.holdDays(), 0, MOST_DAYS);
        faults.range("validation.days", draft.validation().days(), 1, MOST_DAYS);
        faults.amount("minimum_payout", draft.minimumPayout());
        faults.addIf(paysTooLate(draft, setting.longestRunDays()), "pays_within_days", "pays_too_late");
    }

    private static void content(TermsDocument draft, Setting setting, Faults faults) {
        AttributionCheck.check(draft.attribution(), faults);
        RulesCheck.check(draft.rules(), setting.categories(), faults);
        LimitsCheck.check(draft, faults);
        BonusesCheck.check(draft, faults);
    }

    /// Whether terms promise to pay sooner than they can, with so much time between two payout runs.
    public static boolean paysTooLate(TermsDocument draft, int longestRunDays) {
        int longest = draft.holdDays();
        for (Rule rule : draft.rules()) {
            longest = Math.max(longest, draft.holdDays(rule));
        }
        if (draft.validation().mode() == ValidationPolicy.Mode.MANUAL) {
            longest = Math.max(longest, draft.validation().days());
        }
        return longest + longestRunDays + TRANSFER_DAYS > draft.paysWithinDays();
    }

    private static void effect(TermsDocument draft, Publishing publishing, Faults faults) {
        Instant from = draft.effectiveFrom();
        faults.addIf(from.isBefore(publishing.now()), "effective_from", "in_the_past");
        publishing.before().ifPresent(before -> {
            faults.addIf(draft.version() <= before.version(), "version", "not_higher");
            faults.addIf(from.isBefore(before.effectiveFrom()), "effective_from", "before_the_last_version");
            faults.addIf(
                    Lowering.mayLower(before, draft)
                            && from.isBefore(publishing.now().plus(NOTICE)),
                    "effective_from",
                    "notice_too_short");
        });
        BonusesCheck.kinds(publishing.earlier(), draft, faults);
    }
}
