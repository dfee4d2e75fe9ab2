package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.Basket.Back;
import dev.tributary.domain.oracle.Basket.Went;
import dev.tributary.domain.oracle.Conditions.Credited;
import dev.tributary.domain.oracle.Conditions.Earned;
import dev.tributary.domain.oracle.History.Call;
import dev.tributary.domain.oracle.History.Refund;
import dev.tributary.domain.oracle.History.Said;
import dev.tributary.domain.oracle.History.Sale;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Status;
import dev.tributary.domain.oracle.History.Terms;
import dev.tributary.domain.oracle.History.Update;
import dev.tributary.domain.oracle.History.Won;
import dev.tributary.domain.oracle.History.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One order: the facts that were accepted, and what stands in the books for it. After each fact all
/// commissions are computed again from the facts, and only the difference is posted.
final class OracleOrder {
    private static final int WAITING_DAYS = 30;

    /// A commission in the books: where it stands and what it comes to.
    private static final class Posted {
        BigDecimal amount = BigDecimal.ZERO;
        BigDecimal reversed = BigDecimal.ZERO;
        /// What of it stands in its day.
        BigDecimal here = BigDecimal.ZERO;
        Instant holdEnd = Instant.EPOCH;
        LocalDate day = LocalDate.EPOCH;
        boolean released;
        boolean noHold;
    }

    private final Oracle oracle;
    private final Setup setup;
    private final int decimals;
    private final List<Call> waiting = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Back> backs = new ArrayList<>();
    private final Map<String, Posted> posted = new LinkedHashMap<>();
    private Optional<Sale> sale = Optional.empty();
    private Optional<Credited> credited = Optional.empty();
    private Basket basket = Basket.of(Optional.empty(), List.of());
    private Status status = Status.PENDING;
    private boolean converting;
    private boolean moving;
    private Instant waitEnd = Instant.EPOCH;

    OracleOrder(Oracle oracle, Setup setup) {
        this.oracle = oracle;
        this.setup = setup;
        this.decimals = Currency.getInstance(setup.currency()).getDefaultFractionDigits();
    }

    List<Oracle.Commission> commissions() {
        List<Oracle.Commission> result = new ArrayList<>();
        posted.forEach((rule, one) -> {
            if (one.amount.signum() != 0) {
                result.add(new Oracle.Commission(credited.orElseThrow().affiliate(), rule, one.amount, one.reversed));
            }
        });
        return result;
    }

    void receive(Call call) {
        waiting.removeIf(one -> !one.at().plus(Duration.ofDays(WAITING_DAYS)).isAfter(call.at()));
        if (sale.isPresent()) {
            apply(call, call.at());
            post(call.at());
            look(call.at());
        } else if (call instanceof Sale first) {
            if (!Conditions.refused(first)) {
                convert(first);
            }
        } else if (waiting.stream().noneMatch(one -> one.id().equals(call.id()))) {
            waiting.add(call);
        }
    }

    /// What waited is applied in the sale's own transaction, before anything of it is released.
    private void convert(Sale first) {
        converting = true;
        sale = Optional.of(first);
        credited = Conditions.credited(first, setup);
        basket = Basket.of(first.amounts(), first.items());
        waitEnd = waitEnd();
        first.word().ifPresentOrElse(word -> say(word, first.at()), () -> status = Status.APPROVED);
        post(first.at());
        look(first.at());
        converting = false;
        post(first.at());
    }

    /// In the order of (occurred_at, id), each by an entry of its own, as if it had come after what it
    /// waited for; one that waits for a chargeback is looked at again.
    private void look(Instant now) {
        List<Call> due = new ArrayList<>(waiting);
        due.sort(Comparator.comparing(Call::occurredAt).thenComparing(Call::id));
        boolean moved = false;
        for (Call call : due) {
            if (!(call instanceof Won won) || isChargeback(won.chargeback())) {
                waiting.remove(call);
                apply(call, now);
                if (!converting) {
                    post(now);
                }
                moved = true;
            }
        }
        if (moved) {
            look(now);
        }
    }

    private void apply(Call call, Instant now) {
        switch (call) {
            case Sale again -> {
                if (again.repeats(sale.orElseThrow())) {
                    again.word().ifPresent(word -> say(word, now));
                }
            }
            case Said said -> say(said.word(), now);
            case Refund refund -> refund(refund);
            case Won won -> won(won);
            case Update update -> update(update, now);
        }
    }

