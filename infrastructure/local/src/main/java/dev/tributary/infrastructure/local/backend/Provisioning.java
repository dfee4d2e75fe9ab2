package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes the template's tables and queues where they are absent, as CloudFormation would.
public final class Provisioning {
    private static final Duration LOOK = Duration.ofMillis(100);
    /// Two minutes of looking.
    private static final int MOST_LOOKS = 1_200;

    private Provisioning() {}

    /// @throws StartFailure when a table is there with other keys than the template's
    public static void tables(DynamoDbClient dynamo, List<Template.Table> tables) {
        for (Template.Table table : tables) {
            try {
                TableDescription found = settled(dynamo, table.name());
                Set<String> wanted =
                        table.indexes().stream().map(Template.Index::name).collect(Collectors.toSet());
                if (!found.keySchema().equals(keys(table.keys()))
                        || found.globalSecondaryIndexes().stream()
                                .anyMatch(index -> !wanted.contains(index.indexName()))) {
                    throw new StartFailure("table " + table.name()
                            + " was made with other keys or indexes than template.yaml has now; use another"
                            + " --data folder");
                }
                for (Template.Index index : table.indexes()) {
                    reproject(dynamo, found, table, index);
                }
            } catch (ResourceNotFoundException absent) {
                dynamo.createTable(request(table));
                dynamo.waiter().waitUntilTableExists(request -> request.tableName(table.name()));
                table.expiryAttribute()
                        .ifPresent(attribute -> dynamo.updateTimeToLive(request -> request.tableName(table.name())
                                .timeToLiveSpecification(
                                        ttl -> ttl.enabled(true).attributeName(attribute))));
            }
        }
    }

    /// An index that holds other attributes than the template's is made anew from the items: whoever keeps a
    /// folder from before such a change keeps what is in it. So is one that is not there: a start may have ended
    /// between the two.
    private static void reproject(
            DynamoDbClient dynamo, TableDescription found, Template.Table template, Template.Index index) {
        GlobalSecondaryIndex wanted = index(index);
        String table = found.tableName();
        Optional<GlobalSecondaryIndexDescription> there = found.globalSecondaryIndexes().stream()
                .filter(known -> known.indexName().equals(index.name()))
                .findFirst();
        if (there.isPresent()) {
            if (isSame(there.get().projection(), wanted.projection())) {
                return;
            }
            dynamo.updateTable(update -> update.tableName(table)
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                            .delete(gone -> gone.indexName(index.name()))
                            .build()));
            awaitIndexes(
                    dynamo,
                    table,
                    indexes -> indexes.stream()
                            .noneMatch(known -> known.indexName().equals(index.name())));
        }
        dynamo.updateTable(update -> update.tableName(table)
                .attributeDefinitions(attributes(template))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(made -> made.indexName(index.name())
                                .keySchema(wanted.keySchema())
                                .projection(wanted.projection()))
                        .build()));
        settled(dynamo, table);
    }

    /// With no index that is still being made or taken away.
    private static TableDescription settled(DynamoDbClient dynamo, String table) {
        return awaitIndexes(
                dynamo,
                table,
                indexes -> indexes.stream().allMatch(known -> known.indexStatus() == IndexStatus.ACTIVE));
    }

    private static boolean isSame(Projection known, Projection wanted) {
        return known.projectionType() == wanted.projectionType()
                && Set.copyOf(known.nonKeyAttributes()).equals(Set.copyOf(wanted.nonKeyAttributes()));
    }

    private static TableDescription awaitIndexes(
            DynamoDbClient dynamo, String table, Predicate<List<GlobalSecondaryIndexDescription>> done) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            TableDescription found =
                    dynamo.describeTable(request -> request.tableName(table)).table();
            if (done.test(found.globalSecondaryIndexes())) {
                return found;
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted while an index of table " + table + " was made anew");
            }
        }
        throw new StartFailure("an index of table " + table + " cannot be made anew; use another --data folder");
    }

    private static List<AttributeDefinition> attributes(Template.Table table) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        table.attributes()
                .forEach((name, type) -> attributes.add(AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.fromValue(type))
                        .build()));
        return attributes;
    }

    private static CreateTableRequest request(Template.Table table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table.keys()));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(Provisioning::index).toList());
        }
        return request.build();
    }

    private static List<KeySchemaElement> keys(List<Template.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.attribute())
                        .keyType(KeyType.fromValue(key.type()))
                        .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(Template.Index index) {
        Projection.Builder projection =
                Projection.builder().projectionType(ProjectionType.fromValue(index.projection()));
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.keys()))
                .projection(projection.build())
                .build();
    }

    /// Dead-letter queues first: the others name them.
    public static void queues(SqsClient sqs, List<Template.Queue> queues) {
        List<Template.Queue> ordered = new ArrayList<>(queues);
        ordered.sort(java.util.Comparator.comparing(queue -> queue.attributes().containsKey("RedrivePolicy")));
        for (Template.Queue queue : ordered) {
            Map<QueueAttributeName, String> attributes = new HashMap<>();
            queue.attributes().forEach((name, value) -> attributes.put(QueueAttributeName.fromValue(name), value));
            sqs.createQueue(request -> request.queueName(queue.name()).attributes(attributes));
        }
    }
}
