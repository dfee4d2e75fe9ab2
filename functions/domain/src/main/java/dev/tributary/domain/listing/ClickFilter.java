package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// What a report of clicks is asked for.
///
/// @param affiliate whose clicks; always set when an affiliate asks, unless it asks for another's
public record ClickFilter(
        Optional<ProgramId> program,
        Optional<LinkId> link,
        Optional<AffiliateId> affiliate,
        DaySpan span,
        GroupBy groupBy) {
    static final String PROGRAM = "program_id";
    static final String LINK = "link_id";
    static final String GROUP_BY = "group_by";
    private static final String NOT_AVAILABLE = "not_available";

    public enum GroupBy {
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

        public String text() {
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

    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static ClickFilter take(StatedFilters given, Tenant viewer) {
        Optional<AffiliateId> affiliate = given.take("affiliate_id", AffiliateId::parse);
        ClickFilter filter = new ClickFilter(
                given.take(PROGRAM, ProgramId::parse),
                given.take(LINK, LinkId::parse),
                affiliate.or(viewer::asAffiliate),
                DaySpan.take(given),
                given.take(GROUP_BY, GroupBy::parse).orElse(GroupBy.DAY));
        if (!given.has(PROGRAM) && !given.has(LINK)) {
            given.fault(
                    PROGRAM, StatedFilters.REQUIRED, "or link_id is needed: days are those of a program's time zone");
        }
        if (filter.groupBy.isOfProgram() && (filter.link.isPresent() || filter.affiliate.isPresent())) {
            String why = viewer instanceof Tenant.OfAffiliate ? " to a merchant" : " without link_id and affiliate_id";
            given.fault(GROUP_BY, NOT_AVAILABLE, "is counted for whole programs, so it is given only" + why);
        }
        if (filter.groupBy == GroupBy.AFFILIATE && filter.link.isPresent()) {
            given.fault(GROUP_BY, NOT_AVAILABLE, "goes with no link_id: a link is one affiliate's");
        }
        return filter;
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
}
