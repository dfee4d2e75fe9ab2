package dev.tributary.infrastructure.table;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Stands at a call to the table, whichever table it is: may change what is asked, or throw instead.
public interface CallHook {
    /// Before anything is done.
    default SdkRequest before(SdkRequest request) {
        return request;
    }

    /// After it was done; not when it was refused.
    default void after(SdkRequest request) {}

    /// The same for a client of the SDK.
    default ExecutionInterceptor interceptor() {
        return new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return before(context.request());
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                after(context.request());
            }
        };
    }
}
