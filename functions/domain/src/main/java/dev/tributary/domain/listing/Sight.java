package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.Optional;
import java.util.function.Predicate;

/// Which programs a tenant sees: a merchant its own, an affiliate those that it is enrolled in; of those the ones of
/// some mode, where only one is looked at.
public final class Sight {
    private final Programs programs;
    private final Enrollments enrollments;
    private final Predicate<ProgramId> among;

    public Sight(Programs programs, Enrollments enrollments, Predicate<ProgramId> among) {
        this.among = among;
        this.programs = programs;
        this.enrollments = enrollments;
    }

    public boolean sees(Tenant tenant, Program program) {
        return among.test(program.id())
                && switch (tenant) {
                    case Tenant.OfMerchant(var merchant) -> program.merchant().equals(merchant);
                    case Tenant.OfAffiliate(var affiliate) ->
                        enrollments.find(program.id(), affiliate).isPresent();
                };
    }

    /// The programs that a tenant sees, by id; a position is a program's id.
    public Page<ProgramId> programs(Tenant tenant, PageRequest page) {
        Page<ProgramId> all = switch (tenant) {
            case Tenant.OfMerchant(var merchant) -> programs.of(merchant, page).map(Program::id);
            case Tenant.OfAffiliate(var affiliate) ->
                enrollments.of(affiliate, page).map(Enrollment::program);
        };
        return new Page<>(all.items().stream().filter(among).toList(), all.next());
    }

    /// What a list has: of one program where one is named, else of each that the tenant sees.
    public <T> Page<T> walk(
            Tenant tenant, Optional<ProgramId> program, PageRequest request, ProgramWalk.Within<T> within) {
        return program.isPresent()
                ? within.page(program.get(), request)
                : new ProgramWalk<>(some -> programs(tenant, some), within).page(request);
    }
}
