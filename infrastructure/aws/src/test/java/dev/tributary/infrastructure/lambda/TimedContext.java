package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// A context that says how much time is left.
///
/// @param remaining milliseconds
public record TimedContext(int remaining) implements Context {
    private static final Context NONE = new NoContext();

    @Override
    public int getRemainingTimeInMillis() {
        return remaining;
    }

    @Override
    public String getAwsRequestId() {
        return NONE.getAwsRequestId();
    }

    @Override
    public String getLogGroupName() {
        return NONE.getLogGroupName();
    }

    @Override
    public String getLogStreamName() {
        return NONE.getLogStreamName();
    }

    @Override
    public String getFunctionName() {
        return NONE.getFunctionName();
    }

    @Override
    public String getFunctionVersion() {
        return NONE.getFunctionVersion();
    }

    @Override
    public String getInvokedFunctionArn() {
        return NONE.getInvokedFunctionArn();
    }

    @Override
    public CognitoIdentity getIdentity() {
        return NONE.getIdentity();
    }

    @Override
    public ClientContext getClientContext() {
        return NONE.getClientContext();
    }

    @Override
    public int getMemoryLimitInMB() {
        return NONE.getMemoryLimitInMB();
    }

    @Override
    public LambdaLogger getLogger() {
        return NONE.getLogger();
    }
}
