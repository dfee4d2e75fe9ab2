package dev.tributary.api;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Something that happens to the first so many calls of one kind on their way to the table.
abstract class WireFault implements ExecutionInterceptor {
    final AtomicInteger seen = new AtomicInteger();
    private final Class<? extends SdkRequest> kind;
    private final int times;

    private WireFault(Class<? extends SdkRequest> kind, int times) {
        this.kind = kind;
        this.times = times;
    }

    void before() {}

    void after() {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (kind.isInstance(context.request()) && seen.incrementAndGet() <= times) {
            before();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (kind.isInstance(context.request()) && seen.get() <= times) {
            after();
        }
    }

    static WireFault notSent(Class<? extends SdkRequest> kind) {
        return new WireFault(kind, 1) {
            @Override
            void before() {
                throw SdkClientException.create("not sent");
            }
        };
    }

    static WireFault replyLost(Class<? extends SdkRequest> kind) {
        return new WireFault(kind, 1) {
            @Override
            void after() {
                throw SdkClientException.create("the reply was lost");
            }
        };
    }

    static WireFault meanwhile(Class<? extends SdkRequest> kind, int times, Runnable other) {
        return new WireFault(kind, times) {
            @Override
            void before() {
                other.run();
            }
        };
    }
}
