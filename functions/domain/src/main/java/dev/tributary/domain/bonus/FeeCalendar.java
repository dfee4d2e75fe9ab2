package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When fees are due: after each period, which is when the next one begins in the program's zone. Every
/// period that fees have ends with a month.
public final class FeeCalendar {
    private static final List<Period.Length> LENGTHS =
            List.of(Period.Length.MONTH, Period.Length.QUARTER, Period.Length.YEAR);

    private final TermsHistory terms;
    private final ZoneId zone;

    public FeeCalendar(TermsHistory terms, ZoneId zone) {
        this.terms = terms;
        this.zone = zone;
    }

    /// The first day of a month that begins after an instant; empty when no version gives a fee.
    public Optional<LocalDate> next(Instant after) {
        boolean pays = terms.versions().stream()
                .flatMap(document -> document.bonuses().stream())
                .anyMatch(Bonus.FlatFee.class::isInstance);
        return pays
                ? Optional.of(after.atZone(zone).toLocalDate().withDayOfMonth(1).plusMonths(1))
                : Optional.empty();
    }

    /// When a day begins: after midnight, where clocks change at midnight.
    public Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /// What is due on such a day, in the order of the terms.
    public List<FeeDue> on(LocalDate day) {
        List<FeeDue> due = new ArrayList<>();
        for (Period.Length length : LENGTHS) {
            Period period = Period.of(length, day.minusDays(1));
            if (period.end().filter(day::equals).isPresent()) {
                Instant from = begin(period.start());
                terms.inForce(from).ifPresent(document -> due.addAll(of(document, period, from, begin(day))));
            }
        }
        return List.copyOf(due);
    }

    private List<FeeDue> of(TermsDocument document, Period period, Instant from, Instant at) {
        LocalDate released = Hold.releaseDay(Hold.end(at, document.holdDays()), zone);
        List<FeeDue> due = new ArrayList<>();
        for (Bonus bonus : document.bonuses()) {
            if (bonus instanceof Bonus.FlatFee fee && fee.covers(period)) {
                due.add(new FeeDue(fee, period, document.version(), from, at, released));
            }
        }
        return due;
    }
}
