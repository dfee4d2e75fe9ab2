package dev.tributary.infrastructure.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Handlers that a test template names. They are reached by name only, so what they saw stands in
/// static places; a test that uses them clears those first.
public final class TestHandlers {
    private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]+)\"[^}]*?\"body\":\"([^\"]*)\"");

    private TestHandlers() {}

    /// A typed HTTP handler: answers with what it was told.
    public static final class Echo implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
        private final Environment environment;

        public Echo(Environment environment) {
            this.environment = environment;
        }

        @Override
        public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
            String name = event.getRawQueryString();
            String body = environment.optional(name == null ? "" : name).orElse(String.valueOf(event.getBody()));
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(200)
                    .withHeaders(Map.of("x-route", event.getRouteKey(), "x-function", context.getFunctionName()))
                    .withCookies(List.of("a=1", "b=2"))
                    .withBody(body)
                    .build();
        }
    }

    /// A stream handler of queues and schedules: keeps what it got, answers as the test says.
    public static final class Worker implements RequestStreamHandler {
        static final List<String> EVENTS = new CopyOnWriteArrayList<>();
        static volatile Function<List<String[]>, String> reply = messages -> "";

        public Worker(Environment environment) {
            environment.variable("TABLE_NAME");
        }

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            List<String[]> messages = MESSAGE_ID
                    .matcher(event)
                    .results()
                    .map(found -> new String[] {found.group(1), found.group(2)})
                    .toList();
            String answer = reply.apply(messages);
            // Last: who sees the event may set another reply for the next one.
            EVENTS.add(event);
            output.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }
}
