package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.stripe.net.Webhook;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.token.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may call as a shop or a payment provider, and what such a call must be before it is read: the same for
/// each sender. The signatures are made here, and by Stripe's own library.
final class SenderProofTest {
    private static final SenderSecret SHOPIFYS = new SenderSecret("whsec_shopify_0123");
    private static final SenderSecret WOOS = new SenderSecret("whsec_woo_and < spaces >");
    private static final SenderSecret STRIPES = new SenderSecret("whsec_stripe_0123");
    private static final SenderSecret OF_YEN = new SenderSecret("whsec_of_the_other_program");

    private final World world;
    /// Changed after the new secret was given, and before the old one is ended.
    private volatile SenderSecret signsWith = SHOPIFYS;

    SenderProofTest() throws IOException {
        world = new World();
        world.credentials.give(World.PROGRAM, Sender.SHOPIFY, SHOPIFYS, world.ring, World.NOW);
        world.credentials.give(World.PROGRAM, Sender.WOOCOMMERCE, WOOS, world.ring, World.NOW);
        world.credentials.give(World.PROGRAM, Sender.STRIPE, STRIPES, world.ring, World.NOW);
        for (Sender sender : Sender.values()) {
            world.credentials.give(World.YEN, sender, OF_YEN, world.ring, World.NOW);
        }
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what                                        | status | code
        larger than 256 KB                            | 413    | body_too_large
        as large as that                              | 202    |
        a form                                        | 415    | unsupported_media_type
        without a signature                           | 401    | unauthorized
        an empty signature                            | 401    | unauthorized
        another program's secret                      | 401    | unauthorized
        another sender's secret                       | 401    | unauthorized
        a byte more than was signed                   | 401    | unauthorized
        an unknown program                            | 401    | unauthorized
        no program                                    | 401    | unauthorized
        our own token                                 | 401    | unauthorized
        not JSON                                      | 400    | malformed_json
        a list                                        | 400    | not_an_object
        a name twice                                  | 400    | malformed_json
        deeper than 32                                | 400    | malformed_json
        bad UTF-8                                     | 400    | malformed_utf8
        as it should be                               | 202    |
        """)
    void call_isJudgedBeforeItIsRead(String what, int status, @Nullable String code) throws IOException {
        for (Sender sender : Sender.values()) {
            String good = sample(sender);
            byte[] body = bytes(what, good);
            SenderSecret secret = switch (what) {
                case "another program's secret" -> OF_YEN;
                case "another sender's secret" -> sender == Sender.STRIPE ? SHOPIFYS : STRIPES;
                default -> secret(sender);
            };
            Map<String, String> headers = headers(sender, secret, body);
            switch (what) {
                case "a form" -> headers.put("content-type", "application/x-www-form-urlencoded");
                case "without a signature", "our own token" -> headers.keySet().removeAll(SIGNED_BY);
                case "an empty signature" -> SIGNED_BY.forEach(name -> headers.replace(name, ""));
                case "a byte more than was signed" -> body = (good + " ").getBytes(StandardCharsets.UTF_8);
                default -> {}
            }
            if (what.equals("our own token")) {
                headers.put("authorization", "Bearer " + world.token);
            }
            String program = switch (what) {
                case "an unknown program" -> "/postbacks/prg_0000000000001";
                case "no program" -> "/postbacks/x";
                default -> World.PATH;
            };
            APIGatewayV2HTTPResponse answer = world.call(Calls.bytes(headers, program + "/" + sender.text(), body));
            assertThat(answer.getStatusCode())
                    .as(sender + ": " + answer.getBody())
                    .isEqualTo(status);
            if (code != null) {
                assertThat(answer.getBody()).contains("\"code\":\"" + code + "\"");
            }
            assertThat(world.backend.messages()).as(sender.text()).hasSize(status == 202 ? 1 : 0);
        }
    }

    private static final List<String> SIGNED_BY =
            List.of("x-shopify-hmac-sha256", "x-wc-webhook-signature", "stripe-signature");

    private static byte[] bytes(String what, String good) {
        int free = 256 * 1024 - good.getBytes(StandardCharsets.UTF_8).length;
        String text = switch (what) {
            case "larger than 256 KB" -> good + " ".repeat(free + 1);
            case "as large as that" -> good + " ".repeat(free);
            case "not JSON" -> "id=1";
            case "a list" -> "[" + good + "]";
            case "a name twice" -> good.replaceFirst("\\{", "{\"a\":1,\"a\":2,");
            case "deeper than 32" -> good.replaceFirst("\\{", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + ",");
            default -> good;
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (what.equals("bad UTF-8")) {
            bytes[bytes.length - 3] = (byte) 0xff;
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"GET, 405", "HEAD, 405", "PUT, 405", "OPTIONS, 204"})
    void otherMethod_isToldWhichThereAre(String method, int status) {
        for (Sender sender : Sender.values()) {
            APIGatewayV2HTTPEvent event = Calls.event(method, World.PATH + "/" + sender.text(), "", Map.of(), "");
            APIGatewayV2HTTPResponse answer = world.call(event);
            assertThat(answer.getStatusCode()).isEqualTo(status);
            assertThat(answer.getHeaders()).containsEntry("allow", "OPTIONS, POST");
        }
    }

    /// Both secrets of a rotation prove a call, and one that was ended does not.
    @ParameterizedTest
    @EnumSource(Sender.class)
    void rotation_takesEither(Sender sender) throws IOException {
        SenderSecret second = new SenderSecret("whsec_the_second_of_two");
        assertThat(status(sender, second)).isEqualTo(401);
        world.credentials.give(World.PROGRAM, sender, second, world.ring, World.NOW.plusMillis(1));
        assertThat(status(sender, second)).isEqualTo(202);
        assertThat(status(sender, secret(sender))).isEqualTo(202);
    }

    /// The shop signs with what it has at that moment; the merchant pastes and ends secrets meanwhile.
    @ParameterizedTest
    @EnumSource(Sender.class)
    void rotationUnderLoad_refusesNoCall(Sender sender) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Integer> statuses = new ArrayList<>();
        String body = sample(sender);
        signsWith = secret(sender);
        ReadWriteLock calls = new ReentrantReadWriteLock();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Integer>>> shops = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                Callable<List<Integer>> shop = () -> {
                    List<Integer> answers = new ArrayList<>();
                    while (!isOver.get() || answers.size() < 20) {
                        // A call that is on its way when its secret is ended is refused, and rightly.
                        calls.readLock().lock();
                        try {
                            answers.add(status(sender, signsWith, body));
                        } finally {
                            calls.readLock().unlock();
                        }
                    }
                    return answers;
                };
                shops.add(threads.submit(shop));
            }
            for (int rotation = 1; rotation <= 10; rotation++) {
                SenderSecret next = new SenderSecret("whsec_of_rotation_" + rotation);
                world.credentials.give(World.PROGRAM, sender, next, world.ring, World.NOW.plusMillis(rotation));
                signsWith = next;
                calls.writeLock().lock();
                try {
                    PostbackCredentials now =
                            world.credentials.find(World.PROGRAM).orElseThrow().value();
                    world.credentials.end(World.PROGRAM, now.of(sender).getLast());
                } finally {
                    calls.writeLock().unlock();
                }
            }
            isOver.set(true);
            for (Future<List<Integer>> shop : shops) {
                statuses.addAll(shop.get());
            }
        }
        assertThat(statuses).hasSizeGreaterThanOrEqualTo(60).containsOnly(202);
        assertThat(status(sender, secret(sender), body)).isEqualTo(401);
    }

    /// A key was taken from the ring too early: whoever signs by what it opened is not told that it is wrong.
    @Test
    void secretThatDoesNotOpen_failsOnlyWhatMayBeSignedByIt() throws IOException {
        KeyRing later = new KeyRing(List.of(new KeyRing.Key(9, new byte[32], Instant.EPOCH)));
        SenderSecret gone = new SenderSecret("whsec_sealed_under_another");
        world.credentials.give(World.PROGRAM, Sender.SHOPIFY, gone, later, World.NOW.plusMillis(1));
        assertThat(status(Sender.SHOPIFY, SHOPIFYS)).isEqualTo(202);
        assertThat(status(Sender.SHOPIFY, gone)).isEqualTo(500);
        assertThat(status(Sender.STRIPE, STRIPES)).isEqualTo(202);
        assertThat(status(Sender.STRIPE, gone)).isEqualTo(401);
        byte[] body = sample(Sender.SHOPIFY).getBytes(StandardCharsets.UTF_8);
        Map<String, String> unsigned = headers(Sender.SHOPIFY, SHOPIFYS, body);
        unsigned.keySet().removeAll(SIGNED_BY);
        assertThat(world.call(Calls.bytes(unsigned, World.PATH + "/shopify", body))
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void unknownProgram_looksLikeAWrongSignature() throws IOException {
        byte[] body = sample(Sender.SHOPIFY).getBytes(StandardCharsets.UTF_8);
        Map<String, String> wrong = headers(Sender.SHOPIFY, OF_YEN, body);
        APIGatewayV2HTTPResponse known = world.call(Calls.bytes(wrong, World.PATH + "/shopify", body));
        APIGatewayV2HTTPResponse unknown = world.call(Calls.bytes(wrong, "/postbacks/prg_0000000000001/shopify", body));
        assertThat(unknown.getStatusCode()).isEqualTo(401);
        assertThat(unknown.getBody()).isEqualTo(known.getBody());
        assertThat(unknown.getHeaders()).isEqualTo(known.getHeaders());
    }

    private int status(Sender sender, SenderSecret secret) throws IOException {
        return status(sender, secret, sample(sender));
    }

    private int status(Sender sender, SenderSecret secret, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return world.call(Calls.bytes(headers(sender, secret, body), World.PATH + "/" + sender.text(), body))
                .getStatusCode();
    }

    private static SenderSecret secret(Sender sender) {
        return switch (sender) {
            case SHOPIFY -> SHOPIFYS;
            case WOOCOMMERCE -> WOOS;
            case STRIPE -> STRIPES;
        };
    }

    private static String sample(Sender sender) throws IOException {
        return Shops.sample(
                switch (sender) {
                    case SHOPIFY -> "shopify-order";
                    case WOOCOMMERCE -> "woo-order";
                    case STRIPE -> "stripe-session";
                });
    }

    private static Map<String, String> headers(Sender sender, SenderSecret secret, byte[] bytes) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json; charset=utf-8"));
        switch (sender) {
            case SHOPIFY -> {
                headers.put("x-shopify-topic", "orders/paid");
                headers.put("x-shopify-hmac-sha256", ShopifyTest.sign(secret.text(), bytes));
            }
            case WOOCOMMERCE -> {
                headers.put("x-wc-webhook-topic", "order.created");
                headers.put("x-wc-webhook-signature", ShopifyTest.sign(secret.text(), bytes));
            }
            case STRIPE -> headers.put("stripe-signature", stripe(secret.text(), bytes));
        }
        return headers;
    }

    /// As Stripe's own library makes it, which takes texts only.
    private static String stripe(String secret, byte[] body) {
        long time = World.NOW.getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "RAW"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            String signature = HexFormat.of().formatHex(mac.doFinal(body));
            String text = new String(body, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
                assertThat(signature).isEqualTo(Webhook.Util.computeHmacSha256(secret, time + "." + text));
            }
            return "t=" + time + ",v1=" + signature;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
