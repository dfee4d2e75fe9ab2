package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.Basket.Base;
import dev.tributary.domain.oracle.History.Affiliate;
import dev.tributary.domain.oracle.History.Amounts;
import dev.tributary.domain.oracle.History.Change;
import dev.tributary.domain.oracle.History.Click;
import dev.tributary.domain.oracle.History.Pay;
import dev.tributary.domain.oracle.History.Rule;
import dev.tributary.domain.oracle.History.Sale;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Standing;
import dev.tributary.domain.oracle.History.Terms;
import dev.tributary.domain.oracle.History.Word;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is credited, and what the terms pay for an order: both from facts, nothing remembered.
final class Conditions {
    private static final long SKEW = 300;
    private static final long DAY = 86_400;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// What a decision captured: an update is judged by it.
    record Credited(int affiliate, Terms terms, LocalDate day, Set<String> groups, Optional<String> coupon) {}

    /// What one rule pays, unrounded before; `lines` are those of the base that it won.
    record Earned(Rule rule, List<Base> lines, BigDecimal commission) {}

    private Conditions() {}

    /// Whether the call itself is refused: too old, in the future, before its own click, or approved
    /// for more than its amount.
    static boolean refused(Sale sale) {
        Instant occurred = sale.occurredAt();
        BigDecimal amount = sale.amounts().map(Amounts::amount).orElse(BigDecimal.ZERO);
        return refused(occurred, sale.at())
                || sale.word()
                        .flatMap(Word::approvedAmount)
                        .filter(approved -> approved.compareTo(amount) > 0)
                        .isPresent()
                || sale.click()
                        .filter(click -> occurred.isBefore(click.at().minusSeconds(SKEW)))
                        .isPresent();
    }

    static boolean refused(Instant occurred, Instant now) {
        return occurred.isBefore(now.minusSeconds(100 * DAY)) || occurred.isAfter(now.plusSeconds(SKEW));
    }

    static Optional<Credited> credited(Sale sale, Setup setup) {
        Instant occurred = sale.occurredAt();
        Terms judge = sale.click()
                .flatMap(click -> setup.versions().stream()
                        .filter(terms -> terms.version() == click.version())
                        .findFirst())
                .orElse(setup.termsAt(occurred));
        Optional<String> known = sale.coupons().stream()
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .filter(setup.coupons()::containsKey)
                .findFirst();
        Optional<Credited> byCoupon = known.map(setup.coupons()::get)
                .map(setup::affiliate)
                .filter(owner -> stands(owner, occurred, sale))
                .map(owner -> credited(owner, setup.termsAt(occurred), sale, setup, known));
        Optional<Credited> byClick = sale.click()
                .filter(click -> counts(click, judge, sale, setup))
                .map(click -> {
                    Terms terms = judge.paidAtConversion() ? setup.termsAt(occurred) : setup.termsAt(click.at());
                    return credited(setup.affiliate(click.affiliate()), terms, sale, setup, known);
                });
        return judge.clickFirst() ? byClick.or(() -> byCoupon) : byCoupon.or(() -> byClick);
    }

    private static Credited credited(
            Affiliate affiliate, Terms terms, Sale sale, Setup setup, Optional<String> coupon) {
        LocalDate day = sale.occurredAt().atZone(setup.zone()).toLocalDate();
        return new Credited(affiliate.number(), terms, day, affiliate.groups(), coupon);
    }

    private static boolean counts(Click click, Terms judge, Sale sale, Setup setup) {
        return click.qualified()
                && !sale.occurredAt().isAfter(click.at().plusSeconds(judge.windowDays() * DAY))
                && stands(setup.affiliate(click.affiliate()), click.at(), sale);
    }

    /// Approved then, not banned by now, and not the buyer. What a shop's clock says is ahead of now is judged by what
    /// is known now.
    private static boolean stands(Affiliate affiliate, Instant then, Sale sale) {
        Optional<Standing> standing = standing(affiliate, then.isAfter(sale.at()) ? sale.at() : then);
        Optional<Standing> now = standing(affiliate, sale.at());
        return standing.equals(Optional.of(Standing.APPROVED))
                && !now.equals(Optional.of(Standing.BANNED))
                && sale.customer().filter(affiliate.members()::contains).isEmpty();
    }

    private static Optional<Standing> standing(Affiliate affiliate, Instant instant) {
        Optional<Standing> standing = Optional.empty();
        for (Change change : affiliate.changes()) {
            if (!change.since().isAfter(instant)) {
                standing = Optional.of(change.standing());
            }
        }
        return standing;
    }

    /// For each line the first rule that matches; each rule's pay over its lines, rounded once.
    static Map<String, Earned> earned(Credited credited, String event, Basket basket, Setup setup, int decimals) {
        Map<Rule, List<Base>> won = new LinkedHashMap<>();
        for (Base line : basket.base()) {
            credited.terms().rules().stream()
                    .filter(rule -> matches(rule, credited, event, line))
                    .findFirst()
                    .ifPresent(rule ->
                            won.computeIfAbsent(rule, _ -> new ArrayList<>()).add(line));
        }
        Map<String, Earned> earned = new LinkedHashMap<>();
        won.forEach((rule, lines) -> {
            Pay pay = setup.affiliate(credited.affiliate()).override().orElse(rule.pay());
            Exact exact = Exact.of(pay.fixed());
            for (Base line : lines) {
                exact = exact.plus(line.worth().times(new Exact(pay.percent(), HUNDRED)));
            }
            earned.put(rule.id(), new Earned(rule, lines, exact.rounded(decimals)));
        });
        return earned;
    }

    private static boolean matches(Rule rule, Credited credited, String event, Base line) {
        return (rule.events().isEmpty() || rule.events().contains(event))
                && rule.first().filter(credited.day()::isBefore).isEmpty()
                && rule.last().filter(credited.day()::isAfter).isEmpty()
                && (rule.groups().isEmpty() || !Collections.disjoint(rule.groups(), credited.groups()))
                && (rule.coupons().isEmpty()
                        || credited.coupon()
                                .filter(code -> rule.coupons().get().isEmpty()
                                        || rule.coupons().get().contains(code))
                                .isPresent())
                && (rule.skus().isEmpty()
                        || line.sku().filter(rule.skus()::contains).isPresent())
                && (rule.categories().isEmpty()
                        || line.category().filter(rule.categories()::contains).isPresent());
    }

    /// What went back of a commission by now: its lines' parts, weighed by their worth.
    static BigDecimal reversed(Earned earned, List<Exact> gone, int decimals) {
        Exact whole = Exact.ZERO;
        Exact back = Exact.ZERO;
        Exact plain = Exact.ZERO;
        for (Base line : earned.lines()) {
            Exact part = gone.get(line.of());
            whole = whole.plus(line.worth());
            back = back.plus(line.worth().times(part));
            plain = plain.plus(part);
        }
        Exact part = whole.signum() > 0
                ? back.dividedBy(whole)
                : plain.dividedBy(Exact.of(BigDecimal.valueOf(earned.lines().size())));
        return Exact.of(earned.commission()).times(part).rounded(decimals);
    }
}
