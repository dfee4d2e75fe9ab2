package dev.tributary.jobs;

import dev.tributary.domain.bonus.BoardDue;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.Reached;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.id.AffiliateId;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides who leads a board: once, and for good. The places are sealed before anything is given for them,
/// so that whoever goes on after a crash gives it to the same affiliates, whatever was refunded meanwhile.
final class BoardDecisions {
    /// 100,000 enrollments, and as many entries of an account whose figure another one has too.
    private static final int MAX_PAGES = 1_000;

    private final Leaderboards boards;
    private final Enrollments enrollments;
    private final Ledger accounts;

    BoardDecisions(Leaderboards boards, Enrollments enrollments, Ledger accounts) {
        this.boards = boards;
        this.enrollments = enrollments;
        this.accounts = accounts;
    }

    List<Adjustment> decide(Program program, BoardDue due) {
        Leaders leaders = sealed(program, due).orElseGet(() -> {
            boards.create(lead(program, due));
            return sealed(program, due).orElseThrow(() -> new IllegalStateException("the places are not kept"));
        });
        return leaders.places().stream()
                .map(place -> Awards.leader(place.affiliate(), leaders, due, program.currency()))
                .toList();
    }

    private Optional<Leaders> sealed(Program program, BoardDue due) {
        return boards.find(program.id(), due.board().id(), due.period());
    }

    private Leaders lead(Program program, BoardDue due) {
        Tally tally = due.board().tally(due.period().start());
        Map<Long, List<AffiliateId>> byFigure = figures(program, due, tally);
        List<Leaders.Place> places = new ArrayList<>();
        for (Map.Entry<Long, List<AffiliateId>> figure : byFigure.entrySet()) {
            if (places.size() >= due.board().top()) {
                break;
            }
            List<Leaders.Place> tied = new ArrayList<>();
            for (AffiliateId affiliate : figure.getValue()) {
                tied.add(new Leaders.Place(
                        affiliate, figure.getKey(), reached(program, affiliate, tally, figure.getKey())));
            }
            tied.sort(Leaders.ORDER);
            places.addAll(tied.subList(0, Math.min(tied.size(), due.board().top() - places.size())));
        }
        return new Leaders(program.id(), due.board().id(), due.period(), due.version(), places);
    }

    /// The highest figure first; whoever has nothing, is banned or in none of its groups is not there.
    private Map<Long, List<AffiliateId>> figures(Program program, BoardDue due, Tally tally) {
        Map<Long, List<AffiliateId>> byFigure = new TreeMap<>(Comparator.reverseOrder());
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Page<Enrollment> page = enrollments.in(program.id(), request);
            for (Enrollment enrollment : page.items()) {
                if (competes(enrollment, due)) {
                    long figure = accounts.account(key(program, enrollment.affiliate()))
                            .map(account -> account.tallies().getOrDefault(tally, 0L))
                            .orElse(0L);
                    if (figure > 0) {
                        byFigure.computeIfAbsent(figure, absent -> new ArrayList<>())
                                .add(enrollment.affiliate());
                    }
                }
            }
            if (page.next().isEmpty()) {
                return byFigure;
            }
            request = request.after(page.next().get());
        }
        throw new IllegalStateException("program " + program.id() + " has more enrollments than a board compares");
    }

    private static boolean competes(Enrollment enrollment, BoardDue due) {
        return enrollment.state() != EnrollmentState.BANNED
                && (due.board().groups().isEmpty()
                        || !Collections.disjoint(due.board().groups(), enrollment.groups()));
    }

    private Instant reached(Program program, AffiliateId affiliate, Tally tally, long figure) {
        Reached reached = new Reached(tally);
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Page<Entry> page = accounts.entries(key(program, affiliate), request);
            page.items().forEach(reached::add);
            if (page.next().isEmpty()) {
                return reached.at(figure)
                        .orElseThrow(() -> new IllegalStateException("account of " + affiliate + " never stood there"));
            }
            request = request.after(page.next().get());
        }
        throw new IllegalStateException("account of " + affiliate + " has more entries than a board looks through");
    }

    private static AccountKey key(Program program, AffiliateId affiliate) {
        return new AccountKey(program.id(), affiliate, program.currency());
    }
}
