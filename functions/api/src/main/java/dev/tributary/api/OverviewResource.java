package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.ClickEntries;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.listing.ClickFilter;
import dev.tributary.domain.listing.DaySpan;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.MonthFigures;
import dev.tributary.domain.order.OrderLists.Span;
import dev.tributary.domain.overview.DayFigures;
import dev.tributary.domain.overview.Overview;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/v1/overview`: clicks, conversions and what they earned by day, of a program, an affiliate or a link, with the
/// period before. `/v1/overviews`: the sums of each program. Conversions count on the day on which they occurred,
/// with whatever became of them by now; the commission is what the ledger has of them.
final class OverviewResource {
    /// In one answer, both periods together: some seconds of reading.
    static final int MOST_CONVERSIONS = 100_000;
    /// Days of clicks that are paid, of all affiliates together.
    private static final int MOST_CLICK_DAYS = 100_000;
    private static final int MOST_PROGRAMS = 5;

    private final Visible visible;
    private final Stores stores;
    private final Cursors cursors;
    private final Clock clock;

    record Stores(ClickReports clicks, MonthFigures orders, ClickEntries clickEntries) {}

    OverviewResource(Visible visible, Stores stores, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.stores = stores;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// @param before the first day of the period before, which ends where this one begins
    private record Period(LocalDate before, LocalDate first, LocalDate last) {
        static Period of(DaySpan.Days days) {
            long length = ChronoUnit.DAYS.between(days.first(), days.last()) + 1;
            return new Period(days.first().minusDays(length), days.first(), days.last());
        }
    }

    /// @param tooMuch of what there is more than one overview is made of; nothing of it is shown then
    private record Made(
            Program program, Overview.Whose whose, Period period, Overview overview, Optional<String> tooMuch) {}

    HttpAnswer get(Ask ask) {
        ClickFilter query = ClickFilter.take(ask.parameters().stated(), ask.tenant());
        if (ask.parameters().has("group_by")) {
            ask.parameters().fault("group_by", "unknown", "is no parameter of this path");
        }
        ask.parameters().check();
        Optional<Link> link = query.link()
                .map(id -> visible.link(ask.tenant(), Optional.of(id)).value());
        Program program = visible.program(ask.tenant(), query.program().or(() -> link.map(Link::program)));
        boolean nothing = ask.isForeign(query.affiliate())
                || link.filter(found -> !found.program().equals(program.id())
                                || query.affiliate()
                                        .filter(id -> !id.equals(found.affiliate()))
                                        .isPresent())
                        .isPresent();
        Overview.Whose whose = new Overview.Whose(query.affiliate(), link.map(Link::id));
        Period period = Period.of(query.span().days(today(program)));
        Overview overview = new Overview(program.zone(), program.currency(), whose);
        Made made = new Made(
                program, whose, period, overview, nothing ? Optional.empty() : fill(program, whose, period, overview));
        made.tooMuch().ifPresent(what -> {
            throw HttpRefusal.of(
                    422, "too_many", "There are more " + what + " than one overview is made of: ask for fewer days.");
        });
        boolean merchants = ask.affiliate().isEmpty();
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            head(made, merchants, json);
            json.writeArrayFieldStart("data");
            for (LocalDate day = period.first(); !day.isAfter(period.last()); day = day.plusDays(1)) {
                json.writeStartObject();
                json.writeStringField("day", day.toString());
                figures("figures", overview.on(day), whose, merchants, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    HttpAnswer list(Ask ask) throws IOException {
        DaySpan span = DaySpan.take(ask.parameters().stated());
        PageRequest request = cursors.page(ask);
        Page<ProgramId> page = visible.programs(
                ask.tenant(), new PageRequest(Math.min(request.limit(), MOST_PROGRAMS), request.after()));
        Overview.Whose whose = new Overview.Whose(ask.affiliate(), Optional.empty());
        List<Made> all = new ArrayList<>();
        for (ProgramId id : page.items()) {
            Program program = visible.program(ask.tenant(), Optional.of(id));
            Period period = Period.of(span.days(today(program)));
            Overview overview = new Overview(program.zone(), program.currency(), whose);
            all.add(new Made(program, whose, period, overview, fill(program, whose, period, overview)));
        }
        boolean merchants = ask.affiliate().isEmpty();
        return Lists.of(new Page<>(all, page.next()), cursors.next(ask, page), (made, json) -> {
            json.writeStartObject();
            head(made, merchants, json);
            json.writeEndObject();
        });
    }

    private LocalDate today(Program program) {
        return LocalDate.ofInstant(clock.instant(), program.zone());
    }

    /// @return of what there is too much
    private Optional<String> fill(Program program, Overview.Whose whose, Period period, Overview overview) {
        Span span = new Span(
                start(program, period.before()), start(program, period.last().plusDays(1)));
        if (!stores.orders().tell(program.id(), span, MOST_CONVERSIONS, overview::add)) {
            return Optional.of("conversions");
        }
        clicks(program, whose, period, overview);
        boolean all = whose.link().isPresent()
                || stores.clickEntries()
                        .tell(
                                program.id(),
                                whose.affiliate(),
                                period.before(),
                                period.last(),
                                MOST_CLICK_DAYS,
                                (day, minor) -> overview.addClickCommission(day, new Money(minor, program.currency())));
        return all ? Optional.empty() : Optional.of("days of clicks");
    }

    private static Instant start(Program program, LocalDate day) {
        return day.atStartOfDay(program.zone()).toInstant();
    }

    private void clicks(Program program, Overview.Whose whose, Period period, Overview overview) {
        Dimension dimension = whose.link().isPresent()
                ? Dimension.LINK
                : whose.affiliate().isPresent() ? Dimension.AFFILIATE : Dimension.TOTAL;
        stores.clicks()
                .read(program.id(), program.zone(), period.before(), period.last(), dimension)
                .days()
                .forEach((day, rows) -> rows.forEach((key, counts) -> {
                    if (isOf(whose, key)) {
                        overview.addClicks(day, counts);
                    }
                }));
    }

    private static boolean isOf(Overview.Whose whose, CountKey key) {
        Optional<LinkId> link = whose.link();
        if (link.isPresent()) {
            return key.id() == link.get().bits();
        }
        return whose.affiliate().map(id -> key.equals(CountKey.of(id))).orElse(true);
    }

    private static void head(Made made, boolean merchants, JsonGenerator json) throws IOException {
        Period period = made.period();
        json.writeStringField("program_id", made.program().id().toString());
        json.writeStringField("time_zone", made.program().zone().getId());
        json.writeStringField("from", period.first().toString());
        json.writeStringField("to", period.last().toString());
        if (made.tooMuch().isPresent()) {
            json.writeNullField("totals");
            json.writeNullField("before");
            return;
        }
        figures("totals", made.overview().sum(period.first(), period.last()), made.whose(), merchants, json);
        LocalDate end = period.first().minusDays(1);
        json.writeObjectFieldStart("before");
        json.writeStringField("from", period.before().toString());
        json.writeStringField("to", end.toString());
        figures("figures", made.overview().sum(period.before(), end), made.whose(), merchants, json);
        json.writeEndObject();
    }

    /// What nobody is credited for is the merchant's to see, and no affiliate's or link's.
    private static void figures(
            String name, DayFigures figures, Overview.Whose whose, boolean merchants, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeObjectFieldStart("clicks");
        for (ClickKind kind : ClickKind.values()) {
            json.writeNumberField(kind.text(), figures.clicks().of(kind));
        }
        json.writeNumberField("total", figures.clicks().total());
        json.writeEndObject();
        json.writeNumberField("conversions", figures.conversions());
        if (merchants && whose.isEverybody()) {
            json.writeNumberField("unattributed", figures.unattributed());
        } else {
            json.writeNullField("unattributed");
        }
        Amounts.money(json, "base", figures.base());
        Amounts.money(json, "commission", figures.commission());
        if (whose.link().isPresent()) {
            json.writeNullField("click_commission");
        } else {
            Amounts.money(json, "click_commission", figures.clickCommission());
        }
        Lists.nullable(json, "earnings_per_click", figures.earningsPerClick().map(BigDecimal::toPlainString));
        json.writeEndObject();
    }
}
