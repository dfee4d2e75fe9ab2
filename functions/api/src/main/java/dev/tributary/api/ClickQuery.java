package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a call of `/v1/clicks` asks for.
///
/// @param affiliate whose clicks; always set when an affiliate asks, unless it asks for another's
record ClickQuery(
        Optional<ProgramId> program,
        Optional<LinkId> link,
        Optional<AffiliateId> affiliate,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        GroupBy groupBy) {
    static final int MAX_DAYS = 92;
    static final int DEFAULT_DAYS = 7;

    /// The dates of the report, both included.
    record Days(LocalDate first, LocalDate last) {}

    enum GroupBy {
        DAY(Dimension.TOTAL),
        LINK(Dimension.LINK),
        AFFILIATE(Dimension.AFFILIATE),
        SUB1(Dimension.SUB1),
        SUB2(Dimension.SUB2),
        SUB3(Dimension.SUB3),
        SUB4(Dimension.SUB4),
        SUB5(Dimension.SUB5),
        SOURCE(Dimension.SOURCE),
        CREATIVE(Dimension.CREATIVE),
        COUNTRY(Dimension.COUNTRY),
        DEVICE(Dimension.DEVICE);

        private final Dimension dimension;

        GroupBy(Dimension dimension) {
            this.dimension = dimension;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<GroupBy> parse(String text) {
            for (GroupBy groupBy : values()) {
                if (groupBy.text().equals(text)) {
                    return Optional.of(groupBy);
                }
            }
            return Optional.empty();
        }

        /// What a row is called; empty for what is not known or lies beyond a limit.
        Optional<String> key(LocalDate day, CountKey key) {
            return switch (this) {
                case DAY -> Optional.of(day.toString());
                case LINK -> Optional.of(new LinkId(key.id()).toString());
                case AFFILIATE -> Optional.of(new AffiliateId(key.id()).toString());
                case CREATIVE -> Optional.of(new CreativeId(key.id()).toString());
                case SUB1, SUB2, SUB3, SUB4, SUB5, SOURCE, COUNTRY ->
                    Optional.of(key.value()).filter(v -> !v.isEmpty());
                case DEVICE -> Optional.of(key.value().toLowerCase(Locale.ROOT));
            };
        }

        /// Counted for the whole program only, not by link or affiliate.
        private boolean isOfProgram() {
            return this == CREATIVE || this == COUNTRY || this == DEVICE;
        }
    }

    static ClickQuery take(Ask ask) {
        Parameters given = ask.parameters();
        Optional<AffiliateId> affiliate = given.take("affiliate_id", AffiliateId::parse);
        Optional<GroupBy> groupBy = given.take("group_by", GroupBy::parse);
        ClickQuery query = new ClickQuery(
                given.take("program_id", ProgramId::parse),
                given.take("link_id", LinkId::parse),
                affiliate.or(ask::affiliate),
                given.take("from", ClickQuery::date),
                given.take("to", ClickQuery::date),
                groupBy.orElse(GroupBy.DAY));
        if (!given.has("program_id") && !given.has("link_id")) {
            given.fault("program_id", "required", "or link_id is needed: days are those of a program's time zone");
        }
        if (query.groupBy.isOfProgram() && (query.link.isPresent() || query.affiliate.isPresent())) {
            String why =
                    ask.tenant() instanceof Tenant.OfAffiliate ? " to a merchant" : " without link_id and affiliate_id";
            given.fault("group_by", "not_available", "is counted for whole programs, so it is given only" + why);
        }
        if (query.groupBy == GroupBy.AFFILIATE && query.link.isPresent()) {
            given.fault("group_by", "not_available", "goes with no link_id: a link is one affiliate's");
        }
        return query;
    }

    /// The dimension that is read: a day's total, unless it is of one link or affiliate.
    Dimension dimension() {
        if (groupBy != GroupBy.DAY) {
            return groupBy.dimension;
        }
        if (link.isPresent()) {
            return Dimension.LINK;
        }
        return affiliate.isPresent() ? Dimension.AFFILIATE : Dimension.TOTAL;
    }

    /// Whether the rows read are by link.
    boolean isOfLinks() {
        return switch (dimension()) {
            case LINK, SUB1, SUB2, SUB3, SUB4, SUB5, SOURCE -> true;
            case TOTAL, AFFILIATE, CREATIVE, COUNTRY, DEVICE -> false;
        };
    }

    /// The days asked for: by default the last seven.
    /// @throws HttpRefusal 400 when they are in the wrong order or too many
    Days days(LocalDate today) {
        return days(from, to, today);
    }

    static Days days(Optional<LocalDate> from, Optional<LocalDate> to, LocalDate today) {
        LocalDate last = to.orElseGet(
                () -> from.map(day -> day.plusDays(DEFAULT_DAYS - 1)).orElse(today));
        LocalDate first = from.orElseGet(() -> last.minusDays(DEFAULT_DAYS - 1));
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MAX_DAYS) {
            throw HttpRefusal.of(400, "invalid_parameter", "The query has parameters that cannot be used.")
                    .because(List.of(new Fault("to", "out_of_range", "is not 1 to " + MAX_DAYS + " days from from")));
        }
        return new Days(first, last);
    }

    /// Years of four digits that a table could hold: `2026-11-22`.
    static Optional<LocalDate> date(String text) {
        try {
            return text.matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
