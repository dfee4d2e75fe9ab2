package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Who stands where on a board by now, from the counters of accounts. What a tie asks for beyond them, when
/// each one reached its figure, is read from their entries.
public final class Standings {
    private final Enrollments enrollments;
    private final Ledger accounts;
    private final int maxPages;

    /// @param maxPages of enrollments, 100 each, and of the entries of one account
    public Standings(Enrollments enrollments, Ledger accounts, int maxPages) {
        this.enrollments = enrollments;
        this.accounts = accounts;
        this.maxPages = maxPages;
    }

    /// There are more of them than may be looked through.
    public static final class TooManyException extends IllegalStateException {
        TooManyException(String what) {
            super(what);
        }
    }

    /// Those who compete and have counted something, by figure, the highest first.
    public record Figures(Tally tally, TreeMap<Long, List<Enrollment>> byFigure) {
        public int size() {
            return byFigure.values().stream().mapToInt(List::size).sum();
        }
    }

    /// Whoever has nothing, is banned or in none of its groups is not there.
    /// @throws TooManyException for a program with more enrollments
    public Figures figures(Program program, BoardDue of) {
        Tally tally = of.board().tally(of.period().start());
        TreeMap<Long, List<Enrollment>> byFigure = new TreeMap<>(Comparator.reverseOrder());
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < maxPages; pages++) {
            Page<Enrollment> page = enrollments.in(program.id(), request);
            Map<AccountKey, Enrollment> competing = new HashMap<>();
            page.items().stream()
                    .filter(enrollment -> competes(enrollment, of))
                    .forEach(enrollment -> competing.put(key(program, enrollment.affiliate()), enrollment));
            for (Account account : accounts.accounts(competing.keySet())) {
                long figure = account.tallies().getOrDefault(tally, 0L);
                if (figure > 0) {
                    byFigure.computeIfAbsent(figure, absent -> new ArrayList<>())
                            .add(competing.get(account.key()));
                }
            }
            if (page.next().isEmpty()) {
                return new Figures(tally, byFigure);
            }
            request = request.after(page.next().get());
        }
        throw new TooManyException("program " + program.id() + " has more enrollments than a board compares");
    }

    /// @param isTied whether others have the same figure and rank: so many that nobody looked up who reached
    ///     it first
    public record Rank(Enrollment enrollment, int rank, long figure, boolean isTied) {}

    /// The first ones, and whoever asks besides, as they stand before the board is decided: the order is that
    /// of the decision, but for ties of more accounts than are looked through here.
    ///
    /// @param most accounts of one tie whose entries are read
    public List<Rank> ranks(Program program, Figures figures, int top, int most, Optional<AffiliateId> besides) {
        List<Rank> ranks = new ArrayList<>();
        int before = 0;
        for (Map.Entry<Long, List<Enrollment>> group : figures.byFigure().entrySet()) {
            List<Enrollment> of = group.getValue();
            boolean asked = besides.filter(
                            own -> of.stream().anyMatch(one -> one.affiliate().equals(own)))
                    .isPresent();
            if (before < top || asked) {
                for (Rank rank : ranks(program, figures.tally(), group, before, most)) {
                    boolean own = besides.filter(rank.enrollment().affiliate()::equals)
                            .isPresent();
                    if (own || ranks.size() < top && before < top) {
                        ranks.add(rank);
                    }
                }
            }
            before += of.size();
        }
        return ranks;
    }

    private List<Rank> ranks(
            Program program, Tally tally, Map.Entry<Long, List<Enrollment>> group, int before, int most) {
        List<Enrollment> of = group.getValue();
        if (of.size() == 1 || of.size() > most) {
            return of.stream()
                    .map(one -> new Rank(one, before + 1, group.getKey(), of.size() > 1))
                    .toList();
        }
        Map<AffiliateId, Enrollment> byId = new HashMap<>();
        of.forEach(one -> byId.put(one.affiliate(), one));
        List<Rank> ranks = new ArrayList<>();
        for (Leaders.Place place : tied(program, tally, group.getKey(), of)) {
            Enrollment one = Objects.requireNonNull(byId.get(place.affiliate()));
            ranks.add(new Rank(one, before + 1 + ranks.size(), place.figure(), false));
        }
        return ranks;
    }

    /// The first ones, in the order that the board is decided by.
    public List<Leaders.Place> first(Program program, Figures figures, int top) {
        List<Leaders.Place> places = new ArrayList<>();
        for (Map.Entry<Long, List<Enrollment>> figure : figures.byFigure().entrySet()) {
            if (places.size() >= top) {
                break;
            }
            List<Leaders.Place> tied = tied(program, figures.tally(), figure.getKey(), figure.getValue());
            places.addAll(tied.subList(0, Math.min(tied.size(), top - places.size())));
        }
        return places;
    }

    /// Those of one figure, whoever reached it first before the others.
    /// @throws TooManyException for an account with more entries
    private List<Leaders.Place> tied(Program program, Tally tally, long figure, Collection<Enrollment> of) {
        return of.stream()
                .map(one -> new Leaders.Place(
                        one.affiliate(), figure, reached(key(program, one.affiliate()), tally, figure)))
                .sorted(Leaders.ORDER)
                .toList();
    }

    private Instant reached(AccountKey account, Tally tally, long figure) {
        Reached reached = new Reached(tally);
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < maxPages; pages++) {
            Page<Entry> page = accounts.entries(account, request);
            page.items().forEach(reached::add);
            if (page.next().isEmpty()) {
                return reached.at(figure).orElseThrow(() -> new IllegalStateException(account + " never stood there"));
            }
            request = request.after(page.next().get());
        }
        throw new TooManyException(account + " has more entries than a board looks through");
    }

    private static boolean competes(Enrollment enrollment, BoardDue of) {
        return enrollment.state() != EnrollmentState.BANNED
                && (of.board().groups().isEmpty()
                        || !Collections.disjoint(of.board().groups(), enrollment.groups()));
    }

    private static AccountKey key(Program program, AffiliateId affiliate) {
        return new AccountKey(program.id(), affiliate, program.currency());
    }
}
