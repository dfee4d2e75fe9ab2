package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery.Attempt;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.queue.NotificationMessages;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.web.SystemHosts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Takes notices, and deliveries that are due, off [notifications] and has each told. A message is acknowledged after
/// what became of its attempts is written; one that comes again finds that, and attempts what is not there.
public final class NotificationHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Errands errands;
    private final Attempts attempts;
    private final DeliveryLog log;
    private final Clock clock;

    public NotificationHandler() {
        this(Environment.ofProcess());
    }

    public NotificationHandler(Environment environment) {
        this(Table.of(environment), environment);
    }

    /// A secure generator takes its seed from the system at each use, also after a snapshot.
    private NotificationHandler(Table table, Environment environment) {
        this(
                new DynamoEndpoints(table),
                new DynamoDeliveries(table),
                new WebCalls(new SystemHosts(), SystemHosts.own(environment)),
                new KeyRings(new SignedCalls(environment), environment)::ring,
                new SecureRandom(),
                environment.clock());
    }

    NotificationHandler(
            KnownEndpoints endpoints,
            Deliveries deliveries,
            Calls calls,
            Rings keys,
            RandomGenerator random,
            Clock clock) {
        this.errands = new Errands(endpoints, deliveries);
        this.attempts = new Attempts(calls, keys, clock);
        this.log = new DeliveryLog(endpoints, deliveries, random);
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        SqsBatch batch = new SqsBatch(event);
        List<Errand> ready = new ArrayList<>();
        List<OutgoingCall> calls = new ArrayList<>();
        batch.each(message -> errands.of(message, NotificationMessages.read(message.getBody()), clock.instant())
                .forEach(errand -> batch.attempt(List.of(message), errand, one -> {
                    calls.add(attempts.prepare(one));
                    ready.add(one);
                })));
        List<Attempt> made = made(calls);
        for (int at = 0; at < made.size(); at++) {
            Attempt attempt = made.get(at);
            Errand errand = ready.get(at);
            batch.attempt(List.of(errand.message()), errand, one -> log.write(one, attempt));
        }
        return batch.response();
    }

    /// None when this function is stopped: nothing is written then, and everything comes again.
    private List<Attempt> made(List<OutgoingCall> calls) {
        try {
            return attempts.make(calls);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while calls were made", stopped);
        }
    }
}
