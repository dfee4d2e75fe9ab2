package dev.tributary.jobs;

import dev.tributary.domain.bonus.BoardDue;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.Standings;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import java.util.Optional;

/// Decides who leads a board: once, and for good. The places are sealed before anything is given for them,
/// so that whoever goes on after a crash gives it to the same affiliates, whatever was refunded meanwhile.
final class BoardDecisions {
    /// 100,000 enrollments, and as many entries of an account whose figure another one has too.
    private static final int MAX_PAGES = 1_000;

    private final Leaderboards boards;
    private final Standings standings;

    BoardDecisions(Leaderboards boards, Enrollments enrollments, Ledger accounts) {
        this.boards = boards;
        this.standings = new Standings(enrollments, accounts, MAX_PAGES);
    }

    Leaders decide(Program program, BoardDue due) {
        return sealed(program, due).orElseGet(() -> {
            boards.create(lead(program, due));
            return sealed(program, due).orElseThrow(() -> new IllegalStateException("the places are not kept"));
        });
    }

    private Optional<Leaders> sealed(Program program, BoardDue due) {
        return boards.find(program.id(), due.board().id(), due.period());
    }

    private Leaders lead(Program program, BoardDue due) {
        Standings.Figures figures = standings.figures(program, due);
        return new Leaders(
                program.id(),
                due.board().id(),
                due.period(),
                due.version(),
                standings.first(program, figures, due.board().top()));
    }
}
