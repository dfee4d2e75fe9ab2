package dev.tributary.commission;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Counts the looks at recorded clicks, and breaks them where it is told to.
final class Looks implements ExecutionInterceptor {
    private final boolean broken;
    int seen;
    Runnable meanwhile = () -> {};

    Looks(boolean broken) {
        this.broken = broken;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof QueryRequest query
                && query.expressionAttributeValues().values().stream()
                        .anyMatch(value -> value.s() != null && value.s().startsWith("C#"))) {
            seen++;
            meanwhile.run();
            if (broken) {
                throw SdkClientException.create("broken");
            }
        }
    }
}
