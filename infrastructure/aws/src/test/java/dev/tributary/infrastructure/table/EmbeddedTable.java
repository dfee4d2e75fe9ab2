package dev.tributary.infrastructure.table;

import dev.tributary.infrastructure.edge.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// The table in memory, on loopback, for tests: one server per JVM, a table per instance.
public final class EmbeddedTable {
    private static final Server SERVER = start();
    private static int tables;

    private final String name;

    private EmbeddedTable(String name) {
        this.name = name;
    }

    /// A new, empty table.
    public static synchronized EmbeddedTable create() {
        EmbeddedTable table = new EmbeddedTable("test" + tables++);
        try (DynamoDbClient client = client(table.url())) {
            client.createTable(create -> create.tableName(table.name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Stream.of(
                                    Keys.PK, Keys.SK, Keys.GSI1_PK, Keys.GSI1_SK, Keys.GSI2_PK, Keys.GSI2_SK)
                            .map(key -> software.amazon.awssdk.services.dynamodb.model.AttributeDefinition.builder()
                                    .attributeName(key)
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .toList())
                    .keySchema(schema(Keys.PK, Keys.SK))
                    .globalSecondaryIndexes(
                            index(Keys.GSI1, Keys.GSI1_PK, Keys.GSI1_SK, ProjectionType.INCLUDE),
                            index(Keys.GSI2, Keys.GSI2_PK, Keys.GSI2_SK, ProjectionType.KEYS_ONLY)));
            client.updateTimeToLive(ttl -> ttl.tableName(table.name)
                    .timeToLiveSpecification(
                            spec -> spec.attributeName(Keys.TTL).enabled(true)));
        }
        return table;
    }

    /// A client that tries once, so that a test decides what comes after a failure.
    public Table connect(ExecutionInterceptor... interceptors) {
        return new Table(client(url(), interceptors), name);
    }

    /// A client whose server is not there: its port was given back before.
    public Table connectToNothing() {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Table(client("http://127.0.0.1:" + port), name);
    }

    private static DynamoDbClient client(String url, ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create(url))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .executionInterceptors(List.of(interceptors)))
                .build();
    }

    public String url() {
        return "http://127.0.0.1:" + ((ServerConnector) SERVER.getConnectors()[0]).getLocalPort();
    }

    public String name() {
        return name;
    }

    private static List<KeySchemaElement> schema(String hash, String range) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(hash)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(range)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range, ProjectionType projection) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(hash, range))
                .projection(type -> type.projectionType(projection)
                        .nonKeyAttributes(
                                projection == ProjectionType.INCLUDE ? List.of("state", ItemStore.FIGURES) : null))
                .build();
    }

    /// It offers no option for the address, and takes no port 0, so both are set on its connector. Its threads are
    /// daemons' children: the server ends with the JVM that runs the tests.
    private static Server start() {
        try {
            DynamoDBProxyServer proxy = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", "8000"});
            Field field = DynamoDBProxyServer.class.getDeclaredField("server");
            field.setAccessible(true);
            Server server = (Server) field.get(proxy);
            ServerConnector connector = (ServerConnector) server.getConnectors()[0];
            connector.setHost("127.0.0.1");
            connector.setPort(0);
            proxy.start();
            return server;
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not start", failure);
        }
    }
}
