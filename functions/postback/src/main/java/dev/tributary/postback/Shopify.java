package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Webhooks of a Shopify shop or app (shopify.dev/docs/apps/build/webhooks): the base64 HMAC-SHA256 of the raw
/// body stands in `X-Shopify-Hmac-Sha256`, what happened in `X-Shopify-Topic`; newer ones come without `X-`.
/// The topic is not signed: what a topic means has to be so by the body, too.
final class Shopify extends SignedDialect {
    private static final String HMAC = "shopify-hmac-sha256";
    private static final String TOPIC = "shopify-topic";
    private static final String TEST = "shopify-test";

    Shopify(Gatekeeper gatekeeper) {
        super(Sender.SHOPIFY, gatekeeper);
    }

    @Override
    boolean isSigned(SenderCall call) {
        return !headers(call.http(), HMAC).isEmpty();
    }

    @Override
    boolean isBy(SenderCall call, List<SenderSecret> secrets, Instant now) {
        return SenderSignatures.allAre(
                headers(call.http(), HMAC),
                secrets,
                secret -> base64(secret, call.http().body()));
    }

    /// Of customers nothing is kept but HMACs, which answer no request and need no redaction by a name: the
    /// privacy topics are answered, as every app has to, and there is nothing to do for them.
    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        String topic = header(call.http(), TOPIC).orElse("");
        return switch (topic) {
            case "customers/data_request", "customers/redact", "shop/redact" ->
                new Reading.Unused("no_personal_data_kept");
            case "orders/paid" -> new ShopifyOrder(body(call), gate, isTest(call)).paid();
            case "orders/cancelled" -> new ShopifyOrder(body(call), gate, isTest(call)).cancelled();
            case "refunds/create" -> new ShopifyRefund(body(call)).read();
            default -> new Reading.Unused("other_topic");
        };
    }

    private static boolean isTest(SenderCall call) {
        return header(call.http(), TEST).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static byte[] base64(SenderSecret secret, byte[] body) {
        return Base64.getEncoder().encode(secret.sign(body));
    }

    private static Optional<String> header(HttpCall call, String name) {
        return headers(call, name).stream().findFirst();
    }

    /// Under the older name and the newer one.
    private static List<String> headers(HttpCall call, String name) {
        List<String> all = new ArrayList<>();
        call.header("x-" + name).ifPresent(all::add);
        call.header(name).ifPresent(all::add);
        return all;
    }
}
