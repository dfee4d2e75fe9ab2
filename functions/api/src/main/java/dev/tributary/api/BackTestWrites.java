package dev.tributary.api;

import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTest.Days;
import dev.tributary.domain.backtest.BackTest.Tested;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.backtest.RunningTests;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsDrafts;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/programs/{program_id}/terms/{version}/back-test`: keeps the test with the terms as they
/// stand now. Nothing is sent: the schedule finds it within a minute.
final class BackTestWrites {
    private static final String DRAFT = "draft";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final Visible visible;
    private final PublishedTerms published;
    private final TermsDrafts drafts;
    private final TermsWrites terms;
    private final BackTests tests;

    BackTestWrites(Visible visible, PublishedTerms published, TermsDrafts drafts, TermsWrites terms, BackTests tests) {
        this.visible = visible;
        this.published = published;
        this.drafts = drafts;
        this.terms = terms;
        this.tests = tests;
    }

    Decision start(Write write) {
        Ask ask = write.ask();
        Program program = visible.program(write.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        Optional<Integer> version = version(program, ask.variable("version"));
        Days days = days(write, program);
        BackTestId id = new BackTestId(write.id("back-test"));
        Optional<BackTest> mine = tests.find(id).map(Versioned::value);
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            boolean same = mine.get().program().equals(program.id())
                    && mine.get().days().equals(days)
                    && mine.get().tested().version().equals(version);
            return Decision.unchanged(Repeats.same(same, true, answer(mine.get())));
        }
        RunningTests running = tests.running(program.merchant());
        if (running.isFull()) {
            throw Replies.later(
                    409,
                    "too_many_running",
                    RunningTests.MOST + " back-tests of this merchant run. One of them has to end first.",
                    Duration.ofMinutes(1));
        }
        TermsDocument tested = version.map(number -> Published.orNone(published, program, number))
                .orElseGet(() -> draft(program));
        Instant end = days.to().plusDays(1).atStartOfDay(program.zone()).toInstant();
        BackTest test = BackTest.start(
                id,
                program.id(),
                program.zone(),
                new Tested(
                        version,
                        tested,
                        Published.orNone(published, program, program.termsVersionAt(end.minusNanos(1)))),
                days,
                write.now());
        return Decision.of(
                List.of(new Change.NewBackTest(test), new Change.CountedBackTests(running.and(id))),
                write.event(write.tenant(), "terms.back_test", id, Set.of(FROM, TO)),
                answer(test));
    }

    private static HttpAnswer answer(BackTest test) {
        return HttpAnswer.json(202, json -> BackTestsResource.write(test, json))
                .with("location", "/v1/programs/" + test.program() + "/back_tests/" + test.id());
    }

    /// Empty for the draft.
    /// @throws HttpRefusal 404
    private static Optional<Integer> version(Program program, String text) {
        if (text.equals(DRAFT)) {
            return Optional.empty();
        }
        return Optional.of(program.terms().stream()
                .map(Program.TermsVersion::version)
                .filter(version -> Integer.toString(version).equals(text))
                .findFirst()
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such version of the terms.")));
    }

    /// @throws HttpRefusal 422 with all that is wrong with the body
    private static Days days(Write write, Program program) {
        FieldReader body = write.body();
        Optional<LocalDate> from = body.required(FROM, body.text(FROM, BackTestWrites::day));
        Optional<LocalDate> to = body.required(TO, body.text(TO, BackTestWrites::day));
        LocalDate today = write.now().atZone(program.zone()).toLocalDate();
        if (to.filter(day -> day.isAfter(today)).isPresent()) {
            body.fault(TO, "in_the_future", "The period is past: it ends today at the latest, in the program's zone.");
        }
        if (from.isPresent() && to.isPresent()) {
            if (to.get().isBefore(from.get())) {
                body.fault(TO, "empty_period", "The period ends before it begins.");
            } else if (to.get().isAfter(from.get().plusDays(Days.MOST - 1))) {
                body.fault(TO, "period_too_long", "A period has at most " + Days.MOST + " days.");
            }
        }
        write.check();
        return new Days(from.orElseThrow(), to.orElseThrow());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return Optional.of(day).filter(of -> of.getYear() >= 2000 && of.getYear() < 10_000);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private TermsDocument draft(Program program) {
        TermsDocument draft = drafts.find(program.id())
                .map(Versioned::value)
                .orElseThrow(() -> HttpRefusal.of(409, "no_draft", "There is no draft to test."));
        List<HttpRefusal.Fault> faults = terms.faults(program, draft).stream()
                .map(fault -> new HttpRefusal.Fault(fault.path(), fault.code(), "The draft cannot be published so."))
                .toList();
        if (!faults.isEmpty()) {
            throw HttpRefusal.of(422, "invalid_terms", "The draft cannot be published, nor tested.")
                    .because(faults);
        }
        return draft;
    }
}
