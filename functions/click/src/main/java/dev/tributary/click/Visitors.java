package dev.tributary.click;

import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorClicks;
import dev.tributary.domain.attribution.VisitorHistory;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the qualified clicks of visitors who agreed to be known again, where the program's terms ask
/// for more than the last click. Safe for many threads.
final class Visitors {
    private static final Duration PROGRAM_FRESH = Duration.ofSeconds(60);
    private static final int TRIES = 5;

    private final VisitorHistory history;
    private final Programs programs;
    private final Clock clock;
    private final Map<ProgramId, Known> known = new ConcurrentHashMap<>();

    private record Known(int days, Instant until) {}

    Visitors(VisitorHistory history, Programs programs, Clock clock) {
        this.history = history;
        this.programs = programs;
        this.clock = clock;
    }

    /// @throws IllegalStateException when others write the same visitor each time: the clicks come again
    void record(List<Click> clicks) {
        Map<Visitor, List<VerifiedClick>> byVisitor = new LinkedHashMap<>();
        for (Click click : clicks) {
            if (click.token().visitorTag().isPresent() && click.token().qualified()) {
                Visitor visitor = new Visitor(
                        click.token().program(), click.token().visitorTag().getAsLong());
                byVisitor
                        .computeIfAbsent(visitor, absent -> new ArrayList<>())
                        .add(VerifiedClick.of(click.clickId(), click.token()));
            }
        }
        byVisitor.forEach((visitor, own) -> {
            int days = days(visitor.program());
            if (days > 0) {
                record(visitor, own, days);
            }
        });
    }

    private void record(Visitor visitor, List<VerifiedClick> clicks, int days) {
        Instant now = clock.instant();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Optional<Versioned<VisitorClicks>> read = history.find(visitor);
            VisitorClicks before = read.map(Versioned::value).orElse(VisitorClicks.NONE);
            VisitorClicks after = before.with(clicks, now.minus(Duration.ofDays(days)));
            if (after.equals(before)) {
                return;
            }
            Instant until = after.clicks().isEmpty()
                    ? now
                    : after.clicks().getLast().clickedAt().plus(Duration.ofDays(days));
            if (history.put(visitor, after, read.map(Versioned::version).orElse(0L), until)) {
                return;
            }
        }
        throw new IllegalStateException("a visitor's clicks are written by others all the time");
    }

    /// For how many days clicks may count in any version of the program's terms that asks for them; 0
    /// when none does, or there is no such program.
    private int days(ProgramId program) {
        Instant now = clock.instant();
        Known fresh = known.get(program);
        if (fresh == null || !now.isBefore(fresh.until())) {
            int days = programs.find(program)
                    .map(Versioned::value)
                    .map(Program::historyDays)
                    .orElse(0);
            fresh = new Known(days, now.plus(PROGRAM_FRESH));
            known.put(program, fresh);
        }
        return fresh.days();
    }
}
