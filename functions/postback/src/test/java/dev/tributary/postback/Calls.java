package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import dev.tributary.domain.postback.PostbackSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Calls as API Gateway hands them over.
final class Calls {
    private Calls() {}

    static APIGatewayV2HTTPEvent get(String path, String query) {
        return event("GET", path, query, Map.of(), "");
    }

    static APIGatewayV2HTTPEvent bearer(String path, String token, String body) {
        return event(
                "POST", path, "", Map.of("authorization", "Bearer " + token, "content-type", "application/json"), body);
    }

    static APIGatewayV2HTTPEvent signed(String path, PostbackSecret secret, Instant now, String body) {
        return event("POST", path, "", signature(secret, now, body), body);
    }

    static Map<String, String> signature(PostbackSecret secret, Instant now, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] mac = secret.sign("msg_1", timestamp, body.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        headers.put("webhook-id", "msg_1");
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac));
        return headers;
    }

    static APIGatewayV2HTTPEvent event(
            String method, String path, String query, Map<String, String> headers, String body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        RequestContext.Http http = new RequestContext.Http();
        http.setMethod(method);
        http.setPath(path);
        RequestContext context = new RequestContext();
        context.setHttp(http);
        event.setRequestContext(context);
        event.setRawPath(path);
        event.setRawQueryString(query);
        event.setHeaders(headers);
        event.setBody(body);
        event.setIsBase64Encoded(false);
        return event;
    }

    static APIGatewayV2HTTPEvent bytes(Map<String, String> headers, String path, byte[] body) {
        APIGatewayV2HTTPEvent event =
                event("POST", path, "", headers, Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        return event;
    }
}
