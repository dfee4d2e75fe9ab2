package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.infrastructure.table.CallHook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// A mistake planted into the function, at its front or on its way to the table.
enum OrderMistake implements CallHook {
    NONE,
    /// The edge answers 202 though the queue took nothing.
    ANSWER_BEFORE_THE_WRITE,
    /// A message is handled once per id of the queue: a mistake where nothing else guards.
    GUARD_BY_MESSAGE_ID {
        private final Set<String> acknowledged = new HashSet<>();

        @Override
        void begin() {
            acknowledged.clear();
        }

        @Override
        SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> real) {
            SQSEvent fresh = new SQSEvent();
            fresh.setRecords(event.getRecords().stream()
                    .filter(message -> !acknowledged.contains(message.getMessageId()))
                    .toList());
            SQSBatchResponse response = real.apply(fresh);
            fresh.getRecords().forEach(message -> acknowledged.add(message.getMessageId()));
            response.getBatchItemFailures().forEach(failure -> acknowledged.remove(failure.getItemIdentifier()));
            return response;
        }
    },
    /// A failed message is acknowledged.
    SWALLOWED_BATCH_ERROR {
        @Override
        SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> real) {
            SQSBatchResponse swallowed = real.apply(event);
            swallowed.setBatchItemFailures(List.of());
            return swallowed;
        }
    },
    /// What died before its write is acknowledged too.
    ACK_BEFORE_THE_WRITE {
        @Override
        SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> real) {
            try {
                return real.apply(event);
            } catch (TableFaults.Crash acknowledgedBefore) {
                return new SQSBatchResponse(List.of());
            }
        }
    },
    /// A refund is acknowledged though it found no sale.
    REFUND_LOST {
        @Override
        SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> real) {
            SQSEvent others = new SQSEvent();
            others.setRecords(event.getRecords().stream()
                    .filter(message -> !message.getBody().contains("\"refund\""))
                    .toList());
            return real.apply(others);
        }
    },
    /// Whoever writes last wins.
    MISSING_CONDITION {
        @Override
        Put put(Put put) {
            return Put.builder().tableName(put.tableName()).item(put.item()).build();
        }
    },
    /// What may be paid is never written.
    BALANCE_NOT_WRITTEN {
        @Override
        Put put(Put put) {
            return put.item().containsKey("available") ? changed(put, "available", AttributeValue.fromN("0")) : put;
        }
    },
    HASH_SKIPPED {
        @Override
        Put put(Put put) {
            return put.item().containsKey("hash") ? changed(put, "hash", AttributeValue.fromS("0".repeat(64))) : put;
        }
    },
    /// The entry says something else than what was hashed.
    WRONG_ENTRY {
        @Override
        Put put(Put put) {
            return Optional.ofNullable(put.item().get("entry"))
                    .map(entry ->
                            changed(put, "entry", AttributeValue.fromS(entry.s().replace("ACCRUE", "UPDATE"))))
                    .orElse(put);
        }
    };

    /// A new life.
    void begin() {}

    SQSBatchResponse handle(SQSEvent event, Function<SQSEvent, SQSBatchResponse> real) {
        return real.apply(event);
    }

    Put put(Put put) {
        return put;
    }

    @Override
    public SdkRequest before(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest transaction
                ? transaction.toBuilder()
                        .transactItems(transaction.transactItems().stream()
                                .map(item -> item.put() == null
                                        ? item
                                        : TransactWriteItem.builder()
                                                .put(put(item.put()))
                                                .build())
                                .toList())
                        .build()
                : request;
    }

    private static Put changed(Put put, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(put.item());
        item.put(name, value);
        return put.toBuilder().item(item).build();
    }
}