    private void refund(Refund refund) {
        BigDecimal remaining = basket.remaining(backs);
        boolean known = refund.items().stream().allMatch(basket::knows);
        List<Went> went = basket.went(refund.items(), backs);
        BigDecimal amount = refund.amount().orElseGet(() -> basket.worth(went, backs, decimals));
        if (known && amount.compareTo(remaining) <= 0 && seen.add(refund.id())) {
            backs.add(new Back(refund.refund(), refund.chargeback(), amount, went));
        }
    }

    private boolean isChargeback(String id) {
        return backs.stream().anyMatch(back -> back.chargeback() && back.id().equals(id));
    }

    private void won(Won won) {
        if (seen.contains(won.id())) {
            return;
        }
        if (isChargeback(won.chargeback())) {
            seen.add(won.id());
            backs.removeIf(back -> back.chargeback() && back.id().equals(won.chargeback()));
        } else if (waiting.stream().noneMatch(one -> one.id().equals(won.id()))) {
            waiting.add(won);
        }
    }

    private void update(Update update, Instant now) {
        if (seen.contains(update.id()) || isReleased() || status == Status.REJECTED) {
            return;
        }
        Basket updated = basket.updated(update.amounts(), update.items());
        Exact parts = updated.tax().plus(updated.shipping()).plus(updated.fee());
        if (updated.remaining(backs).signum() >= 0
                && parts.compareTo(Exact.of(updated.amount())) <= 0
                && seen.add(update.id())) {
            basket = updated;
            if (isPending(now)) {
                moving = true;
                waitEnd = waitEnd();
            }
        }
    }

    /// Only forward; a rejection only before the release; what an approval leaves out is reversed.
    private void say(Word word, Instant now) {
        boolean approvedByNow = !converting && !isPending(now);
        if (word.status() == Status.REJECTED && !isReleased()) {
            status = Status.REJECTED;
        }
        if (word.status() == Status.APPROVED && status == Status.PENDING && !approvedByNow) {
            BigDecimal approved = word.approvedAmount().orElse(basket.amount());
            if (approved.compareTo(basket.amount()) > 0) {
                return;
            }
            BigDecimal rest = basket.amount().subtract(approved).min(basket.remaining(backs));
            if (rest.signum() > 0) {
                backs.add(new Back("rest", false, rest, List.of()));
            }
            status = Status.APPROVED;
            moving = true;
        }
    }

    private boolean isReleased() {
        return !converting && earning().anyMatch(this::isReleased);
    }

    private Stream<Posted> earning() {
        return posted.values().stream().filter(one -> one.amount.signum() != 0);
    }

    private boolean isReleased(Posted one) {
        return one.released || oracle.isPast(one.day);
    }

    /// When time approves a pending one: after the days for a decision, or in a program without
    /// decisions when the longest hold is over of what is paid, and the program's if nothing is.
    private Instant waitEnd() {
        if (credited.isEmpty()) {
            return Instant.MAX;
        }
        Terms terms = credited.get().terms();
        if (terms.manual()) {
            return holdEnd(terms.validationDays());
        }
        return earned().values().stream()
                .filter(one -> one.commission().signum() > 0)
                .map(one -> holdEnd(days(one)))
                .max(Comparator.naturalOrder())
                .orElse(holdEnd(terms.holdDays()));
    }

    private Map<String, Earned> earned() {
        return Conditions.earned(
                credited.orElseThrow(), sale.orElseThrow().key().event(), basket, setup, decimals);
    }

    private int days(Earned earned) {
        return earned.rule().holdDays().orElse(credited.orElseThrow().terms().holdDays());
    }

    private boolean isPending(Instant now) {
        return status == Status.PENDING && waitEnd.isAfter(now);
    }

    private Instant holdEnd(int days) {
        return sale.orElseThrow().occurredAt().plus(Duration.ofDays(days));
    }

