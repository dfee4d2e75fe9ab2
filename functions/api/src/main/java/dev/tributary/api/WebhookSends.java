package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Destination;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/webhooks/{webhook_id}/test` and `.../deliveries/{notice_id}/resend`. Nothing is sent from here: the
/// delivery is due, and whoever looks for what is due finds it within a minute.
final class WebhookSends {
    private static final Set<String> FIELDS = Set.of("state");

    private final WebhooksResource read;
    private final Deliveries deliveries;

    WebhookSends(WebhooksResource read, Deliveries deliveries) {
        this.read = read;
        this.deliveries = deliveries;
    }

    Decision test(Write write) {
        Endpoint endpoint = active(write);
        Tenant owner = write.tenant();
        // The same for the repeat of a call, which finds what the call has made.
        String cause = Long.toHexString(write.id("webhook test"));
        Notice notice = Notice.of(
                NoticeType.WEBHOOK_TEST,
                write.now(),
                List.of(owner),
                Optional.empty(),
                facts(endpoint),
                endpoint.id().toString(),
                cause);
        Delivery delivery = Delivery.of(notice, owner, new Destination.AtEndpoint(endpoint.id()), write.now());
        return Decision.of(
                List.of(new Change.NewDelivery(delivery)),
                write.event(owner, "webhook.test", endpoint.id(), Set.of()),
                answer(delivery));
    }

    /// What stands on links has no value in a test; whoever asks for it sees where it comes.
    private static Map<NoticeFact, String> facts(Endpoint endpoint) {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.WEBHOOK_ID, endpoint.id().toString());
        if (endpoint.asksSubIds()) {
            for (NoticeFact fact : NoticeFact.values()) {
                if (fact.shape() == NoticeFact.Shape.LABEL) {
                    facts.put(fact, "sample-" + fact.text());
                }
            }
        }
        return facts;
    }

    /// Under the same id as before, at once, and then as a new one; also one that was delivered.
    Decision again(Write write) {
        Endpoint endpoint = active(write);
        Versioned<Delivery> there = NoticeId.parse(write.ask().variable("notice_id"))
                .flatMap(id -> deliveries.find(Delivery.Place.of(endpoint.id(), id)))
                .filter(found -> found.value().owner().equals(write.tenant()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such delivery."));
        write.match(there.version());
        Delivery next = there.value().again(write.now());
        return Decision.of(
                List.of(new Change.ChangedDelivery(there.with(next))),
                write.event(
                        write.tenant(),
                        "webhook.resend",
                        endpoint.id() + "/" + next.notice().id(),
                        FIELDS),
                answer(next));
    }

    /// @throws HttpRefusal 404, or 409 for one that is not called
    private Endpoint active(Write write) {
        Versioned<Endpoints> all = read.of(write.tenant()).orElseThrow(WebhooksResource::none);
        Endpoint endpoint = WebhooksResource.endpoint(all, write.ask());
        write.check();
        if (!endpoint.isActive()) {
            throw HttpRefusal.of(409, "webhook_disabled", "It is not called. Make it active first.");
        }
        return endpoint;
    }

    private static HttpAnswer answer(Delivery delivery) {
        return HttpAnswer.json(202, json -> WebhooksResource.write(delivery, json));
    }
}
