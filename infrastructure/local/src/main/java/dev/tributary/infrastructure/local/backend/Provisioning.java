package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
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
    private Provisioning() {}

    /// @throws StartFailure when a table is there with other keys or indexes than the template's
    public static void tables(DynamoDbClient dynamo, List<Template.Table> tables) {
        for (Template.Table table : tables) {
            try {
                TableDescription found = dynamo.describeTable(request -> request.tableName(table.name()))
                        .table();
                if (!found.keySchema().equals(keys(table.keys()))
                        || !projections(found.globalSecondaryIndexes()).equals(projections(table))) {
                    throw new StartFailure("table " + table.name()
                            + " was made with other keys or indexes than template.yaml has now; use another"
                            + " --data folder");
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

    /// What each index holds: a query asks for it.
    private static Map<String, String> projections(List<GlobalSecondaryIndexDescription> indexes) {
        return indexes.stream()
                .collect(Collectors.toMap(
                        GlobalSecondaryIndexDescription::indexName, index -> text(index.projection())));
    }

    private static Map<String, String> projections(Template.Table table) {
        return table.indexes().stream()
                .collect(Collectors.toMap(
                        Template.Index::name, index -> text(index(index).projection())));
    }

    private static String text(Projection projection) {
        return projection.projectionType() + " " + new TreeSet<>(projection.nonKeyAttributes());
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
