package dev.tributary.infrastructure.local.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Answers and does nothing: what every function's cold start is compared with.
public final class BareHandler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream reply, Context context) throws IOException {
        event.readAllBytes();
        reply.write("{\"statusCode\":204}".getBytes(StandardCharsets.UTF_8));
    }
}
