package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.attribution.Credit.Share;
import dev.tributary.domain.oracle.attribution.Visit.Binding;
import dev.tributary.domain.oracle.attribution.Visit.Bond;
import dev.tributary.domain.oracle.attribution.Visit.Bound;
import dev.tributary.domain.oracle.attribution.Visit.Coupon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Who is credited, by precedence: a subscription's binding always, then coupon, customer's binding and
/// clicks; where the program puts the click first, the coupon comes last.
record Crediting(Visit visit, Standings standings, Consumer<String> met) {
    static Credit of(Visit visit) {
        return of(visit, _ -> {});
    }

    /// @param met is told which kinds of case the visit has come to
    static Credit of(Visit visit, Consumer<String> met) {
        Credit credit = new Crediting(visit, new Standings(visit, met), met).credit();
        met.accept(credit.shares().isEmpty() ? "nobody" : credit.shares().size() > 1 ? "several" : "one");
        return credit;
    }

    private Credit credit() {
        Optional<Credit> subscription = bound(true);
        if (subscription.isPresent()) {
            met.accept("by subscription");
            return subscription.get();
        }
        Credit clicks = new Clicks(visit, standings, met).credit();
        Optional<Credit> clicked =
                Optional.of(clicks).filter(credit -> !credit.shares().isEmpty());
        Optional<Credit> customer = bound(false);
        if (customer.isPresent() && clicked.isPresent() && isNewClick(clicks)) {
            met.accept("a new click takes over");
            customer = Optional.empty();
        }
        Optional<Credit> coupon = visit.coupon().flatMap(this::coupon);
        List<Optional<Credit>> order =
                visit.policy().clickFirst() ? List.of(customer, clicked, coupon) : List.of(coupon, customer, clicked);
        Optional<Credit> first = order.stream().flatMap(Optional::stream).findFirst();
        first.ifPresent(
                credit -> met.accept("by " + credit.shares().getFirst().by().split(" ")[0]));
        return first.orElse(clicks);
    }

    /// All of it, whatever the model; a paused owner's counts as none.
    private Optional<Credit> coupon(Coupon coupon) {
        if (!standings.faults(coupon.owner(), visit.at()).isEmpty()) {
            met.accept("coupon of one who is out");
            return Optional.empty();
        }
        Share all = new Share(coupon.owner(), "coupon " + coupon.code(), Exact.ONE, Set.of());
        return Optional.of(new Credit(List.of(all), Set.of()));
    }

    /// Everybody who was bound, with the same shares, but those who are banned or buy themselves: what
    /// was won before a pause or an end still earns.
    private Optional<Credit> bound(boolean subscription) {
        Optional<Bond> bond = visit.bonds().stream()
                .filter(one -> one.subscription() == subscription && lasts(one))
                .findFirst();
        List<Share> shares = new ArrayList<>();
        for (Bound bound : bond.map(Bond::bound).orElse(List.of())) {
            if (standings.isBanned(bound.affiliate()) || standings.isBuyer(bound.affiliate())) {
                met.accept("bound one who is out");
            } else {
                shares.add(new Share(
                        bound.affiliate(), subscription ? "subscription" : "customer", bound.part(), Set.of()));
            }
        }
        return shares.isEmpty() ? Optional.empty() : Optional.of(new Credit(shares, Set.of()));
    }

    /// A subscription's has no end unless the terms state one; a customer's needs terms that bind.
    private boolean lasts(Bond bond) {
        Optional<Binding> binding = visit.policy().binding();
        if (binding.isEmpty()) {
            return bond.subscription();
        }
        LocalDate start = bond.since().atZone(visit.zone()).toLocalDate();
        LocalDate day = visit.at().atZone(visit.zone()).toLocalDate();
        boolean inMonths = binding.get().months().isEmpty()
                || day.isBefore(start.plusMonths(binding.get().months().get()));
        boolean inCharges = binding.get().charges().isEmpty()
                || bond.charges() < binding.get().charges().get();
        if (!inMonths || !inCharges) {
            met.accept(inMonths ? "charges are over" : "months are over");
        }
        return inMonths && inCharges;
    }

    private boolean isNewClick(Credit clicks) {
        boolean rebind = visit.policy().binding().filter(Binding::newClick).isPresent();
        Optional<Bond> bond =
                visit.bonds().stream().filter(one -> !one.subscription()).findFirst();
        return rebind
                && clicks.shares().stream()
                        .map(share -> Clicks.number(share.by()))
                        .anyMatch(number -> visit.clicks().stream()
                                .filter(click -> click.number() == number)
                                .anyMatch(click ->
                                        click.at().isAfter(bond.orElseThrow().since())));
    }
}
