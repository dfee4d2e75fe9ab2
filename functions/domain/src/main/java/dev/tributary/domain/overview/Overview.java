package dev.tributary.domain.overview;

import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderFigures;
import dev.tributary.domain.order.OrderFigures.Kind;
import dev.tributary.domain.order.OrderFigures.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up by day of the program's zone: conversions by the day on which they occurred, whatever became of them
/// later. Used by one thread.
public final class Overview {
    private final ZoneId zone;
    private final CurrencyCode currency;
    private final Whose whose;
    private final SortedMap<LocalDate, DayFigures> days = new TreeMap<>();

    /// Everybody's, unless one affiliate or one link is named.
    public record Whose(Optional<AffiliateId> affiliate, Optional<LinkId> link) {
        public boolean isEverybody() {
            return affiliate.isEmpty() && link.isEmpty();
        }

        boolean has(Part part) {
            return (affiliate.isEmpty() || affiliate.get().equals(part.affiliate()))
                    && (link.isEmpty() || part.link().filter(link.get()::equals).isPresent());
        }
    }

    public Overview(ZoneId zone, CurrencyCode currency, Whose whose) {
        this.zone = zone;
        this.currency = currency;
        this.whose = whose;
    }

    public void add(Instant occurredAt, OrderFigures order) {
        LocalDate day = LocalDate.ofInstant(occurredAt, zone);
        if (whose.isEverybody()) {
            Money commission = order.parts().stream().map(Part::commission).reduce(Money.zero(currency), Money::plus);
            add(day, order.kind(), order.base(), commission);
            return;
        }
        boolean has = false;
        Money base = Money.zero(currency);
        Money commission = Money.zero(currency);
        for (Part part : order.parts()) {
            if (whose.has(part)) {
                has = true;
                base = base.plus(part.base());
                commission = commission.plus(part.commission());
            }
        }
        if (has) {
            add(day, order.kind(), base, commission);
        }
    }

    private void add(LocalDate day, Kind kind, Money base, Money commission) {
        plus(
                day,
                new DayFigures(
                        KindCounts.NONE,
                        kind == Kind.CONVERTED ? 1 : 0,
                        kind == Kind.UNATTRIBUTED ? 1 : 0,
                        base,
                        commission,
                        Money.zero(currency)));
    }

    public void addClicks(LocalDate day, KindCounts clicks) {
        Money zero = Money.zero(currency);
        plus(day, new DayFigures(clicks, 0, 0, zero, zero, zero));
    }

    public void addClickCommission(LocalDate day, Money commission) {
        Money zero = Money.zero(currency);
        plus(day, new DayFigures(KindCounts.NONE, 0, 0, zero, zero, commission));
    }

    private void plus(LocalDate day, DayFigures figures) {
        days.merge(day, figures, DayFigures::plus);
    }

    public DayFigures on(LocalDate day) {
        return days.getOrDefault(day, DayFigures.none(currency));
    }

    /// @param last included
    public DayFigures sum(LocalDate first, LocalDate last) {
        return days.subMap(first, last.plusDays(1)).values().stream()
                .reduce(DayFigures.none(currency), DayFigures::plus);
    }
}
