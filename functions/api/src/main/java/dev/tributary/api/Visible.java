package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.listing.Sight;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a tenant may see: a merchant its own programs and all links in them; an affiliate the
/// programs that it is enrolled in, and its own links; a key those of its mode only (`CallSight`). Whatever else
/// there is looks the same as what is not there.
final class Visible {
    private final Programs programs;
    private final Enrollments enrollments;
    private final Links links;
    private final Sight sight;

    Visible(Programs programs, Enrollments enrollments, Links links) {
        this.programs = programs;
        this.enrollments = enrollments;
        this.links = links;
        this.sight = new Sight(programs, enrollments, CallSight::has);
    }

    /// @throws HttpRefusal 404
    Program program(Tenant tenant, Optional<ProgramId> id) {
        return versioned(tenant, id).value();
    }

    /// The same, with its version.
    /// @throws HttpRefusal 404
    Versioned<Program> versioned(Tenant tenant, Optional<ProgramId> id) {
        return id.flatMap(programs::find)
                .filter(program -> sight.sees(tenant, program.value()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such program."));
    }

    /// Whether there is such a program that the tenant sees.
    boolean sees(Tenant tenant, ProgramId id) {
        return programs.find(id)
                .filter(program -> sight.sees(tenant, program.value()))
                .isPresent();
    }

    /// Those of so many that the tenant sees.
    Map<ProgramId, Program> programs(Tenant tenant, Collection<ProgramId> ids) {
        List<ProgramId> among = ids.stream().filter(CallSight::has).toList();
        Predicate<Program> seen = switch (tenant) {
            case Tenant.OfMerchant(var merchant) ->
                program -> program.merchant().equals(merchant);
            case Tenant.OfAffiliate(var affiliate) -> {
                Set<Enrollments.Place> there = enrollments.there(among.stream()
                        .map(id -> new Enrollments.Place(id, affiliate))
                        .toList());
                yield program -> there.contains(new Enrollments.Place(program.id(), affiliate));
            }
        };
        return programs.find(among).values().stream()
                .filter(seen)
                .collect(Collectors.toMap(Program::id, Function.identity()));
    }

    /// Those of so many that the tenant sees.
    /// @param seen those of some programs that it sees
    Map<LinkId, Link> links(
            Tenant tenant, Collection<LinkId> ids, Function<Collection<ProgramId>, Map<ProgramId, Program>> seen) {
        List<Link> among = links.find(ids).values().stream()
                .filter(link -> CallSight.has(link.program()))
                .filter(link -> !tenant.isForeign(Optional.of(link.affiliate())))
                .toList();
        Set<ProgramId> where = among.stream().map(Link::program).collect(Collectors.toSet());
        // Its own links an affiliate sees wherever they are.
        Set<ProgramId> open =
                tenant.asAffiliate().isPresent() ? where : seen.apply(where).keySet();
        return among.stream()
                .filter(link -> open.contains(link.program()))
                .collect(Collectors.toMap(Link::id, Function.identity()));
    }

    /// @throws HttpRefusal 404
    Versioned<Link> link(Tenant tenant, Optional<LinkId> id) {
        return id.flatMap(links::find)
                .filter(link -> sees(tenant, link.value()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such link."));
    }

    /// An enrollment in a program that the tenant sees; an affiliate sees its own.
    /// @throws HttpRefusal 404
    Versioned<Enrollment> enrollment(Tenant tenant, ProgramId program, AffiliateId affiliate) {
        boolean own = !(tenant instanceof Tenant.OfAffiliate(var asking)) || asking.equals(affiliate);
        return Optional.of(program)
                .filter(id -> own && sees(tenant, id))
                .flatMap(id -> enrollments.find(id, affiliate))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such enrollment."));
    }

    /// The programs that a tenant sees, by id; a position is a program's id.
    Page<ProgramId> programs(Tenant tenant, PageRequest page) {
        return sight.programs(tenant, page);
    }

    /// What a list has: of one program where one is named, else of each that the tenant sees.
    <T> Page<T> walk(Tenant tenant, Optional<ProgramId> program, PageRequest request, ProgramWalk.Within<T> within) {
        return sight.walk(tenant, program, request, within);
    }

    private boolean sees(Tenant tenant, Link link) {
        return CallSight.has(link.program())
                && switch (tenant) {
                    case Tenant.OfMerchant(var merchant) ->
                        programs.find(link.program())
                                .filter(program -> program.value().merchant().equals(merchant))
                                .isPresent();
                    case Tenant.OfAffiliate(var affiliate) -> link.affiliate().equals(affiliate);
                };
    }
}
