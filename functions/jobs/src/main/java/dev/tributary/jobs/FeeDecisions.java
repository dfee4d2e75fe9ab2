package dev.tributary.jobs;

import dev.tributary.domain.bonus.BoardDue;
import dev.tributary.domain.bonus.FeeCalendar;
import dev.tributary.domain.bonus.FeeDue;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.change.NoticeChanges;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.NewDecisions;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.PrizeNotices;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Prize;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoLeaderboards;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Decides the fees of one program day by day, and moves its watermark. A decision follows from the terms,
/// the enrollment and the day, its id too: who decides it again, late or beside another, finds it recorded.
/// The money is posted by commission; the sweep of decisions sends it there.
public final class FeeDecisions {
    /// Pages of enrollments in one message; the next one goes on from the watermark.
    private static final int MAX_PAGES = 30;

    private final Stores stores;
    private final BoardDecisions boards;
    private final Clock clock;

    /// Where it is read what is due, and recorded what is decided.
    public record Stores(
            FeeSchedules schedules,
            Programs programs,
            PublishedTerms terms,
            Enrollments enrollments,
            Decisions decisions,
            NewDecisions recorded,
            Leaderboards boards,
            PrizeAwards prizes,
            NoticeChanges receivers,
            Ledger accounts) {
        /// Where nobody gets mail.
        public static Stores of(Table table) {
            return of(table, false);
        }

        /// @param mailing whether the platform sends mail
        public static Stores of(Table table, boolean mailing) {
            DynamoDecisions decisions = new DynamoDecisions(table);
            return new Stores(
                    new DynamoFeeSchedules(table),
                    new DynamoPrograms(table),
                    new DynamoTerms(table),
                    new DynamoEnrollments(table),
                    decisions,
                    decisions,
                    new DynamoLeaderboards(table),
                    new DynamoPrizes(table),
                    new NoticeChanges(new DynamoEndpoints(table), new Mailboxes(new DynamoMembers(table), mailing)),
                    new DynamoAccounts(table));
        }
    }

    public FeeDecisions(Stores stores, Clock clock) {
        this.stores = stores;
        this.boards = new BoardDecisions(stores.boards(), stores.enrollments(), stores.accounts());
        this.clock = clock;
    }

    /// Whoever finds the watermark moved leaves the rest to whoever moved it.
    void decide(ProgramId id) {
        Optional<Versioned<FeeSchedule>> schedule = stores.schedules().find(id);
        if (schedule.flatMap(found -> found.value().next()).isEmpty()) {
            return;
        }
        Program program = stores.programs()
                .find(id)
                .map(Versioned::value)
                .orElseThrow(() -> new IllegalStateException("no program " + id));
        FeeCalendar calendar = new FeeCalendar(terms(program), program.zone());
        for (int pages = 0; pages < MAX_PAGES && isDue(schedule, calendar); pages++) {
            Versioned<FeeSchedule> read = schedule.orElseThrow();
            Versioned<FeeSchedule> after = read.with(page(program, read.value(), calendar));
            schedule = stores.schedules().replace(after, program.zone()) instanceof Replacement.Replaced
                    ? Optional.of(new Versioned<>(after.value(), read.version() + 1))
                    : Optional.empty();
        }
    }

    private boolean isDue(Optional<Versioned<FeeSchedule>> schedule, FeeCalendar calendar) {
        return schedule.flatMap(found -> found.value().next())
                .filter(day -> !calendar.begin(day).isAfter(clock.instant()))
                .isPresent();
    }

    /// One page of the enrollments, for one day; its boards come before the first page.
    private FeeSchedule page(Program program, FeeSchedule schedule, FeeCalendar calendar) {
        LocalDate day = schedule.next().orElseThrow();
        if (schedule.position().isEmpty()) {
            calendar.boardsOn(day).forEach(due -> give(program, due));
        }
        List<FeeDue> due = calendar.on(day);
        Optional<String> position = Optional.empty();
        if (!due.isEmpty()) {
            Page<Enrollment> page = stores.enrollments()
                    .in(schedule.program(), new PageRequest(PageRequest.MAX_LIMIT, schedule.position()));
            page.items()
                    .forEach(enrollment ->
                            due.forEach(fee -> Awards.fee(enrollment, fee).ifPresent(this::record)));
            position = page.next();
        }
        return position.map(schedule::at).orElseGet(() -> schedule.then(calendar.next(calendar.begin(day))));
    }

    /// For each place: money, which is told when it is posted, or a prize that is none, which whoever comes second
    /// leaves as it is by then: it was told with it.
    private void give(Program program, BoardDue due) {
        Leaders leaders = boards.decide(program, due);
        for (Leaders.Place place : leaders.places()) {
            Optional<Prize.InKind> prize = due.board().inKind();
            if (prize.isPresent()) {
                PrizeAward award = Awards.prize(place.affiliate(), leaders, due, program.currency());
                Notice won = PrizeNotices.of(new PrizeNotices.Given(award, prize.get()), program.merchant());
                stores.prizes().create(award, stores.receivers().of(won, clock.instant()));
            } else {
                record(Awards.leader(place.affiliate(), leaders, due, program.currency()));
            }
        }
    }

    /// @throws IllegalStateException when it was decided otherwise
    private void record(Adjustment award) {
        boolean made = known(award).isEmpty() && stores.recorded().create(award) instanceof Creation.Created;
        if (!made && known(award).filter(award::equals).isEmpty()) {
            throw new IllegalStateException("decision " + award.id() + " is recorded with another content");
        }
    }

    private Optional<Adjustment> known(Adjustment award) {
        return stores.decisions().find(award.id()).map(Decision::adjustment);
    }

    private TermsHistory terms(Program program) {
        List<TermsDocument> versions = program.terms().stream()
                .map(version -> stores.terms()
                        .find(program.id(), version.version())
                        .orElseThrow(() -> new IllegalStateException(
                                "no terms version " + version.version() + " of " + program.id())))
                .toList();
        return TermsHistory.of(versions, program.currency());
    }
}
