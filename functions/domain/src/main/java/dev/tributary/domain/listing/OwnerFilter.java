package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.stored.Page;
import java.util.Optional;

/// What lists of what belongs to affiliates are narrowed by: links and coupons.
public record OwnerFilter(Optional<ProgramId> program, Optional<AffiliateId> affiliate) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static OwnerFilter take(StatedFilters given) {
        return new OwnerFilter(
                given.take("program_id", ProgramId::parse), given.take("affiliate_id", AffiliateId::parse));
    }

    /// @param viewer to whom the affiliate of the filter is not foreign
    public ProgramWalk.Within<Link> links(Links links, Tenant viewer) {
        Optional<AffiliateId> whose = whose(viewer);
        return whose.isEmpty() ? links::in : (program, page) -> links.of(program, whose.get(), page);
    }

    /// A page may be short; its position leads on all the same.
    /// @param viewer to whom the affiliate of the filter is not foreign
    public ProgramWalk.Within<Coupon> coupons(Coupons coupons, Tenant viewer) {
        Optional<AffiliateId> whose = whose(viewer);
        return (program, request) -> {
            Page<Coupon> page = coupons.in(program, request);
            return new Page<>(
                    page.items().stream()
                            .filter(coupon -> whose.isEmpty() || whose.get().equals(coupon.owner()))
                            .toList(),
                    page.next());
        };
    }

    private Optional<AffiliateId> whose(Tenant viewer) {
        return viewer.asAffiliate().or(() -> affiliate);
    }
}
