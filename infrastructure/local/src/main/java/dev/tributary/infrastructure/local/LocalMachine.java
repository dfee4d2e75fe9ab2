package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.backend.Expiry;
import dev.tributary.infrastructure.local.backend.Provisioning;
import dev.tributary.infrastructure.local.http.HttpFront;
import dev.tributary.infrastructure.local.http.Routes;
import dev.tributary.infrastructure.local.queue.EventSource;
import dev.tributary.infrastructure.local.template.Attributes;
import dev.tributary.infrastructure.local.template.Template;
import dev.tributary.infrastructure.local.template.TemplateReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The whole platform in this process, as template.yaml describes it. Start it, call `baseUrl()`,
/// close it; what it needs to know about routes, queues, schedules and variables stands in the template.
public final class LocalMachine implements AutoCloseable {
    private static final String RATES_URL = "RATES_URL";
    private static final String MAIL_SENDER = "MAIL_SENDER";

    private final MachineOptions options;
    private final Backends backends;
    private final HttpFront front;
    private final Template template;
    private final Attributes attributes;
    private final Schedules schedules;
    private final Map<String, LocalFunction> functions = new HashMap<>();
    private final List<EventSource> sources = new ArrayList<>();
    private final Sweeps sweeps;

    private LocalMachine(MachineOptions options, Backends backends, HttpFront front) {
        this.options = options;
        this.backends = backends;
        this.front = front;
        this.attributes = new Attributes(
                options.stackName(),
                Backends.REGION,
                Attributes.ACCOUNT,
                "http://127.0.0.1:" + front.port(),
                backends.queuesUrl());
        this.template = TemplateReader.read(options.template(), options.parameters(), attributes);
        this.schedules = new Schedules(options.clock());
        this.sweeps = new Sweeps(new Expiry(backends.dynamo(), options.clock(), options.seed()), template.tables());
    }

