package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.PurgeDay;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/v1/programs/{program_id}/purge`: all that belongs to a test program is deleted, and the program stays as it
/// was made. Nothing is sent, the schedule finds it within a minute; whoever asks again while it runs is shown it.
final class PurgesResource {
    private final Visible visible;
    private final Purges purges;

    PurgesResource(Visible visible, Purges purges) {
        this.visible = visible;
        this.purges = purges;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return purges.find(program(ask).id())
                .map(purge -> answer(purge.value()))
                .orElseThrow(() -> HttpRefusal.of(404, "no_purge", "Nothing of this program was purged."));
    }

    /// @throws HttpRefusal 409 for a live program, and where many of the merchant's run; 429 where many began today
    Decision start(Write write) {
        Program program = program(write.ask());
        write.check();
        if (!program.id().isTest()) {
            throw HttpRefusal.of(409, "live", "Only a test program can be purged.");
        }
        Optional<Versioned<Purge>> there = purges.find(program.id());
        if (there.filter(purge -> purge.value().isRunning()).isPresent()) {
            return Decision.unchanged(answer(there.get().value()));
        }
        Running.refuseMany(page -> purges.running(program.merchant(), page), Purge::isRunning, "purges");
        PurgeDay day = purges.day(program.merchant());
        Optional<Duration> wait = day.wait(write.now());
        if (wait.isPresent()) {
            throw Replies.later(429, "too_many_today", PurgeDay.MOST + " purges have begun today (UTC).", wait.get());
        }
        Purge fresh = Purge.start(program.id(), program.merchant(), write.now());
        return Decision.of(
                List.of(
                        there.isPresent()
                                ? new Change.ChangedPurge(there.get().with(fresh))
                                : new Change.NewPurge(fresh),
                        new Change.CountedPurges(day.plus(write.now()))),
                write.event(write.tenant(), "program.purge", program.id(), Set.of("purge")),
                answer(fresh));
    }

    private Program program(Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private static HttpAnswer answer(Purge purge) {
        return HttpAnswer.json(purge.isRunning() ? 202 : 200, json -> write(purge, json));
    }

    private static void write(Purge purge, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", purge.program().toString());
        json.writeStringField("state", purge.isRunning() ? "running" : "done");
        json.writeNumberField("deleted", purge.progress().deleted());
        json.writeStringField("requested_at", purge.requestedAt().toString());
        Lists.nullable(json, "done_at", purge.progress().doneAt());
        json.writeEndObject();
    }
}
