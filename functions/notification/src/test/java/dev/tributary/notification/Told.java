package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.message.Notification;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoint.Kind;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.queue.NotificationMessages;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.web.SystemHosts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.core5.ssl.SSLContexts;

/// A merchant and an affiliate with endpoints in a table, a clock that is set, and both handlers.
final class Told implements AutoCloseable {
    static final Tenant MERCHANT = new Tenant.OfMerchant(new MerchantId(1));
    static final Tenant AFFILIATE = new Tenant.OfAffiliate(new AffiliateId(2));
    static final PostbackSecret SECRET = secret("the first one");
    static final KeyRing RING =
            new KeyRing(List.of(new KeyRing.Key(0, "r".repeat(32).getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    final Table table = EmbeddedTable.create().connect();
    final KnownEndpoints endpoints = new DynamoEndpoints(table);
    final Deliveries deliveries = new DynamoDeliveries(table);
    final ScriptedMail mail = new ScriptedMail();
    final List<Notification> queue = new ArrayList<>();
    final WebCalls web =
            new WebCalls(new SystemHosts(), true, Duration.ofSeconds(3), SSLContexts.createSystemDefault());
    /// The real one at first: whoever verifies a signature asks the machine's clock.
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Changes changes = new DynamoChanges(table);
    private long events;

    static PostbackSecret secret(String text) {
        return new PostbackSecret(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), PostbackSecret.RANDOM_BYTES));
    }

    static Endpoint.Secret sealed(PostbackSecret secret, Tenant owner, WebhookId id, Instant now) {
        byte[] nonce = Arrays.copyOf(secret.reveal().getBytes(StandardCharsets.UTF_8), SealedField.NONCE_BYTES);
        return new Endpoint.Secret(
                SealedField.seal(secret.key(), Endpoint.sealedFor(owner, id), nonce, RING, now), now, Optional.empty());
    }

    WebhookId webhook(Tenant owner, long id, String url, NoticeType... wanted) {
        WebhookId webhook = new WebhookId(id);
        return keep(
                owner,
                new Endpoint(
                        webhook,
                        Kind.WEBHOOK,
                        url,
                        Set.of(wanted),
                        List.of(sealed(SECRET, owner, webhook, now)),
                        now,
                        now,
                        Optional.empty()));
    }

    WebhookId postbackUrl(Tenant owner, long id, String url) {
        return keep(
                owner,
                new Endpoint(
                        new WebhookId(id), Kind.POSTBACK_URL, url, Set.of(), List.of(), now, now, Optional.empty()));
    }

    WebhookId keep(Tenant owner, Endpoint endpoint) {
        Optional<Versioned<Endpoints>> there = endpoints.of(owner);
        change(there.map(Versioned::value)
                .orElseGet(() -> Endpoints.none(owner))
                .with(endpoint));
        return endpoint.id();
    }

    void change(Endpoints next) {
        Optional<Versioned<Endpoints>> there = endpoints.of(next.owner());
        commit(there.<Change>map(found -> new Change.ChangedEndpoints(found.with(next)))
                .orElseGet(() -> new Change.NewEndpoints(next)));
    }

    void commit(Change change) {
        AuditEvent event = new AuditEvent(
                new AuditEventId(++events), MERCHANT, now, Optional.empty(), "test", "test", new TreeSet<>());
        if (!(changes.commit(new Changes.Commit(List.of(change), event, Optional.empty()))
                instanceof Changes.Outcome.Committed)) {
            throw new AssertionError("not committed: " + change);
        }
    }

    Endpoint endpoint(Tenant owner, WebhookId id) {
        return endpoints.of(owner).orElseThrow().value().find(id).orElseThrow();
    }

    Optional<Delivery> delivery(WebhookId endpoint, Notice notice) {
        return deliveries.find(Delivery.Place.of(endpoint, notice.id())).map(Versioned::value);
    }

    /// A commission of the affiliate, in the merchant's program.
    Notice accrued(String commission) {
        return notice(NoticeType.COMMISSION_ACCRUED, commission, MERCHANT, AFFILIATE);
    }

    Notice notice(NoticeType type, String cause, Tenant... audience) {
        return new Notice(
                NoticeId.of(type, now, cause),
                type,
                now,
                List.of(audience),
                Optional.of(Money.of("12.50", EUR)),
                Map.of(NoticeFact.COMMISSION_ID, cause, NoticeFact.ORDER_ID, "A 1/ä", NoticeFact.REVERSED, "0.00"));
    }

    NotificationHandler handler() {
        return handler(endpoints, deliveries, web);
    }

    NotificationHandler handler(KnownEndpoints known, Deliveries kept, Calls calls) {
        return new NotificationHandler(
                new NotificationHandler.Stores(known, kept, new DynamoMembers(table), new TableNames(table)),
                new NotificationHandler.Ways(calls, mail),
                () -> RING,
                new Random(7),
                clock());
    }

    /// @return the ids of the messages that failed
    List<String> tell(Notice... notices) {
        return handle(
                handler(),
                Arrays.stream(notices).<Notification>map(Notification.Told::new).toList());
    }

    /// The schedule, and whatever it sends.
    List<String> minute() {
        new NotificationScheduleHandler(deliveries, queue::addAll, clock())
                .handleRequest(Map.of("job", "deliveries-due"), new NoContext());
        List<Notification> sent = List.copyOf(queue);
        queue.clear();
        return handle(handler(), sent);
    }

    static List<String> handle(NotificationHandler handler, List<Notification> notifications) {
        return handle(
                handler, notifications.stream().map(NotificationMessages::write).toArray(String[]::new));
    }

    static List<String> handle(NotificationHandler handler, String... bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return handler.handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}
