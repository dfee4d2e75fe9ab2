package dev.tributary.commission;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Something that happens to transactions on their way, for so many of them.
abstract class TableFault implements ExecutionInterceptor {
    final AtomicInteger seen = new AtomicInteger();
    private final int times;

    TableFault(int times) {
        this.times = times;
    }

    void before() {}

    void after() {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && seen.incrementAndGet() <= times) {
            before();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && seen.get() <= times) {
            after();
        }
    }

    static TableFault notSent() {
        return new TableFault(1) {
            @Override
            void before() {
                throw SdkClientException.create("not sent");
            }
        };
    }

    static TableFault replyLost() {
        return new TableFault(1) {
            @Override
            void after() {
                throw SdkClientException.create("the reply was lost");
            }
        };
    }

    static TableFault meanwhile(int times, Runnable other) {
        return new TableFault(times) {
            @Override
            void before() {
                other.run();
            }
        };
    }
}
