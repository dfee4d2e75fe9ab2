package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// When fees are due: after each period, which is when the next one begins in the program's zone, and every
/// period that fees have ends with a month. And when leaderboards are: on the first day that begins when the
/// hold of the quarter's last instant is over, nothing of it can wait for a decision, and its clicks are posted.
public final class FeeCalendar {
    private static final List<Period.Length> LENGTHS =
            List.of(Period.Length.MONTH, Period.Length.QUARTER, Period.Length.YEAR);

    /// A hold lasts a year at most.
    private static final int QUARTERS = 6;

    /// By then the clicks of a last day are posted, in every zone: a day is closed 15 hours after its end in UTC.
    private static final int CLICKS_POSTED_DAYS = 3;

    private final TermsHistory terms;
    private final ZoneId zone;

    public FeeCalendar(TermsHistory terms, ZoneId zone) {
        this.terms = terms;
        this.zone = zone;
    }

    /// The next day on which something may be due: a first day of a month, or a leaderboard's; empty when no
    /// version gives either.
    public Optional<LocalDate> next(Instant after) {
        boolean pays = terms.versions().stream()
                .flatMap(document -> document.bonuses().stream())
                .anyMatch(bonus -> bonus instanceof Bonus.FlatFee || bonus instanceof Bonus.Leaderboard);
        LocalDate day = after.atZone(zone).toLocalDate();
        LocalDate month = day.withDayOfMonth(1).plusMonths(1);
        return Optional.of(month)
                .filter(some -> pays)
                .map(some -> boards(day)
                        .map(BoardDue::day)
                        .filter(due -> begin(due).isAfter(after) && due.isBefore(some))
                        .min(Comparator.naturalOrder())
                        .orElse(some));
    }

    /// The boards that are decided on a day, in the order of the terms.
    public List<BoardDue> boardsOn(LocalDate day) {
        return boards(day).filter(due -> due.day().equals(day)).toList();
    }

    /// A board in a quarter, under the version in force when that began; empty where that has none.
    public Optional<BoardDue> board(BonusId id, Period quarter) {
        return of(quarter).filter(due -> due.board().id().equals(id)).findFirst();
    }

    /// Those of the quarters that may be decided about that day.
    private Stream<BoardDue> boards(LocalDate day) {
        Period present = Period.of(Period.Length.QUARTER, day);
        return IntStream.rangeClosed(0, QUARTERS)
                .mapToObj(
                        back -> Period.of(Period.Length.QUARTER, present.start().minusMonths(3L * back)))
                .flatMap(this::of);
    }

    private Stream<BoardDue> of(Period quarter) {
        return terms.inForce(begin(quarter.start())).stream()
                .flatMap(document -> document.bonuses().stream()
                        .filter(Bonus.Leaderboard.class::isInstance)
                        .map(bonus -> due((Bonus.Leaderboard) bonus, document, quarter)));
    }

    private BoardDue due(Bonus.Leaderboard board, TermsDocument document, Period period) {
        int days = document.longestHoldDays();
        if (document.validation().mode() == ValidationPolicy.Mode.MANUAL) {
            days = Math.max(days, document.validation().days());
        }
        if (board.measure() == Measure.QUALIFIED_CLICKS) {
            days = Math.max(days, CLICKS_POSTED_DAYS);
        }
        LocalDate day = Hold.releaseDay(Hold.end(begin(period.end().orElseThrow()), days), zone);
        return new BoardDue(board, period, document.version(), day, begin(day));
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
