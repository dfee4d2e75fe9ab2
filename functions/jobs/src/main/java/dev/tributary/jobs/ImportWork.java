package dev.tributary.jobs;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.Foreseen;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportDecisions;
import dev.tributary.domain.imports.ImportDecisions.Decided;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.domain.imports.RowOutcome.Result;
import dev.tributary.domain.joining.ApplicationForm;
import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Goes on with an import part by part, as long as there is time: what some rows make, their report and how far the
/// import is are one transaction. What is left is due, and the schedule finds it.
public final class ImportWork {
    /// In one call, so that it ends whatever the clock says.
    private static final int MOST_PARTS = 5_000;
    /// A part that others overtake is decided again so often; then its worker ends, and the next one goes on.
    private static final int TRIES = 5;

    private final Programs programs;
    private final ImportDecisions decisions;
    private final Imports imports;
    private final ConversionQueue conversions;
    private final Clock clock;

    public ImportWork(
            Programs programs, ImportDecisions decisions, Imports imports, ConversionQueue conversions, Clock clock) {
        this.programs = programs;
        this.decisions = decisions;
        this.imports = imports;
        this.conversions = conversions;
        this.clock = clock;
    }

    /// @param isNear whether to stop where it can be gone on from
    public void run(ImportId id, BooleanSupplier isNear) {
        Optional<Versioned<Import>> taken = isNear.getAsBoolean() ? Optional.empty() : take(id);
        Foreseen foreseen = new Foreseen();
        taken.map(Versioned::value).filter(Import::isRunning).ifPresent(of -> foresee(of, foreseen));
        for (int parts = 0; taken.isPresent() && taken.get().value().isRunning(); parts++) {
            taken = isNear.getAsBoolean() || parts == MOST_PARTS ? release(taken.get()) : next(taken.get(), foreseen);
        }
    }

    /// What the rows that others have done would have made: at most `Import.MOST_ROWS`, as they stand in the report.
    private void foresee(Import of, Foreseen foreseen) {
        for (int chunk = 0;
                Foreseen.isOf(of) && chunk * Import.CHUNK < of.progress().done();
                chunk++) {
            foreseen.add(of, imports.rows(of.id(), chunk), imports.report(of.id(), chunk));
        }
    }

    /// Empty when it is gone, over, or another's.
    private Optional<Versioned<Import>> take(ImportId id) {
        Instant now = clock.instant();
        return imports.find(id)
                .filter(found -> found.value().isFree(now) && found.value().isKept(now))
                .flatMap(found -> {
                    Versioned<Import> claimed = found.with(found.value().claimed(now));
                    return after(claimed, imports.write(claimed));
                });
    }

    private Optional<Versioned<Import>> release(Versioned<Import> read) {
        imports.write(read.with(read.value().released(clock.instant())));
        return Optional.empty();
    }

    private Optional<Versioned<Import>> next(Versioned<Import> read, Foreseen foreseen) {
        Import of = read.value();
        int chunk = of.progress().done() / Import.CHUNK;
        List<ImportRow> rows = imports.rows(of.id(), chunk);
        List<ImportRow> left = rows.subList(of.progress().done() % Import.CHUNK, rows.size());
        List<RowOutcome> before = of.progress().done() % Import.CHUNK == 0 ? List.of() : imports.report(of.id(), chunk);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Instant now = clock.instant();
            Versioned<Program> program = programs.find(of.wish().program())
                    .orElseThrow(() -> new IllegalStateException(
                            "a program is gone: " + of.wish().program()));
            Part part = part(of, program, left, foreseen, now);
            List<RowOutcome> report = new ArrayList<>(before);
            report.addAll(part.outcomes());
            // What was sent and not noted is sent again: the same message, which is decided once.
            part.sent().forEach(conversions::send);
            Versioned<Import> done = read.with(of.after(part.outcomes(), now));
            Optional<Versioned<Import>> after = after(done, imports.write(done, chunk, report, part.changes()));
            if (after.isPresent()) {
                foreseen.add(of, left, part.outcomes());
                return after;
            }
            if (imports.find(of.id())
                    .filter(there -> there.version() == read.version())
                    .isEmpty()) {
                // Somebody else has it.
                return Optional.empty();
            }
        }
        // Others keep changing what these rows are judged by.
        return release(read);
    }

    private record Part(List<RowOutcome> outcomes, List<Change> changes, List<Postback> sent) {}

    private Part part(Import of, Versioned<Program> program, List<ImportRow> rows, Foreseen foreseen, Instant now) {
        ImportDecisions soFar = decisions.after(foreseen);
        Part part = new Part(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<Object> made = new HashSet<>();
        ProgramId id = program.value().id();
        Optional<Versioned<ApplicationForm>> form = decisions.form(id);
        for (ImportRow row : rows) {
            Decided decided = soFar.decide(of, program.value(), row, now);
            boolean again = isMadeAgain(decided, made);
            if (again || part.outcomes().size() == Import.MOST_PART_ROWS) {
                // Two rows make one thing, by two names of it: the second one is judged after the first is there.
                break;
            }
            part.outcomes().add(decided.outcome());
            if (!of.wish().dryRun()) {
                part.changes().addAll(decided.changes());
                decided.sent().ifPresent(part.sent()::add);
            }
            if (part.changes().size() >= Import.MOST_PART_WRITES) {
                break;
            }
        }
        // The first enrollment fixes the program's currency, as it does where people make it.
        if (program.value().terms().isEmpty()
                && part.changes().stream().anyMatch(change -> change instanceof Change.NewEnrollment)) {
            part.changes().add(new Change.SameProgram(id, program.version()));
        }
        if (part.changes().stream().anyMatch(ImportWork::letsIn)) {
            part.changes().add(decisions.same(id, form));
        }
        return part;
    }

    /// @param made ids of what rows of this part make, and the names that they give
    private static boolean isMadeAgain(Decided decided, Set<Object> made) {
        Set<Object> makes = new HashSet<>();
        if (decided.outcome().result() == Result.CREATED) {
            makes.add(decided.outcome().object().orElseThrow());
        }
        for (Change change : decided.changes()) {
            if (change instanceof Change.NewAffiliateReference(var name, var _)) {
                makes.add(name);
            }
        }
        boolean again = !Collections.disjoint(made, makes);
        made.addAll(makes);
        return again;
    }

    private static boolean letsIn(Change change) {
        return change instanceof Change.NewEnrollment(var enrollment) && enrollment.state() == EnrollmentState.APPROVED;
    }

    /// As it stands then; empty when something was another one by then.
    private static Optional<Versioned<Import>> after(Versioned<Import> next, Replacement written) {
        return switch (written) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(next.value(), next.version() + 1));
            case Replacement.Stale() -> Optional.empty();
        };
    }
}
