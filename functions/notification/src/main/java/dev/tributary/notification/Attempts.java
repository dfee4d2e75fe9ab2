package dev.tributary.notification;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.notice.Delivery.Attempt;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeMail;
import dev.tributary.domain.notice.PostbackMacro;
import dev.tributary.domain.notice.WebhookSignature;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the calls of a batch, and sends its mail, beside each other: one that hangs keeps none of the others waiting
/// for longer than it
/// hangs.
final class Attempts {
    /// As mail is answered that was taken; whether it arrives is not known.
    private static final int HANDED_OVER = 200;

    private final Calls calls;
    private final MailOut mail;
    private final NoticeMail.Names names;
    private final Rings keys;
    private final Clock clock;

    Attempts(Calls calls, MailOut mail, NoticeMail.Names names, Rings keys, Clock clock) {
        this.calls = calls;
        this.mail = mail;
        this.names = names;
        this.keys = keys;
        this.clock = clock;
    }

    /// What an errand asks for, ready to be done.
    /// @throws IOException when the keys cannot be read
    /// @throws UnreadableSecretException when no secret opens
    Callable<Attempt> prepare(Errand errand) throws IOException {
        return switch (errand) {
            case Errand.Call call -> {
                OutgoingCall prepared = call(call);
                yield () -> attempt(prepared);
            }
            case Errand.Letter letter -> {
                Mail written = NoticeMail.of(
                        letter.to(),
                        letter.delivery().owner(),
                        letter.delivery().notice(),
                        names);
                yield () -> attempt(written);
            }
        };
    }

    private OutgoingCall call(Errand.Call errand) throws IOException {
        Endpoint endpoint = errand.endpoint();
        Notice notice = errand.delivery().notice();
        return switch (endpoint.kind()) {
            case WEBHOOK -> {
                byte[] body = NoticeBody.of(notice);
                Instant now = clock.instant();
                yield new OutgoingCall(
                        endpoint.url(),
                        WebhookSignature.headers(notice.id(), now, body, secrets(errand, now)),
                        Optional.of(body));
            }
            case POSTBACK_URL ->
                new OutgoingCall(PostbackMacro.fill(endpoint.url(), notice), Map.of(), Optional.empty());
        };
    }

    private List<PostbackSecret> secrets(Errand.Call errand, Instant now) throws IOException {
        KeyRing ring = keys.ring();
        String owner =
                Endpoint.sealedFor(errand.delivery().owner(), errand.endpoint().id());
        List<PostbackSecret> secrets = errand.endpoint().valid(now).stream()
                .flatMap(secret -> secret.sealed().open(owner, ring).stream())
                .map(PostbackSecret::new)
                .toList();
        if (secrets.isEmpty()) {
            throw new UnreadableSecretException(errand.endpoint().id());
        }
        return secrets;
    }

    /// @return what became of each, in their order
    List<Attempt> make(List<Callable<Attempt>> all) throws InterruptedException {
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Attempt> made = new ArrayList<>();
            for (Future<Attempt> one : beside.invokeAll(all)) {
                made.add(outcome(one));
            }
            return made;
        }
    }

    /// One call that breaks is its own attempt's failure: thrown on, it would keep all the others of its batch from
    /// being written, and they would be made again without end.
    private Attempt outcome(Future<Attempt> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException failed) {
            return Attempt.failed(clock.instant(), broken(Objects.requireNonNull(failed.getCause())));
        }
    }

    /// What is no failure of the net comes up in the log, by its type and place only: an error of ours is found there.
    static String broken(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        String at = frames.length == 0 ? "" : frames[0].getFileName() + ":" + frames[0].getLineNumber();
        Log.line("call_broke", Map.of("type", cause.getClass().getName(), "at", at));
        return "no_answer";
    }

    private Attempt attempt(OutgoingCall call) {
        OutgoingCall.Reply reply = calls.call(call);
        Instant now = clock.instant();
        return switch (reply) {
            case OutgoingCall.Reply.Answered(int status) -> Attempt.answered(now, status);
            case OutgoingCall.Reply.Failed(String why) -> Attempt.failed(now, why);
        };
    }

    /// What mail was refused for may pass: a sending that is paused, an address that is verified a day later.
    private Attempt attempt(Mail letter) {
        try {
            return switch (mail.send(letter)) {
                case MailOut.Handed.Over() -> Attempt.answered(clock.instant(), HANDED_OVER);
                case MailOut.Handed.Refused(String reason) -> Attempt.failed(clock.instant(), reason);
                case MailOut.Handed.NoSender() -> Attempt.failed(clock.instant(), "no_sender");
            };
        } catch (UnavailableException silent) {
            return Attempt.failed(clock.instant(), "no_answer");
        }
    }
}