    /// Returns when the machine answers.
    /// @throws StartFailure with the one line to show; nothing is left running
    /// @throws dev.tributary.infrastructure.local.template.TemplateProblem likewise, with the template's line
    public static LocalMachine start(MachineOptions options) {
        Attributes unstarted = Attributes.unstarted(options.stackName(), Backends.REGION);
        Template first = TemplateReader.read(options.template(), options.parameters(), unstarted);
        // The front's port comes first: the one that an operator chooses, and variables name it.
        HttpFront front = HttpFront.start(options.ports().http(), options.clock());
        try {
            Backends backends = Backends.start(options, first);
            try {
                LocalMachine machine = new LocalMachine(options, backends, front);
                machine.run();
                return machine;
            } catch (RuntimeException | Error e) {
                backends.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            front.close();
            throw e;
        }
    }

    private void run() {
        Provisioning.tables(backends.dynamo(), template.tables());
        Provisioning.queues(backends.sqs(), template.queues());
        backends.restore(template.queues());
        if (!options.functions()) {
            front.serveRoutes(new Routes());
            return;
        }
        Routes routes = new Routes();
        for (Template.Function function : template.functions()) {
            LocalFunction loaded = LocalFunction.load(function, environment(function));
            functions.put(function.id(), loaded);
            function.routes().forEach(route -> routes.add(route, loaded));
            function.queueSources().forEach(source -> sources.add(source(source, loaded)));
            schedules.add(function, loaded);
        }
        backends.mailbox().addTo(routes);
        new HomePage(this, backends.mailbox().mailbox(), Optional.ofNullable(functions.get("PortalFunction")))
                .addTo(routes);
        sources.forEach(EventSource::start);
        schedules.start();
        if (backends.ownsTable()) {
            sweeps.start(options.clock());
        }
        front.serveRoutes(routes);
    }

    private EventSource source(Template.QueueSource source, Invocable function) {
        return new EventSource(
                backends.sqs(),
                attributes.queueUrl(source.queueName()),
                Backends.REGION,
                source,
                options.longestWindow(),
                function);
    }

    private Environment environment(Template.Function function) {
        return new Environment(variables(function), options.clock());
    }

    private Map<String, String> variables(Template.Function function) {
        Map<String, String> variables = new HashMap<>(backends.variables());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("TRIBUTARY_CONCURRENT", "true");
        // Whoever tries webhooks here listens on this machine.
        variables.put("TRIBUTARY_CALLS_ITSELF", "true");
        // The address that AWS would have given the API is this machine's.
        String awsAddress = "https://local.execute-api." + Backends.REGION + ".amazonaws.com";
        function.variables()
                .forEach((name, value) -> variables.put(name, value.replace(awsAddress, attributes.baseUrl())));
        // No machine of somebody's own asks the bank: it serves a sample, unless told otherwise.
        if (!options.parameters().containsKey("RatesUrl")) {
            variables.computeIfPresent(RATES_URL, (name, address) -> backends.ratesUrl());
        }
        // Nor does one send mail: it goes into the mailbox, whoever it is from.
        if (!options.parameters().containsKey("MailSender")) {
            variables.computeIfPresent(MAIL_SENDER, (name, address) -> "tributary@localhost");
        }
        options.variables().forEach((name, value) -> variables.put(name, value.replace("{function}", function.id())));
        return Map.copyOf(variables);
    }

    /// `http://127.0.0.1:3000`
    public String baseUrl() {
        return attributes.baseUrl();
    }

    public URI dynamoEndpoint() {
        return URI.create(backends.tableUrl());
    }

    public URI sqsEndpoint() {
        return URI.create(backends.queuesUrl());
    }

    public URI secretsEndpoint() {
        return URI.create(backends.secretsUrl());
    }

    public URI filesEndpoint() {
        return URI.create(backends.filesUrl());
    }

    public URI mailEndpoint() {
        return URI.create(backends.mailUrl());
    }

    /// Where the buckets' files stand, a folder per bucket; a machine in memory deletes it at its end.
    public Path filesFolder() {
        return backends.filesFolder();
    }

    public MachineClock clock() {
        return options.clock();
    }

    public Template template() {
        return template;
    }

    /// The data folder; empty for a machine in memory.
    public Optional<Path> data() {
        return options.data();
    }

    /// The variables of a function, as a process of its own would get them.
    public Map<String, String> variablesOf(String functionId) {
        return variables(template.function(functionId));
    }

    /// The variables that this function got, and the machine's clock.
    public Environment environmentOf(String functionId) {
        return environment(template.function(functionId));
    }

    /// What a process beside this one needs to send clicks: the variables of the function that does.
    Map<String, String> redirectVariables() {
        return template.functions().stream()
                .map(this::variables)
                .filter(variables -> variables.containsKey("CLICKS_QUEUE_URL"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no function of the template has CLICKS_QUEUE_URL"));
    }

    /// The operator's payout switch, as the function that asks it knows it; empty where none does.
    Optional<String> payoutSwitch() {
        return template.functions().stream()
                .flatMap(function -> Optional.ofNullable(variables(function).get("PAYOUT_SWITCH_PARAMETER")).stream())
                .findFirst();
    }

    public String queueUrl(String logicalId) {
        return attributes.queueUrl(template.queue(logicalId).name());
    }

    /// Clients of the machine's table and queues; they close with it.
    public DynamoDbClient dynamo() {
        return backends.dynamo();
    }

    public SqsClient sqs() {
        return backends.sqs();
    }

    /// Calls a function with this event and returns its reply, as `sam local invoke` would.
    /// @throws Exception what the handler threw
    public byte[] invoke(String functionId, byte[] event) throws Exception {
        LocalFunction function = functions.get(functionId);
        if (function == null) {
            throw new IllegalArgumentException("the template has no function " + functionId);
        }
        return function.invoke(event);
    }

    /// Runs a schedule of the template now and returns the handler's reply.
    public byte[] fire(String functionId, String scheduleEventName) throws Exception {
        return schedules.fire(functionId, scheduleEventName);
    }

    /// Takes in the reference rates now, where a function of the template does: a schedule would in an hour.
    /// @throws Exception what the handler threw
    public void takeRates() throws Exception {
        for (Template.Function function : template.functions()) {
            if (function.variables().containsKey(RATES_URL)) {
                fire(function.id(), "Rates");
            }
        }
    }

    /// Deletes expired items as if time had come for another sweep; returns how many went.
    public int sweepExpired() {
        return sweeps.run();
    }

    /// Waits until no queue that a function reads holds a message, delayed and in flight included.
    /// @throws TimeoutException naming the queues that still hold some
    public void awaitQueuesEmpty(Duration timeout) throws TimeoutException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<String> busy = sources.stream()
                    .filter(source -> source.held() > 0 || waiting(source.queueUrl()) > 0)
                    .map(EventSource::queueUrl)
                    .toList();
            if (busy.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException("messages are left in " + busy);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private int waiting(String queueUrl) {
        return held(queueUrl).values().stream().mapToInt(Integer::parseInt).sum();
    }

    private Map<QueueAttributeName, String> held(String queueUrl) {
        return backends.sqs()
                .getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
    }

    /// How many messages a queue holds.
    ///
    /// @param inFlight taken, and neither done nor given back yet
    record Depth(String queue, int waiting, int inFlight, int delayed) {}

    /// Of each queue of the template, dead-letter queues included, in its order.
    List<Depth> depths() {
        return template.queues().stream()
                .map(queue -> {
                    Map<QueueAttributeName, String> held = held(attributes.queueUrl(queue.name()));
                    return new Depth(
                            queue.name(),
                            Integer.parseInt(held.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")),
                            Integer.parseInt(held.getOrDefault(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")),
                            Integer.parseInt(
                                    held.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0")));
                })
                .toList();
    }

    /// Calls this with whether the data were never seeded, and remembers when it has succeeded.
    public void seed(FirstStart firstStart) throws Exception {
        boolean first = !backends.isSeeded();
        firstStart.run(this, first);
        backends.markSeeded();
    }

    /// Takes no more requests, lets batches end, then stops the servers.
    @Override
    public void close() {
        front.close();
        schedules.close();
        sweeps.close();
        // Together: each may wait for its batch.
        sources.parallelStream().forEach(EventSource::close);
        backends.close();
    }
}
