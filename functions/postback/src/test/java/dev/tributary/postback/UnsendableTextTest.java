package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// SQS takes #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD, #x10000 to #x10FFFF. What it would
/// refuse is refused here, for good: a 503 would have the caller send it again for ever.
final class UnsendableTextTest {
    private static final String SALE = "'event':'sale','order_id':'A-1','amount':'1.00','currency':'EUR'";

    /// A `?` in each text that a merchant chooses, and in what nobody reads.
    private static final List<String> TEXTS = List.of(
            "{" + SALE + ",'unknown':'A?'}",
            "{" + SALE + ",'A?':1}",
            "{'event':'sale','order_id':'A?','amount':'1.00','currency':'EUR'}",
            "{" + SALE + ",'coupons':['A?']}",
            "{" + SALE + ",'subscription_id':'A?'}",
            "{" + SALE + ",'items':[{'sku':'A?','amount':'1.00'}]}",
            "{" + SALE + ",'items':[{'category':'A?','amount':'1.00'}]}",
            "{" + SALE + ",'status':'rejected','reason':'A?'}",
            "{'event':'sale','order_id':'A-1','status':'rejected','reason':'A?'}",
            "{'event':'refund','order_id':'A-1','refund_id':'A?'}",
            "{'event':'refund','order_id':'A-1','refund_id':'A','reason':'A?'}",
            "{'event':'refund','order_id':'A-1','refund_id':'A','items':[{'sku':'A?'}]}",
            "{'event':'chargeback_won','order_id':'A-1','refund_id':'A?'}",
            "{'event':'order_update','order_id':'A-1','update_id':'A?','amount':'1.00'}");

    private static final List<String> PARAMETERS = List.of(
            "event=sale&amount=1.00&currency=EUR&order_id=A&unknown=A?",
            "event=sale&amount=1.00&currency=EUR&order_id=A?",
            "event=sale&amount=1.00&currency=EUR&order_id=A&coupon=A?",
            "event=sale&amount=1.00&currency=EUR&order_id=A&subscription_id=A?",
            "event=sale&order_id=A&status=rejected&reason=A?",
            "event=refund&order_id=A&refund_id=A?",
            "event=order_update&order_id=A&amount=1.00&update_id=A?");

    private static final List<String> UNSENDABLE = List.of("\uFFFE", "\uFFFF");
    /// The ends of what SQS takes.
    private static final List<String> SENDABLE =
            List.of(" x", "\uD7FF", "\uE000", "\uFFFD", Character.toString(0x10000), Character.toString(0x10FFFF));

    @SuppressWarnings("NullAway.Init")
    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<APIGatewayV2HTTPEvent> unsendable() {
        return UNSENDABLE.stream()
                .flatMap(sign -> Stream.concat(
                        TEXTS.stream().map(text -> post(text, sign)),
                        PARAMETERS.stream().map(query -> get(query, sign))));
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void text_isRefused(APIGatewayV2HTTPEvent call) {
        boolean isPost = call.getRequestContext().getHttp().getMethod().equals("POST");
        APIGatewayV2HTTPResponse answer = world.call(call);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains(isPost ? "\"code\":\"noncharacter\"" : "\"code\":\"malformed_query\"");
        assertThat(world.backend.messages()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("UNSENDABLE")
    void escapedText_isRefused(String sign) {
        String escaped = "\\u%04X".formatted((int) sign.charAt(0));
        assertThat(world.call(post(TEXTS.getFirst(), escaped)).getStatusCode()).isEqualTo(400);
        assertThat(world.backend.messages()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SENDABLE")
    void otherText_isTaken(String sign) {
        Stream.concat(
                        TEXTS.stream().map(text -> post(text, sign)),
                        PARAMETERS.stream().map(query -> get(query, sign)))
                .forEach(call -> {
                    APIGatewayV2HTTPResponse answer = world.call(call);
                    assertThat(answer.getStatusCode())
                            .as(call.getBody() + call.getRawQueryString() + answer.getBody())
                            .isEqualTo(202);
                });
        assertThat(world.backend.messages()).hasSize(TEXTS.size() + PARAMETERS.size());
    }

    private static APIGatewayV2HTTPEvent post(String text, String sign) {
        return Calls.bearer(World.PATH, world.token, text.replace('\'', '"').replace("?", sign));
    }

    private static APIGatewayV2HTTPEvent get(String query, String sign) {
        String encoded = URLEncoder.encode(sign, StandardCharsets.UTF_8);
        return Calls.get(World.PATH, query.replace("?", encoded) + "&token=" + world.token);
    }
}
