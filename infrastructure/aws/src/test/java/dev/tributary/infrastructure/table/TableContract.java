package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What every table that stands in for DynamoDB answers, in the forms that our stores send.
abstract class TableContract {
    private final Table table = table();

    /// A new, empty one.
    abstract Table table();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        absent       | attribute_not_exists(#pk)                        | true
        absent       | attribute_exists(#pk)                            | false
        absent       | #version = :two                                  | false
        absent       | #version < :two                                  | false
        absent       | attribute_not_exists(#version) OR #version < :two | true
        at version 2 | attribute_not_exists(#pk)                        | false
        at version 2 | attribute_exists(#pk) AND #version = :two        | true
        at version 2 | #version = :two                                  | true
        at version 2 | #version < :two                                  | false
        at version 2 | #version <= :two                                 | true
        at version 2 | attribute_not_exists(#version) OR #version < :two | false
        at version 10| #version > :two                                  | true
        """)
    void aCondition_holdsOrNothingIsWritten(String item, String condition, boolean holds) {
        if (!item.equals("absent")) {
            put("A", "B", Map.of("version", Table.number(Long.parseLong(item.substring("at version ".length())))));
        }
        List<Map<String, AttributeValue>> before = items();
        Put put = Put.builder()
                .tableName(table.name())
                .item(with(Table.key("A", "B"), "written", Table.text("yes")))
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition))
                .expressionAttributeValues(condition.contains(":two") ? Map.of(":two", Table.number(2)) : null)
                .build();
        if (holds) {
            table.client()
                    .transactWriteItems(write -> write.transactItems(
                            TransactWriteItem.builder().put(put).build()));
            assertThat(items()).singleElement().satisfies(one -> assertThat(one).containsKey("written"));
        } else {
            assertThatThrownBy(() -> table.client()
                            .putItem(one -> one.tableName(table.name())
                                    .item(put.item())
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(put.expressionAttributeNames())
                                    .expressionAttributeValues(
                                            put.hasExpressionAttributeValues()
                                                    ? put.expressionAttributeValues()
                                                    : null)))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(items()).isEqualTo(before);
        }
    }

    @Test
    void aTransactionThatIsCancelled_writesNothingAndSaysWhichActionFailed() {
        put("A", "1", Map.of());
        Put absent = Put.builder()
                .tableName(table.name())
                .item(Table.key("A", "1"))
                .conditionExpression("attribute_not_exists(#pk)")
                .expressionAttributeNames(Map.of("#pk", Keys.PK))
                .build();
        Put free = absent.toBuilder().item(Table.key("A", "2")).build();

        assertThatThrownBy(() -> transact(List.of(free, absent)))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        cancelled -> assertThat(
                                        cancelled.cancellationReasons().stream().map(reason -> reason.code()))
                                .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(items()).hasSize(1);
    }

    /// The form of a prize that the ledger notes without having read it.
    @Test
    void anUpdateInATransaction_keepsWhatWasFirst_setsRemovesAndCounts() {
        for (String at : List.of("1", "2")) {
            Update update = Update.builder()
                    .tableName(table.name())
                    .key(Table.key("A", "1"))
                    .updateExpression(
                            "SET #last = :at, #first = if_not_exists(#first, :at) REMOVE #lost" + " ADD #version :one")
                    .expressionAttributeNames(
                            Map.of("#last", "last", "#first", "first", "#lost", "lost", "#version", "version"))
                    .expressionAttributeValues(Map.of(":at", Table.text(at), ":one", AttributeValue.fromN("1")))
                    .build();
            table.client()
                    .transactWriteItems(write -> write.transactItems(
                            TransactWriteItem.builder().update(update).build()));
        }
        Map<String, AttributeValue> expected = new HashMap<>(Table.key("A", "1"));
        expected.putAll(
                Map.of("last", Table.text("2"), "first", Table.text("1"), "version", AttributeValue.fromN("2")));
        assertThat(items()).containsExactly(expected);
    }

    @Test
    void twoActionsOnOneItem_andMoreThanAHundred_areRefused() {
        Put one =
                Put.builder().tableName(table.name()).item(Table.key("A", "1")).build();
        List<Put> many = new ArrayList<>(Collections.nCopies(101, one));
        many.replaceAll(put -> put.toBuilder()
                .item(Table.key("A", Integer.toString(many.indexOf(put))))
                .build());
        for (List<Put> puts : List.of(List.of(one, one), many)) {
            assertThatThrownBy(() -> transact(puts))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException"));
        }
        assertThat(items()).isEmpty();
    }

    @Test
    void aBatchThatAsksTwiceForOneItem_isRefused() {
        assertThatThrownBy(() -> table.client()
                        .batchGetItem(get -> get.requestItems(Map.of(
                                table.name(),
                                KeysAndAttributes.builder()
                                        .keys(List.of(Table.key("A", "1"), Table.key("A", "1")))
                                        .build()))))
                .isInstanceOf(DynamoDbException.class);
    }

    @Test
    void texts_standInTheOrderOfTheirBytes() {
        for (String sk : List.of("a", "B", "é", "\uD83D\uDE00", "\uFB01", "a#", "1", "10", "9")) {
            put("A", sk, Map.of());
        }
        assertThat(table
                        .client()
                        .query(query -> query.tableName(table.name())
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Table.text("A"))))
                        .items()
                        .stream()
                        .map(item -> Table.text(item, Keys.SK)))
                .containsExactly("1", "10", "9", "B", "a", "a#", "é", "\uFB01", "\uD83D\uDE00");
    }

    @Test
    void anItemWithHalfAPlaceInAnIndex_isNotInIt() {
        put("A", "1", Map.of(Keys.GSI2_PK, Table.text("D#1")));
        assertThat(table.client()
                        .query(query -> query.tableName(table.name())
                                .indexName(Keys.GSI2)
                                .keyConditionExpression("gsi2pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", Table.text("D#1"))))
                        .items())
                .isEmpty();
    }

    private void put(String pk, String sk, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> item = new HashMap<>(Table.key(pk, sk));
        item.putAll(rest);
        table.client().putItem(put -> put.tableName(table.name()).item(item));
    }

    private void transact(List<Put> puts) {
        table.client()
                .transactWriteItems(write -> write.transactItems(puts.stream()
                        .map(put -> TransactWriteItem.builder().put(put).build())
                        .toList()));
    }

    private List<Map<String, AttributeValue>> items() {
        return table.client().scan(scan -> scan.tableName(table.name())).items();
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(item);
        more.put(name, value);
        return more;
    }

    private static Map<String, String> names(String condition) {
        Map<String, String> names = new HashMap<>();
        for (String name : List.of(Keys.PK, "version")) {
            if (condition.contains("#" + name)) {
                names.put("#" + name, name);
            }
        }
        return names;
    }
}
