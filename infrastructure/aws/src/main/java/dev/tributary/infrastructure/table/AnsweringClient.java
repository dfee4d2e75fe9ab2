package dev.tributary.infrastructure.table;

import dev.tributary.domain.stored.UnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Tells a table that does not answer from one that says no, for every store at once: what is left
/// when the client has tried often enough becomes an [UnavailableException]. An answer that a store
/// decides on (a condition, a cancelled transaction) stays what it is, and so does a request that
/// DynamoDB finds wrong: that is a mistake of ours, which no later try repairs.
///
/// Only calls that touch items are here; the SDK refuses an interceptor that changes an exception's
/// kind. The SDK's own default methods (paginators, requests as lambdas) come through these.
record AnsweringClient(DynamoDbClient delegate) implements DynamoDbClient {
    private static final Set<String> OUR_MISTAKES =
            Set.of("ValidationException", "ResourceNotFoundException", "SerializationException");

    private static <T> T answer(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException | TransactionCanceledException | TransactionConflictException no) {
            throw no;
        } catch (SdkException failed) {
            if (failed instanceof DynamoDbException mistake
                    && mistake.awsErrorDetails() != null
                    && OUR_MISTAKES.contains(mistake.awsErrorDetails().errorCode())) {
                throw failed;
            }
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return answer(() -> delegate.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return answer(() -> delegate.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return answer(() -> delegate.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return answer(() -> delegate.scan(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return answer(() -> delegate.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return answer(() -> delegate.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return answer(() -> delegate.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return answer(() -> delegate.transactWriteItems(request));
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return delegate.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return delegate.serviceName();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
