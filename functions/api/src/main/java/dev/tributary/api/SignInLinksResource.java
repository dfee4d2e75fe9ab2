package dev.tributary.api;

import dev.tributary.domain.mail.MailAddress;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// `POST /v1/sign_in_links`: a link by mail. The answer is the same for every address, whether it belongs
/// to a member or to nobody.
final class SignInLinksResource {
    private final SigningIn signingIn;
    private final SessionDoor door;
    private final Clock clock;

    SignInLinksResource(SigningIn signingIn, SessionDoor door, Clock clock) {
        this.signingIn = signingIn;
        this.door = door;
        this.clock = clock;
    }

    HttpAnswer create(HttpCall call) {
        FieldReader body = new FieldReader(Writes.body(call));
        Optional<MailAddress> address = body.required("email", body.text("email", MailAddress::parse));
        Write.check(body);
        Instant now = clock.instant();
        return switch (signingIn.ask(
                address.orElseThrow(), door.find(call, now), Site.of(call), Languages.of(call), now)) {
            case SigningIn.Asked.Done() ->
                HttpAnswer.json(202, json -> {
                    json.writeStartObject();
                    json.writeStringField("status", "sent_if_member");
                    json.writeEndObject();
                });
            case SigningIn.Asked.TooMany(Instant until) ->
                throw Replies.later(
                        429,
                        "too_many_links",
                        "So many links were asked for this address in an hour.",
                        Duration.between(now, until));
            case SigningIn.Asked.NoMail() -> throw SigningIn.noMail();
        };
    }
}
