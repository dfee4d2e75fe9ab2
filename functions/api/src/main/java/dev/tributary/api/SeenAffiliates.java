package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which affiliates somebody sees: an affiliate itself; a merchant those enrolled in its programs and those that it
/// made; an agency those that are in its programs.
final class SeenAffiliates {
    /// An affiliate in more programs than this is looked for in the first so many.
    private static final int MOST_PAGES = 10;

    private final Visible visible;
    private final Affiliates affiliates;
    private final Enrollments enrollments;

    SeenAffiliates(Visible visible, Affiliates affiliates, Enrollments enrollments) {
        this.visible = visible;
        this.affiliates = affiliates;
        this.enrollments = enrollments;
    }

    Optional<Versioned<Affiliate>> find(Ask ask, Optional<AffiliateId> id) {
        return id.flatMap(affiliates::find).filter(found -> sees(ask, found.value()));
    }

    /// Of so many at once, in a few reads however many they are: an affiliate itself; to a merchant those that are
    /// enrolled where they stand, and those that it made. Other programs are not looked through.
    /// @param where the programs in whose rows each stands; whoever is shown a row sees its program
    Map<AffiliateId, Affiliate> find(Ask ask, Map<AffiliateId, Set<ProgramId>> where) {
        return switch (ask.tenant()) {
            case Tenant.OfAffiliate(var own) ->
                affiliates.find(where.keySet().stream().filter(own::equals).toList());
            case Tenant.OfMerchant(var merchant) -> {
                Set<AffiliateId> enrolled = enrolled(where);
                yield affiliates.find(where.keySet()).values().stream()
                        .filter(one -> enrolled.contains(one.id()) || isMade(ask, one, merchant))
                        .collect(Collectors.toMap(Affiliate::id, Function.identity()));
            }
        };
    }

    private Set<AffiliateId> enrolled(Map<AffiliateId, Set<ProgramId>> where) {
        List<Enrollments.Place> places = where.entrySet().stream()
                .flatMap(one -> one.getValue().stream().map(program -> new Enrollments.Place(program, one.getKey())))
                .toList();
        return enrollments.there(places).stream()
                .map(Enrollments.Place::affiliate)
                .collect(Collectors.toSet());
    }

    private boolean sees(Ask ask, Affiliate affiliate) {
        return switch (ask.tenant()) {
            case Tenant.OfAffiliate(var own) -> own.equals(affiliate.id());
            case Tenant.OfMerchant(var merchant) ->
                isMade(ask, affiliate, merchant) || isEnrolled(ask.tenant(), affiliate.id());
        };
    }

    private static boolean isMade(Ask ask, Affiliate affiliate, MerchantId merchant) {
        return affiliate.createdBy().filter(merchant::equals).isPresent()
                && ask.principal().grant().isEmpty();
    }

    private boolean isEnrolled(Tenant merchant, AffiliateId affiliate) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<Enrollment> some = enrollments.of(affiliate, request);
            if (some.items().stream().anyMatch(one -> visible.sees(merchant, one.program()))) {
                return true;
            }
            if (some.next().isEmpty()) {
                return false;
            }
            request = request.after(some.next().get());
        }
        return false;
    }
}
