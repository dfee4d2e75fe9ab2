package dev.tributary.notification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.notice.Deliveries;
import dev.tributary.domain.notice.Delivery.Attempt;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.NoticeMail;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.lambda.SqsBatch;
import dev.tributary.infrastructure.mail.SesMailOut;
import dev.tributary.infrastructure.queue.NotificationMessages;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.web.SystemHosts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
                Stores.of(table),
                new Ways(new WebCalls(new SystemHosts(), SystemHosts.own(environment)), new SesMailOut(environment)),
                new KeyRings(new SignedCalls(environment), environment)::ring,
                new SecureRandom(),
                environment.clock());
    }

    /// What is read, and where what became of attempts is written.
    record Stores(KnownEndpoints endpoints, Deliveries deliveries, Members members, NoticeMail.Names names) {
        static Stores of(Table table) {
            return new Stores(
                    new DynamoEndpoints(table),
                    new DynamoDeliveries(table),
                    new DynamoMembers(table),
                    new TableNames(table));
        }
    }

    /// How something is told.
    record Ways(Calls calls, MailOut mail) {}

    NotificationHandler(Stores stores, Ways ways, Rings keys, RandomGenerator random, Clock clock) {
        Mailboxes mailboxes = new Mailboxes(stores.members(), ways.mail().hasSender());
        this.errands = new Errands(stores.endpoints(), mailboxes, stores.deliveries());
        this.attempts = new Attempts(ways.calls(), ways.mail(), stores.names(), keys, clock);
        this.log = new DeliveryLog(stores.endpoints(), mailboxes, stores.deliveries(), random);
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        SqsBatch batch = new SqsBatch(event);
        List<Errand> ready = new ArrayList<>();
        List<Callable<Attempt>> calls = new ArrayList<>();
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
    private List<Attempt> made(List<Callable<Attempt>> calls) {
        try {
            return attempts.make(calls);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while calls were made", stopped);
        }
    }
}
