package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The payouts of a run, bucket by bucket, in the order of affiliates: a position is a bucket and an affiliate in
/// it. Or those of one affiliate in a program's runs, the newest first.
public record ListedPayouts(PayoutRuns runs, PayoutRows rows) {
    /// @param run of a program that the viewer sees
    public Page<Payout> ofRun(Tenant viewer, PayoutFilter filter, PayoutRun run, PageRequest request) {
        if (viewer.isForeign(filter.affiliate())) {
            return Page.last(List.of());
        }
        Optional<AffiliateId> whose = filter.whose(viewer);
        if (whose.isPresent()) {
            return Page.last(of(run, whose.get()).filter(payout -> filter.isWanted(viewer, payout)).stream()
                    .toList());
        }
        return rows(
                run,
                request,
                row -> row instanceof Payout payout && filter.isWanted(viewer, payout)
                        ? Optional.of(payout)
                        : Optional.empty());
    }

    /// @param program that the viewer sees
    public Page<Payout> inProgram(Tenant viewer, PayoutFilter filter, ProgramId program, PageRequest request) {
        if (viewer.isForeign(filter.affiliate())) {
            return Page.last(List.of());
        }
        AffiliateId whose = filter.whose(viewer).orElseThrow();
        Page<PayoutRun> some = runs.of(program, request);
        return new Page<>(
                some.items().stream()
                        .flatMap(run -> of(run, whose).stream())
                        .filter(payout -> filter.isWanted(viewer, payout))
                        .toList(),
                some.next());
    }

    /// What an affiliate is told of: a plan promises it nothing yet.
    public static boolean isShown(Tenant viewer, Payout payout) {
        return viewer.asAffiliate().isEmpty() || payout.state() != Payout.State.PLANNED;
    }

    public Optional<Payout> of(PayoutRun run, AffiliateId affiliate) {
        return rows.find(PlanRow.Place.of(run, affiliate))
                .map(Versioned::value)
                .flatMap(row -> row instanceof Payout payout ? Optional.of(payout) : Optional.empty());
    }

    /// One page of one bucket's rows; it may be short, since rows of the other kind stand between.
    public <T> Page<T> rows(PayoutRun run, PageRequest request, Function<PlanRow, Optional<T>> kind) {
        String[] position = request.after().orElse("0:").split(":", 2);
        int bucket = Integer.parseInt(position[0]);
        PageRequest within = position[1].isEmpty()
                ? PageRequest.first(request.limit())
                : PageRequest.first(request.limit()).after(position[1]);
        Page<Versioned<PlanRow>> page =
                rows.in(new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket), within);
        Optional<String> next = page.next().map(after -> bucket + ":" + after);
        if (next.isEmpty() && bucket + 1 < run.head().buckets()) {
            next = Optional.of((bucket + 1) + ":");
        }
        return new Page<>(
                page.items().stream()
                        .flatMap(row -> kind.apply(row.value()).stream())
                        .toList(),
                next);
    }
}
