package dev.tributary.infrastructure.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Attributes;
import dev.tributary.infrastructure.local.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// ElasticMQ on loopback. Its time is the machine's: setting the clock forward ends delays and
/// visibility timeouts.
public final class QueueServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern RECEIVES = Pattern.compile("\"maxReceiveCount\":\"(\\d+)\"");
    private static final Config QUIET =
            ConfigFactory.parseString("""
                pekko.loglevel = OFF
                pekko.stdout-loglevel = OFF
                pekko.daemonic = on
                pekko.jvm-shutdown-hooks = off
                pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                pekko.http.server.server-header = ""
                pekko.http.server.max-connections = 4096
                pekko.http.server.idle-timeout = 120 s
                """).withFallback(ConfigFactory.load(QueueManagerActor.class.getClassLoader()));

    private final ActorSystem system;
    private final ActorRef manager;
    private final SQSRestServer server;
    private final Optional<Journal> journal;

    private QueueServer(ActorSystem system, ActorRef manager, SQSRestServer server, Optional<Journal> journal) {
        this.system = system;
        this.manager = manager;
        this.server = server;
        this.journal = journal;
    }

    /// @param folder where the journal lies; empty keeps messages in memory only
    /// @param port 0 takes any
    /// @throws StartFailure when the port is taken or the journal damaged
    public static QueueServer start(
            Optional<Path> folder, int port, String region, Clock clock, List<Template.Queue> queues) {
        Optional<Journal> journal = folder.map(path -> Journal.open(path.resolve("journal")));
        ActorSystem system = ActorSystem.create("queues", QUIET, QueueManagerActor.class.getClassLoader());
        Option<ActorRef> listener = journal.isEmpty()
                ? Option.empty()
                : Option.apply(system.actorOf(Props.create(
                        JournalActor.class, () -> new JournalActor(journal.get(), maxReceiveCounts(queues)))));
        ActorRef manager = system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new MachineTime(clock), StrictSQSLimits$.MODULE$, listener)));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(manager)
                .withInterface("127.0.0.1")
                .withPort(port)
                .withAWSRegion(region)
                .withAWSAccountId(Attributes.ACCOUNT)
                .start();
        QueueServer queueServer = new QueueServer(system, manager, server, journal);
        try {
            server.waitUntilStarted();
        } catch (RuntimeException e) {
            queueServer.close();
            throw new StartFailure("port " + port + " is taken: the queues cannot listen on it", e);
        }
        return queueServer;
    }

    private static Map<String, Integer> maxReceiveCounts(List<Template.Queue> queues) {
        Map<String, Integer> counts = new HashMap<>();
        for (Template.Queue queue : queues) {
            Matcher policy = RECEIVES.matcher(queue.attributes().getOrDefault("RedrivePolicy", ""));
            if (policy.find()) {
                counts.put(queue.name(), Integer.parseInt(policy.group(1)));
            }
        }
        return counts;
    }

    public String url() {
        return "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort();
    }

    /// Puts back what the journal holds for these queues, which must exist already.
    public void restore(List<Template.Queue> queues) {
        for (Template.Queue queue : queues) {
            List<InternalMessage> messages = journal.map(kept -> kept.messages(queue.name())).orElse(List.of()).stream()
                    .map(JournalActor::restore)
                    .toList();
            if (!messages.isEmpty()) {
                Option<?> actor = (Option<?>) ask(manager, new LookupQueue(queue.name()));
                ask(
                        (ActorRef) actor.get(),
                        new RestoreMessages(
                                CollectionConverters.asScala(messages).toList()));
            }
        }
    }

    private static Object ask(ActorRef actor, Object message) {
        try {
            return Patterns.ask(actor, message, PATIENCE).toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the queues were restored", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new StartFailure("the queues cannot be restored: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the queues did not stop", e);
        }
    }

    private static final class MachineTime extends NowProvider {
        private final Clock clock;

        MachineTime(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long nowMillis() {
            return clock.millis();
        }

        @Override
        public OffsetDateTime now() {
            return clock.instant().atOffset(ZoneOffset.UTC);
        }
    }
}
