package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// A context that no handler here asks anything.
public final class NoContext implements Context {
    private static IllegalStateException unasked() {
        return new IllegalStateException("handlers read nothing from the context");
    }

    @Override
    public String getAwsRequestId() {
        throw unasked();
    }

    @Override
    public String getLogGroupName() {
        throw unasked();
    }

    @Override
    public String getLogStreamName() {
        throw unasked();
    }

    @Override
    public String getFunctionName() {
        throw unasked();
    }

    @Override
    public String getFunctionVersion() {
        throw unasked();
    }

    @Override
    public String getInvokedFunctionArn() {
        throw unasked();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw unasked();
    }

    @Override
    public ClientContext getClientContext() {
        throw unasked();
    }

    @Override
    public int getRemainingTimeInMillis() {
        throw unasked();
    }

    @Override
    public int getMemoryLimitInMB() {
        throw unasked();
    }

    @Override
    public LambdaLogger getLogger() {
        throw unasked();
    }
}