    private void post(Instant now) {
        if (credited.isEmpty()) {
            return;
        }
        Map<String, Earned> earned = earned();
        List<Exact> gone = basket.gone(backs);
        for (String rule : posted.keySet()) {
            if (!earned.containsKey(rule)) {
                difference(posted.get(rule), BigDecimal.ZERO, BigDecimal.ZERO);
            }
        }
        earned.forEach((rule, one) -> {
            BigDecimal reversed =
                    status == Status.REJECTED ? one.commission() : Conditions.reversed(one, gone, decimals);
            boolean earns = one.commission().signum() > 0 && !isRejectedFromTheStart();
            if (earns && posted.containsKey(rule) && isGone(posted.get(rule))) {
                posted.remove(rule);
            }
            if (earns || posted.containsKey(rule)) {
                difference(posted.computeIfAbsent(rule, _ -> open(one, now)), one.commission(), reversed);
            }
        });
        if (moving) {
            posted.values().forEach(one -> mature(one, now));
            moving = false;
        }
    }

    private boolean isRejectedFromTheStart() {
        return sale.flatMap(Sale::word)
                .filter(word -> word.status() == Status.REJECTED)
                .isPresent();
    }

    private Posted open(Earned earned, Instant now) {
        Posted fresh = new Posted();
        fresh.holdEnd = holdEnd(days(earned));
        fresh.noHold = days(earned) == 0;
        fresh.day = firstDay(end(fresh, now));
        fresh.released = isOver(fresh, now);
        return fresh;
    }

    /// When it may be paid: after its hold, and not while the conversion is pending.
    private Instant end(Posted one, Instant now) {
        return isPending(now) && waitEnd.isAfter(one.holdEnd) ? waitEnd : one.holdEnd;
    }

    /// A hold of 0 is over at once, though the sale's clock goes ahead of ours.
    private boolean isOver(Posted one, Instant now) {
        Instant end = end(one, now);
        return !end.isAfter(now) || one.noHold && end.equals(one.holdEnd);
    }

    private static boolean isGone(Posted one) {
        return one.amount.signum() == 0 && one.here.signum() == 0;
    }

    /// What a person gives or takes about the affiliate's first commission of which something is left.
    void adjust(int affiliate, BigDecimal amount) {
        if (credited.filter(one -> one.affiliate() == affiliate).isPresent()) {
            posted.entrySet().stream()
                    .filter(one -> one.getValue().amount.compareTo(one.getValue().reversed) > 0)
                    .min(Map.Entry.comparingByKey())
                    .ifPresent(one -> move(one.getValue(), amount));
        }
    }

    private void difference(Posted one, BigDecimal amount, BigDecimal reversed) {
        move(one, amount.subtract(reversed).subtract(one.amount.subtract(one.reversed)));
        one.amount = amount;
        one.reversed = reversed;
        if (isReleased(one)) {
            one.here = amount.subtract(reversed);
        }
    }

    /// Given to its day, or taken from what of it is there, and the rest from Available.
    private void move(Posted one, BigDecimal change) {
        Books books = oracle.books(credited.orElseThrow().affiliate());
        String where = isReleased(one) ? Books.AVAILABLE : Books.PENDING + one.day;
        if (change.signum() >= 0) {
            books.move(Books.EXPENSE, where, change);
            one.here = isReleased(one) ? one.here : one.here.add(change);
            return;
        }
        BigDecimal own = isReleased(one) ? BigDecimal.ZERO : one.here.min(change.negate());
        books.reverse(where, own);
        books.reverse(Books.AVAILABLE, change.negate().subtract(own));
        one.here = one.here.subtract(own);
    }

    /// What waited moves to where it belongs by now: another day, or on to Available.
    private void mature(Posted one, Instant now) {
        if (isReleased(one)) {
            return;
        }
        Books books = oracle.books(credited.orElseThrow().affiliate());
        LocalDate day = firstDay(end(one, now));
        boolean over = isOver(one, now);
        if (over || !day.equals(one.day)) {
            books.move(Books.PENDING + one.day, over ? Books.AVAILABLE : Books.PENDING + day, one.here);
            one.day = day;
            one.released = over;
        }
    }

    /// The first local date that begins at or after the end.
    private LocalDate firstDay(Instant end) {
        LocalDate day = end.atZone(setup.zone()).toLocalDate();
        return day.atStartOfDay(setup.zone()).toInstant().isBefore(end) ? day.plusDays(1) : day;
    }
}
