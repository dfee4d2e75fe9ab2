package dev.tributary.infrastructure.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.Pattern;

/// The place where an HTTP function's failures end: a refusal becomes its problem+json, anything
/// else a 500 that says nothing, and one log line.
public final class HttpEdge {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_FRAMES = 8;
    private static final Pattern SECRET = Pattern.compile("(trb_(live|test)_|whsec_)[A-Za-z0-9+/=]+");

    private HttpEdge() {}

    /// What a function does with a call.
    @FunctionalInterface
    public interface Answering {
        HttpAnswer answer(HttpCall call) throws IOException;
    }

    public static APIGatewayV2HTTPResponse answer(
            APIGatewayV2HTTPEvent event, Context context, Answering function) {
        String method = event.getRequestContext().getHttp().getMethod();
        HttpAnswer answer;
        try {
            answer = function.answer(HttpCall.of(event));
        } catch (HttpRefusal refusal) {
            answer = HttpAnswer.refused(refusal);
        } catch (Exception failure) {
            context.getLogger().log(line(context.getAwsRequestId(), method, failure));
            answer = HttpAnswer.refused(HttpRefusal.of(
                    500, "internal", "Something failed on our side. Nothing was changed by this call."));
        }
        return (method.equals("HEAD") ? answer.head() : answer).response();
    }

    /// One line: what failed and where, never what was sent.
    static String line(String requestId, String method, Exception failure) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("level", "ERROR");
            json.writeStringField("outcome", "failed");
            json.writeStringField("request_id", requestId);
            json.writeStringField("method", method);
            json.writeStringField("error", failure.getClass().getName());
            String message = String.valueOf(failure.getMessage());
            String cut = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
            json.writeStringField("message", SECRET.matcher(cut).replaceAll("$1..."));
            json.writeArrayFieldStart("at");
            StackTraceElement[] frames = failure.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                json.writeString(frames[i].toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.append('\n').toString();
    }
}
