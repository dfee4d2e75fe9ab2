package dev.tributary.domain.payout;

import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Above what a second person approves: the least that any program of the merchant says in that currency,
/// since what counts against it are the runs of them all. Else whoever pays would choose the program that
/// says nothing.
public final class MerchantLimits {
    /// Of programs. A merchant with more needs a second word for each run: what the others say is not known.
    private static final int MOST_PAGES = 10;

    private final Programs programs;
    private final PayoutPolicies policies;

    public MerchantLimits(Programs programs, PayoutPolicies policies) {
        this.programs = programs;
        this.policies = policies;
    }

    /// A run's own policy, with the merchant's limit.
    /// @param eyes of whoever is about to approve
    public PayoutPolicy policyOf(PayoutRun run, FourEyes eyes) {
        PayoutPolicy own = policies.find(run.head().program())
                .map(Versioned::value)
                .orElseGet(() -> PayoutPolicy.byHand(run.head().program()));
        Optional<Money> least = least(run, eyes, own.limits().secondFor(eyes));
        return own.with(own.limits().withSecond(least));
    }

    private Optional<Money> least(PayoutRun run, FourEyes eyes, Optional<Money> own) {
        Optional<Money> least = own;
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Program> page = programs.of(run.head().merchant(), request);
            List<ProgramId> some = page.items().stream()
                    .filter(program -> program.currency().equals(run.head().currency()))
                    .map(Program::id)
                    .filter(program -> program.mode() == run.head().program().mode())
                    .toList();
            least = Stream.concat(
                            least.stream(),
                            policies.find(some).stream().flatMap(policy -> policy.limits().secondFor(eyes).stream()))
                    .filter(limit -> limit.currency().equals(run.head().currency()))
                    .min(Money::compareTo);
            if (page.next().isEmpty()) {
                return least;
            }
            request = request.after(page.next().get());
        }
        return Optional.of(Money.zero(run.head().currency()));
    }
}
