package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Versioned;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What an approver of a plan is shown before it is approved: sums per rail, what changed against the last run,
/// and each line that deserves a look, with why.
///
/// @param rails those that pay somebody, in their order
/// @param sinceLast empty where none was carried out before
/// @param lines every line that is paid, in the order of its bucket
/// @param shared affiliates who are paid to one and the same place, two or more each
public record PlanReview(
        List<RailSum> rails, Optional<Change> sinceLast, List<Line> lines, List<List<AffiliateId>> shared) {
    private static final long TIMES_THE_AVERAGE = 3;

    public PlanReview {
        rails = List.copyOf(rails);
        lines = List.copyOf(lines);
        shared = shared.stream().map(List::copyOf).toList();
    }

    /// @param fees what the merchant bears on top
    /// @param execution when the bank carries it out, if it is told today; empty where the rail does that at once,
    ///     or a person does
    public record RailSum(Rail rail, long payouts, Money gross, Money fees, Money net, Optional<LocalDate> execution) {
        private RailSum plus(PlanLine.Included line) {
            return new RailSum(
                    rail,
                    payouts + 1,
                    gross.plus(line.gross()),
                    fees.plus(line.fee()),
                    net.plus(line.net()),
                    execution);
        }
    }

    /// This run less the last one that was carried out.
    public record Change(PayoutRun last, long payouts, Money net) {}

    public record Line(Payout payout, Set<Warning> warnings) {
        public Line {
            warnings = Set.copyOf(warnings);
        }
    }

    public enum Warning {
        /// The affiliate's first method, to which no money has gone yet.
        NEW_METHOD,
        /// In the last 30 days.
        METHOD_CHANGED,
        /// Another affiliate of the run is paid to the same place.
        SHARED_ACCOUNT,
        /// Of this run.
        OVER_THREE_TIMES_THE_AVERAGE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param payouts of the plan
    /// @param methods as they are now, of those who have one
    /// @param destinations where a line goes, in clear; empty where that does not open
    /// @param last the last run of the program and currency that was carried out
    public static PlanReview of(
            PayoutRun run,
            List<Payout> payouts,
            Map<AffiliateId, Versioned<PayoutMethod>> methods,
            Function<PlanLine.Included, Optional<Receiver>> destinations,
            Optional<PayoutRun> last,
            Instant now) {
        Map<Rail, RailSum> rails = new EnumMap<>(Rail.class);
        Map<String, List<AffiliateId>> places = new TreeMap<>();
        BigInteger sum = BigInteger.ZERO;
        for (Payout payout : payouts) {
            PlanLine.Included line = payout.line();
            Rail rail = line.to().rail();
            rails.put(rail, rails.getOrDefault(rail, none(rail, run, now)).plus(line));
            sum = sum.add(BigInteger.valueOf(line.net().minor()));
            destinations
                    .apply(line)
                    .ifPresent(to -> places.computeIfAbsent(place(to), absent -> new ArrayList<>())
                            .add(payout.affiliate()));
        }
        List<List<AffiliateId>> shared =
                places.values().stream().filter(of -> of.size() > 1).toList();
        Map<AffiliateId, List<AffiliateId>> sharing = new HashMap<>();
        shared.forEach(group -> group.forEach(affiliate -> sharing.put(affiliate, group)));
        BigInteger most = sum.multiply(BigInteger.valueOf(TIMES_THE_AVERAGE));
        BigInteger count = BigInteger.valueOf(payouts.size());
        List<Line> lines = payouts.stream()
                .map(payout -> {
                    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
                    add(warnings, Warning.NEW_METHOD, payout.line().to().isNew());
                    add(warnings, Warning.METHOD_CHANGED, isChanged(payout, methods, run, now));
                    add(warnings, Warning.SHARED_ACCOUNT, sharing.containsKey(payout.affiliate()));
                    BigInteger net = BigInteger.valueOf(payout.line().net().minor());
                    add(
                            warnings,
                            Warning.OVER_THREE_TIMES_THE_AVERAGE,
                            net.multiply(count).compareTo(most) > 0);
                    return new Line(payout, warnings);
                })
                .toList();
        return new PlanReview(
                List.copyOf(rails.values()),
                last.map(of -> new Change(
                        of,
                        run.totals().payouts() - of.totals().payouts(),
                        run.totals().net().minus(of.totals().net()))),
                lines,
                shared);
    }

    private static void add(Set<Warning> warnings, Warning warning, boolean is) {
        if (is) {
            warnings.add(warning);
        }
    }

    private static RailSum none(Rail rail, PayoutRun run, Instant now) {
        Money zero = Money.zero(run.head().currency());
        return new RailSum(
                rail,
                0,
                zero,
                zero,
                zero,
                rail == Rail.SEPA ? Optional.of(TargetDays.execution(now)) : Optional.empty());
    }

    /// Whose account it is said to be does not tell one from another.
    private static String place(Receiver to) {
        return switch (to) {
            case Receiver.BankAccount bank -> "sepa " + bank.iban().text();
            case Receiver.StripeAccount stripe -> "stripe " + stripe.text();
            case Receiver.PayPalReceiver payPal -> "paypal " + payPal.text().toLowerCase(Locale.ROOT);
            case Receiver.Reference reference -> "csv " + reference.text();
        };
    }

    private static boolean isChanged(
            Payout payout, Map<AffiliateId, Versioned<PayoutMethod>> methods, PayoutRun run, Instant now) {
        Instant since = run.sealed().map(PayoutRun.Sealed::at).orElse(now).minus(PlanTotals.RECENT);
        return Optional.ofNullable(methods.get(payout.affiliate()))
                .map(Versioned::value)
                .filter(method -> !method.isNew() && method.setAt().isAfter(since))
                .isPresent();
    }
}
