package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.local.backend.FilesServer;
import dev.tributary.infrastructure.local.backend.MailServer;
import dev.tributary.infrastructure.local.backend.MailboxPage;
import dev.tributary.infrastructure.local.backend.RatesServer;
import dev.tributary.infrastructure.local.backend.SecretsServer;
import dev.tributary.infrastructure.local.backend.TableServer;
import dev.tributary.infrastructure.local.queue.QueueServer;
import dev.tributary.infrastructure.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The servers that stand in for AWS, with the machine's own clients: ours, or those at another endpoint.
final class Backends implements AutoCloseable {
    static final String REGION =
            Optional.ofNullable(System.getenv("AWS_REGION")).orElse("eu-west-1");
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Optional<DataFolder> folder;
    private Optional<QueueServer> ownQueues = Optional.empty();
    private Optional<TableServer> ownTable = Optional.empty();
    private String tableUrl;
    private String queuesUrl;
    private SecretsServer secrets;
    private FilesServer files;
    private RatesServer rates;
    private MailServer mail;
    private DynamoDbClient dynamo;
    private SqsClient sqs;

    private Backends(MachineOptions options, Template template) {
        folder = options.data().map(DataFolder::open);
        folder.ifPresent(open::push);
        CompletableFuture<Optional<TableServer>> tableStart = tableStart(options);
        try {
            secrets = pushed(
                    SecretsServer.start(folder("secrets"), options.ports().secrets(), REGION, template));
            files = pushed(FilesServer.start(folder("files"), options.ports().files(), template));
            rates = pushed(RatesServer.start(options.clock()));
            mail = pushed(MailServer.start(folder("mail"), options.clock()));
            if (options.endpoint().isPresent()) {
                queuesUrl = options.endpoint().get().toString().replaceFirst("/$", "");
            } else {
                QueueServer queues = pushed(QueueServer.start(
                        folder("queues"), options.ports().queues(), REGION, options.clock(), template.queues()));
                ownQueues = Optional.of(queues);
                queuesUrl = queues.url();
            }
            ownTable = tableStart.join();
            tableUrl = ownTable.map(TableServer::url).orElse(queuesUrl);
            dynamo = pushed(DynamoDbClient.builder()
                    .endpointOverride(URI.create(tableUrl))
                    .region(Region.of(REGION))
                    .credentialsProvider(CREDENTIALS)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build());
            sqs = pushed(SqsClient.builder()
                    .endpointOverride(URI.create(queuesUrl))
                    .region(Region.of(REGION))
                    .credentialsProvider(CREDENTIALS)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build());
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        } catch (RuntimeException | Error e) {
            // The table may still be starting; it holds the JVM open unless it is closed too.
            tableStart.handle((server, failure) -> server).join();
            close();
            throw e;
        }
    }

    /// Started beside the others: it is the slowest.
    private CompletableFuture<Optional<TableServer>> tableStart(MachineOptions options) {
        if (options.endpoint().isPresent()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(
                () -> Optional.of(pushed(
                        TableServer.start(folder("table"), options.ports().table()))),
                task -> Thread.ofPlatform().start(task));
    }

    /// @throws StartFailure when a port is taken or the data folder damaged; nothing is left running
    static Backends start(MachineOptions options, Template template) {
        return new Backends(options, template);
    }

    private synchronized <T extends AutoCloseable> T pushed(T resource) {
        open.push(resource);
        return resource;
    }

    private Optional<Path> folder(String name) {
        return folder.map(data -> data.folder(name));
    }

    Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_ENDPOINT_URL_DYNAMODB",
                tableUrl,
                "AWS_ENDPOINT_URL_SQS",
                queuesUrl,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.url(),
                "AWS_ENDPOINT_URL_SSM",
                secrets.url(),
                "AWS_ENDPOINT_URL_S3",
                files.url(),
                "AWS_ENDPOINT_URL_SESV2",
                mail.url());
    }

    /// Puts back the queues' kept messages, when the queues are there.
    void restore(List<Template.Queue> queues) {
        ownQueues.ifPresent(server -> server.restore(queues));
    }

    boolean ownsTable() {
        return ownTable.isPresent();
    }

    String tableUrl() {
        return tableUrl;
    }

    String queuesUrl() {
        return queuesUrl;
    }

    String secretsUrl() {
        return secrets.url();
    }

    /// Where the machine's sample of reference rates is, up to its clock.
    String ratesUrl() {
        return rates.url();
    }

    String mailUrl() {
        return mail.url();
    }

    /// What shows the mail that was not sent.
    MailboxPage mailbox() {
        return new MailboxPage(mail.mailbox());
    }

    String filesUrl() {
        return files.url();
    }

    Path filesFolder() {
        return files.folder();
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    SqsClient sqs() {
        return sqs;
    }

    boolean isSeeded() {
        return folder.map(DataFolder::isSeeded).orElse(false);
    }

    void markSeeded() throws IOException {
        if (folder.isPresent()) {
            folder.get().markSeeded();
        }
    }

    /// Closes everything, the last opened first, and then tells the first failure.
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("not all of the machine stopped", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
