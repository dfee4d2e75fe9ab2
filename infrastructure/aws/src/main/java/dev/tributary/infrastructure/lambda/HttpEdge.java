package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.stored.UnavailableException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// The place where an HTTP function's failures end: a refusal becomes its problem+json, what does
/// not answer a 503 that says when to come back, anything else a 500 that says nothing; the latter
/// two with one log line.
public final class HttpEdge {
    private static final String OURS = "dev.tributary.";
    private static final String RETRY_AFTER_SECONDS = "5";

    private HttpEdge() {}

    /// What a function does with a call.
    @FunctionalInterface
    public interface Answering {
        HttpAnswer answer(HttpCall call) throws IOException;
    }

    /// What a function does with an event that it reads itself.
    @FunctionalInterface
    public interface Reading {
        HttpAnswer answer(APIGatewayV2HTTPEvent event) throws IOException;
    }

    public static APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context, Answering function) {
        return read(event, context, read -> function.answer(HttpCall.of(read)));
    }

    public static APIGatewayV2HTTPResponse read(APIGatewayV2HTTPEvent event, Context context, Reading function) {
        String method = event.getRequestContext().getHttp().getMethod();
        HttpAnswer answer;
        try {
            answer = function.answer(event);
        } catch (HttpRefusal refusal) {
            answer = HttpAnswer.refused(refusal);
        } catch (UnavailableException | IOException unanswered) {
            Log.line("call_unavailable", line(context.getAwsRequestId(), method, unanswered));
            answer = HttpAnswer.refused(
                    HttpRefusal.of(503, "unavailable", "Something we need does not answer. Try again.")
                            .header("retry-after", RETRY_AFTER_SECONDS));
        } catch (Exception failure) {
            Log.line("call_failed", line(context.getAwsRequestId(), method, failure));
            answer = HttpAnswer.refused(
                    HttpRefusal.of(500, "internal", "Something failed on our side. Nothing was changed by this call."));
        }
        return (method.equals("HEAD") ? answer.head() : answer).response();
    }

    /// What failed and where, never what was sent. The text only where the exception is ours: texts
    /// of libraries may quote what they were given.
    static Map<String, String> line(String requestId, String method, Exception failure) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("request_id", requestId);
        fields.put("method", method);
        fields.put("type", failure.getClass().getName());
        if (failure.getClass().getName().startsWith(OURS)) {
            fields.put("detail", String.valueOf(failure.getMessage()));
        }
        if (failure.getCause() != null) {
            fields.put("cause", failure.getCause().getClass().getName());
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                fields.put("at", frame.getFileName() + ":" + frame.getLineNumber());
                break;
            }
        }
        return fields;
    }
}
