package dev.tributary.postback;

import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.EventTimes;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.time.Instant;
import java.util.Optional;

/// The click that a call names: its token says everything, so nothing is looked up.
final class CallClick {
    private static final String CLICK_ID = "click_id";

    private final FieldReader call;
    private final ProgramId program;
    private final KeyRing ring;

    CallClick(FieldReader call, ProgramId program, KeyRing ring) {
        this.call = call;
        this.program = program;
        this.ring = ring;
    }

    /// The click if it is good; else none, and no fault.
    Optional<VerifiedClick> good(Instant occurredAt) {
        return call.text(CLICK_ID, Optional::of)
                .flatMap(text -> ClickTokens.verify(text, ring)
                        .filter(token -> token.program().equals(program))
                        .filter(token -> !EventTimes.isBefore(occurredAt, token.time()))
                        .map(token -> VerifiedClick.of(text, token)));
    }

    /// Notes what is wrong with it.
    Optional<VerifiedClick> read(Instant occurredAt) {
        Optional<String> text = call.text(CLICK_ID, Optional::of);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<ClickToken> token = ClickTokens.verify(text.get(), ring);
        if (token.isEmpty()) {
            call.fault(CLICK_ID, "forged_click_id", "This click id was not made here, or a part of it is lost.");
            return Optional.empty();
        }
        if (!token.get().program().equals(program)) {
            call.fault(CLICK_ID, "other_program", "This click id belongs to another program.");
            return Optional.empty();
        }
        if (EventTimes.isBefore(occurredAt, token.get().time())) {
            call.fault("occurred_at", "before_click", "The time is more than 300 seconds before the click.");
        }
        return token.map(click -> VerifiedClick.of(text.get(), click));
    }
}
