package dev.tributary.infrastructure.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A write of one item, alone or in a transaction: its condition, and what it leaves, nothing when
/// the item goes.
record Writing(
        String table,
        InMemoryDynamo.Key key,
        @Nullable String condition,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        UnaryOperator<Map<String, AttributeValue>> change) {
    static Writing of(PutItemRequest put) {
        return new Writing(
                put.tableName(),
                InMemoryDynamo.Key.of(put.item()),
                put.conditionExpression(),
                put.expressionAttributeNames(),
                put.expressionAttributeValues(),
                before -> put.item());
    }

    static Writing of(UpdateItemRequest update) {
        return new Writing(
                update.tableName(),
                InMemoryDynamo.Key.of(update.key()),
                update.conditionExpression(),
                update.expressionAttributeNames(),
                update.expressionAttributeValues(),
                before -> updated(
                        update.key(),
                        new Expression(
                                update.updateExpression(),
                                update.expressionAttributeNames(),
                                update.expressionAttributeValues()),
                        before));
    }

    static Writing of(DeleteItemRequest delete) {
        return new Writing(
                delete.tableName(),
                InMemoryDynamo.Key.of(delete.key()),
                delete.conditionExpression(),
                delete.expressionAttributeNames(),
                delete.expressionAttributeValues(),
                before -> Map.of());
    }

    static Writing of(TransactWriteItem action) {
        if (action.put() != null) {
            Put put = action.put();
            return of(PutItemRequest.builder()
                    .tableName(put.tableName())
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .expressionAttributeNames(put.expressionAttributeNames())
                    .expressionAttributeValues(put.expressionAttributeValues())
                    .build());
        }
        if (action.update() != null) {
            Update update = action.update();
            return of(UpdateItemRequest.builder()
                    .tableName(update.tableName())
                    .key(update.key())
                    .updateExpression(update.updateExpression())
                    .conditionExpression(update.conditionExpression())
                    .expressionAttributeNames(update.expressionAttributeNames())
                    .expressionAttributeValues(update.expressionAttributeValues())
                    .build());
        }
        if (action.delete() != null) {
            Delete delete = action.delete();
            return of(DeleteItemRequest.builder()
                    .tableName(delete.tableName())
                    .key(delete.key())
                    .conditionExpression(delete.conditionExpression())
                    .expressionAttributeNames(delete.expressionAttributeNames())
                    .expressionAttributeValues(delete.expressionAttributeValues())
                    .build());
        }
        ConditionCheck check = action.conditionCheck();
        return new Writing(
                check.tableName(),
                InMemoryDynamo.Key.of(check.key()),
                check.conditionExpression(),
                check.expressionAttributeNames(),
                check.expressionAttributeValues(),
                UnaryOperator.identity());
    }

    /// @param stored empty when there is no such item
    boolean holds(Map<String, AttributeValue> stored) {
        return condition == null
                || new Expression(condition, names, values).condition().test(stored);
    }

    Map<String, AttributeValue> after(Map<String, AttributeValue> stored) {
        return change.apply(stored);
    }

    private static Map<String, AttributeValue> updated(
            Map<String, AttributeValue> key, Expression expression, Map<String, AttributeValue> before) {
        Map<String, AttributeValue> standing = new HashMap<>(before);
        standing.putAll(key);
        return expression.update(standing);
    }

    /// @param held whether each action's condition did, in their order
    static TransactionCanceledException cancelled(List<Boolean> held) {
        return TransactionCanceledException.builder()
                .message("Transaction cancelled, please refer cancellation reasons for specific reasons")
                .cancellationReasons(held.stream()
                        .map(one -> CancellationReason.builder()
                                .code(one ? "None" : "ConditionalCheckFailed")
                                .build())
                        .toList())
                .build();
    }

    static DynamoDbException invalid(String why) {
        return (DynamoDbException) DynamoDbException.builder()
                .message(why)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(why)
                        .build())
                .build();
    }
}
