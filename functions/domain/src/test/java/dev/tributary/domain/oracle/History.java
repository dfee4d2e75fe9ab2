package dev.tributary.domain.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happened in one program, in the order in which it reached us. Amounts are in units of the
/// program's currency, affiliates are numbers, so that it prints as something a person can read.
record History(Setup setup, List<Step> steps) {
    record Setup(
            String currency,
            ZoneId zone,
            List<Terms> versions,
            Map<String, Integer> coupons,
            List<Affiliate> affiliates) {
        Affiliate affiliate(int number) {
            return affiliates.stream()
                    .filter(one -> one.number() == number)
                    .findFirst()
                    .orElseThrow();
        }

        /// The version in force: the last one that took effect.
        Terms termsAt(Instant instant) {
            Terms inForce = versions.getFirst();
            for (Terms terms : versions) {
                inForce = terms.from().isAfter(instant) ? inForce : terms;
            }
            return inForce;
        }
    }

    enum Standing {
        APPROVED,
        PAUSED,
        ENDED,
        BANNED
    }

    record Change(Instant since, Standing standing) {}

    record Affiliate(
            int number, List<Change> changes, Set<String> groups, Set<String> members, Optional<Pay> override) {}

    /// The coupon stands before the click unless `clickFirst`; a click is paid under the version in
    /// force at it unless `paidAtConversion`.
    record Terms(
            int version,
            Instant from,
            int windowDays,
            boolean clickFirst,
            boolean paidAtConversion,
            List<Rule> rules,
            int holdDays,
            boolean manual,
            int validationDays) {}

    /// Zero for what is not paid.
    record Pay(BigDecimal fixed, BigDecimal percent) {}

    /// An empty set is no condition; `coupons` present and empty asks for any coupon.
    record Rule(
            String id,
            Set<String> events,
            Optional<LocalDate> first,
            Optional<LocalDate> last,
            Set<String> groups,
            Optional<Set<String>> coupons,
            Set<String> skus,
            Set<String> categories,
            Pay pay,
            Optional<Integer> holdDays) {}

    record OrderKey(String event, String order) {}

    record Click(int affiliate, Instant at, int version, boolean qualified) {}

    record Amounts(
            BigDecimal amount, Optional<BigDecimal> tax, Optional<BigDecimal> shipping, Optional<BigDecimal> fee) {}

    record Item(Optional<String> sku, Optional<String> category, int quantity, BigDecimal amount) {}

    record RefundItem(String sku, Optional<Integer> quantity, Optional<BigDecimal> amount) {}

    enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    record Word(Status status, Optional<BigDecimal> approvedAmount) {}

    sealed interface Step {
        Instant at();
    }

    /// A call of the merchant; `stated` is its occurred_at, where it has one.
    sealed interface Call extends Step {
        OrderKey key();

        Optional<Instant> stated();

        default Instant occurredAt() {
            return stated().orElse(at());
        }

        /// What tells it from other calls about the order; a sale needs nothing.
        default String id() {
            return switch (this) {
                case Sale _ -> "sale";
                case Refund refund -> "refund " + refund.refund();
                case Won won -> "won " + won.chargeback();
                case Update update -> "update " + update.update();
                case Said said -> "said " + said.word();
            };
        }
    }

    record Sale(
            Instant at,
            OrderKey key,
            Optional<Instant> stated,
            Optional<Click> click,
            List<String> coupons,
            Optional<String> customer,
            Optional<Amounts> amounts,
            List<Item> items,
            Optional<Word> word)
            implements Call {
        /// Whether it is the same order again, whatever its arrival and its status: a field that one
        /// of the two leaves out does not differ.
        boolean repeats(Sale other) {
            return alike(stated, other.stated)
                    && alike(click, other.click)
                    && (coupons.isEmpty() || other.coupons.isEmpty() || coupons.equals(other.coupons))
                    && alike(customer, other.customer)
                    && alike(amounts.map(Amounts::amount), other.amounts.map(Amounts::amount))
                    && alike(amounts.flatMap(Amounts::tax), other.amounts.flatMap(Amounts::tax))
                    && alike(amounts.flatMap(Amounts::shipping), other.amounts.flatMap(Amounts::shipping))
                    && alike(amounts.flatMap(Amounts::fee), other.amounts.flatMap(Amounts::fee))
                    && (items.isEmpty() || other.items.isEmpty() || items.equals(other.items));
        }

        private static <T> boolean alike(Optional<T> one, Optional<T> other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }

        Sale arriving(Instant when) {
            return new Sale(when, key, stated, click, coupons, customer, amounts, items, word);
        }

        Sale saying(Instant when, Word said) {
            return new Sale(when, key, stated, click, coupons, customer, amounts, items, Optional.of(said));
        }
    }

    record Refund(
            Instant at,
            OrderKey key,
            Optional<Instant> stated,
            String refund,
            boolean chargeback,
            Optional<BigDecimal> amount,
            List<RefundItem> items)
            implements Call {}

    record Won(Instant at, OrderKey key, Optional<Instant> stated, String chargeback) implements Call {}

    record Update(Instant at, OrderKey key, Optional<Instant> stated, String update, Amounts amounts, List<Item> items)
            implements Call {}

    record Said(Instant at, OrderKey key, Optional<Instant> stated, Word word) implements Call {}

    /// The daily release: of every account, through the local day of `at`.
    record Release(Instant at) implements Step {}

    /// What people and payouts do to an account. An adjustment may be negative; the others are taken
    /// as far as there is something to take.
    ///
    /// @param about the order whose commission an adjustment corrects: the affiliate's first by its rule,
    ///     and no adjustment where there is none
    record Money(Instant at, Kind kind, int affiliate, BigDecimal amount, Optional<OrderKey> about) implements Step {
        Money(Instant at, Kind kind, int affiliate, BigDecimal amount) {
            this(at, kind, affiliate, amount, Optional.empty());
        }
    }

    enum Kind {
        ADJUST,
        RESERVE,
        SETTLE,
        FAIL,
        RETURN,
        WRITE_OFF,
        FORFEIT
    }
}
