package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.Optional;

/// `/v1/webhooks`: where the tenant is told of what, and under `/deliveries` what became of it. Others' endpoints are
/// not looked for at all: a tenant's stand together, in its own partition.
final class WebhooksResource {
    private final KnownEndpoints endpoints;
    private final Deliveries deliveries;
    private final Cursors cursors;

    WebhooksResource(KnownEndpoints endpoints, Deliveries deliveries, Cursors cursors) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ask.parameters().check();
        Endpoints all = of(ask.tenant()).map(Versioned::value).orElseGet(() -> Endpoints.none(ask.tenant()));
        return Lists.of(Page.last(all.all()), Optional.empty(), WebhooksResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Versioned<Endpoints> all = of(ask.tenant()).orElseThrow(WebhooksResource::none);
        return Replies.ok(new Versioned<>(endpoint(all, ask), all.version()), WebhooksResource::write);
    }

    /// A page narrowed by state may be short; its cursor leads on all the same.
    HttpAnswer deliveries(Ask ask) throws IOException {
        Optional<Delivery.State> state = ask.parameters().take("state", Texts.constant(Delivery.State.class));
        PageRequest request = cursors.page(ask);
        Endpoint endpoint = endpoint(of(ask.tenant()).orElseThrow(WebhooksResource::none), ask);
        Page<Delivery> all = deliveries.of(endpoint.id(), request);
        Page<Delivery> page = new Page<>(
                all.items().stream()
                        .filter(one -> state.isEmpty() || one.state() == state.get())
                        .toList(),
                all.next());
        return Lists.of(page, cursors.next(ask, page), WebhooksResource::write);
    }

    Optional<Versioned<Endpoints>> of(Tenant tenant) {
        return endpoints.of(tenant);
    }

    /// @throws HttpRefusal 404
    static Endpoint endpoint(Versioned<Endpoints> all, Ask ask) {
        return WebhookId.parse(ask.variable("webhook_id"))
                .flatMap(id -> all.value().find(id))
                .orElseThrow(WebhooksResource::none);
    }

    static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "There is no such webhook.");
    }

    static void write(Endpoint endpoint, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(endpoint, json);
        json.writeEndObject();
    }

    static void fields(Endpoint endpoint, JsonGenerator json) throws IOException {
        json.writeStringField("id", endpoint.id().toString());
        json.writeStringField("kind", endpoint.kind().text());
        json.writeStringField("url", endpoint.url());
        Lists.texts(json, "events", endpoint.events(), NoticeType::text);
        json.writeStringField("state", endpoint.isActive() ? "active" : "disabled");
        Lists.nullable(json, "disabled_at", endpoint.disabled().map(Endpoint.Disabled::at));
        Lists.nullable(
                json,
                "disabled_reason",
                endpoint.disabled().map(disabled -> disabled.by().text()));
        Lists.nullable(
                json,
                "old_secret_ends_at",
                endpoint.secrets().stream()
                        .flatMap(secret -> secret.endsAt().stream())
                        .findFirst());
        json.writeStringField("created_at", endpoint.createdAt().toString());
    }

    static void write(Delivery delivery, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", delivery.notice().id().text());
        json.writeStringField("webhook_id", delivery.to().id().text());
        json.writeStringField("type", delivery.notice().type().text());
        json.writeStringField("occurred_at", delivery.notice().at().toString());
        json.writeStringField("state", delivery.state().text());
        json.writeNumberField("attempts", delivery.attempts());
        Lists.nullable(json, "next_attempt_at", delivery.due());
        Lists.nullable(json, "last_attempt_at", delivery.last().map(Delivery.Attempt::at));
        Lists.nullableNumber(json, "last_status", delivery.last().flatMap(Delivery.Attempt::status));
        Lists.nullable(json, "last_error", delivery.last().flatMap(Delivery.Attempt::error));
        json.writeEndObject();
    }
}
