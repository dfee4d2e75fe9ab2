package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoint.Kind;
import dev.tributary.domain.notice.EndpointUrl;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.notice.PostbackMacro;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// `POST /v1/webhooks`, and `PATCH`, `DELETE` and `POST .../rotate_secret` of one. A URL is judged here, and again at
/// each call. A secret is in the answer that makes it only; a repeat of the call does not show it.
final class WebhookWrites {
    private static final String URL = "url";
    private static final String KIND = "kind";
    private static final String EVENTS = "events";
    private static final String STATE = "state";
    private static final String ACTIVE = "active";

    private final WebhooksResource read;
    private final WebhookRoutes.Stores stores;
    private final Rings ring;
    private final IntFunction<byte[]> random;

    /// @param random so many random bytes, fit for secrets
    WebhookWrites(WebhooksResource read, WebhookRoutes.Stores stores, Rings ring, IntFunction<byte[]> random) {
        this.read = read;
        this.stores = stores;
        this.ring = ring;
        this.random = random;
    }

    /// A secret, until it is shown.
    private record Made(PostbackSecret plain, SealedField sealed) {}

    Decision create(Write write) throws IOException {
        FieldReader body = write.body();
        Kind kind = body.text(KIND, "unknown", Kind::parse).orElse(Kind.WEBHOOK);
        Optional<String> url = body.required(URL, body.text(URL, Optional::of));
        Set<NoticeType> events = events(body);
        url.ifPresent(text -> judge(text, kind, body));
        write.check();
        Optional<Versioned<Endpoints>> there = read.of(write.tenant());
        Endpoints before = there.map(Versioned::value).orElseGet(() -> Endpoints.none(write.tenant()));
        WebhookId id = new WebhookId(write.id("webhook"));
        Optional<Endpoint> made = before.find(id);
        if (made.isPresent()) {
            return Decision.unchanged(
                    answer(201, made.get(), there.orElseThrow().version(), Optional.empty()));
        }
        if (before.all().size() == Endpoints.MOST) {
            throw HttpRefusal.of(409, "too_many_webhooks", "There are " + Endpoints.MOST + " already. Delete one.");
        }
        Optional<Made> secret = kind == Kind.WEBHOOK ? Optional.of(secret(write, id)) : Optional.empty();
        Endpoint endpoint = new Endpoint(
                id,
                kind,
                url.orElseThrow(),
                events,
                secret.map(of -> new Endpoint.Secret(of.sealed(), write.now(), Optional.empty())).stream()
                        .toList(),
                write.now(),
                write.now(),
                Optional.empty());
        Endpoints next = before.with(endpoint);
        Change change = there.<Change>map(found -> new Change.ChangedEndpoints(found.with(next)))
                .orElseGet(() -> new Change.NewEndpoints(next));
        long version = there.map(Versioned::version).orElse(0L) + 1;
        return Decision.of(
                        List.of(change),
                        write.event(write.tenant(), "webhook.create", id, Set.of(KIND, URL, EVENTS)),
                        answer(201, endpoint, version, secret))
                .replayedAs(answer(201, endpoint, version, Optional.empty()));
    }

    Decision change(Write write) {
        Versioned<Endpoints> there = read.of(write.tenant()).orElseThrow(WebhooksResource::none);
        Endpoint before = WebhooksResource.endpoint(there, write.ask());
        FieldReader body = write.body();
        Texts.refuseNull(body, URL);
        Texts.refuseNull(body, EVENTS);
        Optional<String> url = body.text(URL, Optional::of);
        Set<NoticeType> events = body.has(EVENTS) ? events(body) : before.events();
        Optional<String> state =
                body.text(STATE, "unknown", text -> Optional.of(text).filter(Set.of(ACTIVE, "disabled")::contains));
        // Who lets an endpoint be called again has its address judged again.
        boolean enabled = state.filter(ACTIVE::equals).isPresent() && !before.isActive();
        String wanted = url.orElse(before.url());
        if (url.isPresent() || enabled) {
            judge(wanted, before.kind(), body);
        }
        write.check();
        write.match(there.version());
        Endpoint named = before.to(wanted, events);
        Endpoint next = state.map(to -> to.equals(ACTIVE)
                        ? named.enabled(write.now())
                        : named.disabled(Endpoint.Reason.OWNER, write.now()))
                .orElse(named);
        if (next.equals(before)) {
            return Decision.unchanged(answer(200, before, there.version(), Optional.empty()));
        }
        Set<String> fields = new TreeSet<>();
        url.ifPresent(text -> fields.add(URL));
        if (body.has(EVENTS)) {
            fields.add(EVENTS);
        }
        state.ifPresent(text -> fields.add(STATE));
        return Decision.of(
                List.of(new Change.ChangedEndpoints(there.with(there.value().with(next)))),
                write.event(write.tenant(), "webhook.change", next.id(), fields),
                answer(200, next, there.version() + 1, Optional.empty()));
    }

    /// Its log goes with it; what is still on its way to it ends.
    Decision remove(Write write) {
        Versioned<Endpoints> there = read.of(write.tenant()).orElseThrow(WebhooksResource::none);
        Endpoint endpoint = WebhooksResource.endpoint(there, write.ask());
        write.check();
        write.match(there.version());
        return Decision.of(
                List.of(new Change.ChangedEndpoints(there.with(there.value().without(endpoint.id())))),
                write.event(write.tenant(), "webhook.delete", endpoint.id(), Set.of()),
                HttpAnswer.ok(json -> WebhooksResource.write(endpoint, json)));
    }

    /// The old secret signs beside the new one for a day.
    Decision rotate(Write write) throws IOException {
        Versioned<Endpoints> there = read.of(write.tenant()).orElseThrow(WebhooksResource::none);
        Endpoint before = WebhooksResource.endpoint(there, write.ask());
        write.check();
        write.match(there.version());
        if (before.kind() != Kind.WEBHOOK) {
            throw HttpRefusal.of(409, "no_secret", "A postback URL is not signed.");
        }
        if (before.valid(write.now()).size() > 1) {
            throw HttpRefusal.of(409, "too_many_secrets", "The secret before this one is still valid.");
        }
        Made made = secret(write, before.id());
        Endpoint next = before.rotated(made.sealed(), write.now());
        return Decision.of(
                        List.of(new Change.ChangedEndpoints(
                                there.with(there.value().with(next)))),
                        write.event(write.tenant(), "webhook.rotate_secret", next.id(), Set.of("secret")),
                        answer(200, next, there.version() + 1, Optional.of(made)))
                .replayedAs(answer(200, next, there.version() + 1, Optional.empty()));
    }

    private Made secret(Write write, WebhookId id) throws IOException {
        PostbackSecret plain = new PostbackSecret(random.apply(PostbackSecret.RANDOM_BYTES));
        return new Made(
                plain,
                SealedField.seal(
                        plain.key(),
                        Endpoint.sealedFor(write.tenant(), id),
                        random.apply(SealedField.NONCE_BYTES),
                        ring.ring(),
                        write.now()));
    }

    /// Notes what is wrong with an address, by its form and by what its name resolves to.
    private void judge(String text, Kind kind, FieldReader body) {
        switch (EndpointUrl.parse(text, stores.own())) {
            case EndpointUrl.Parsed.Refused(EndpointUrl.Fault fault) -> body.fault(URL, fault.code(), fault.detail());
            case EndpointUrl.Parsed.Allowed(EndpointUrl url) -> {
                if (kind == Kind.WEBHOOK && url.hasMacros()) {
                    body.fault(URL, "malformed_url", "Only a postback URL has macros.");
                } else if (!PostbackMacro.areKnown(text)) {
                    body.fault(URL, "unknown_macro", "Only these stand in braces: " + PostbackMacro.all() + ".");
                } else {
                    url.judge(stores.hosts().of(url.host()))
                            .ifPresent(fault -> body.fault(URL, fault.code(), fault.detail()));
                }
            }
        }
    }

    /// None: all of them. A test needs no wish.
    private static Set<NoticeType> events(FieldReader body) {
        List<NoticeType> events = body.texts(
                EVENTS,
                NoticeType.values().length,
                text -> NoticeType.parse(text).filter(type -> type != NoticeType.WEBHOOK_TEST));
        return events.isEmpty() ? Set.of() : EnumSet.copyOf(events);
    }

    private static HttpAnswer answer(int status, Endpoint endpoint, long version, Optional<Made> secret) {
        HttpAnswer answer = HttpAnswer.json(status, json -> {
                    json.writeStartObject();
                    WebhooksResource.fields(endpoint, json);
                    if (status == 201 || secret.isPresent()) {
                        Lists.nullable(
                                json, "secret", secret.map(of -> of.plain().reveal()));
                    }
                    json.writeEndObject();
                })
                .with("etag", "\"" + version + "\"");
        return status == 201 ? answer.with("location", "/v1/webhooks/" + endpoint.id()) : answer;
    }
}
