package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Webhooks of a WooCommerce shop (developer.woocommerce.com/docs/webhooks): the base64 HMAC-SHA256 of the raw
/// body stands in `X-WC-Webhook-Signature`, what happened in `X-WC-Webhook-Topic`. When a webhook is saved, the
/// shop sends `webhook_id=12` as a form, unsigned, and saves it only after a 200.
final class WooCommerce implements Dialect {
    private static final String SIGNATURE = "x-wc-webhook-signature";
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,20}");
    private static final int LONGEST_PING = 40;

    private final Gatekeeper gatekeeper;

    WooCommerce(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public String name() {
        return Sender.WOOCOMMERCE.text();
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public boolean isPing(SenderCall call) {
        byte[] body = call.http().body();
        return body.length <= LONGEST_PING
                && PING.matcher(new String(body, StandardCharsets.US_ASCII)).matches();
    }

    @Override
    public void requireForm(SenderCall call) {
        MediaType.requireJson(call.http().header("content-type"));
    }

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        List<String> claimed = call.http().header(SIGNATURE).stream().toList();
        return gatekeeper.admit(
                call.program(),
                Sender.WOOCOMMERCE,
                !claimed.isEmpty(),
                secrets -> Signatures.allAre(
                        claimed,
                        secrets,
                        secret -> Base64.getEncoder()
                                .encode(secret.sign(call.http().body()))),
                ring);
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        return switch (call.http().header("x-wc-webhook-topic").orElse("")) {
            case "order.created", "order.updated" ->
                new WooOrder(new SenderBody(StrictJson.readForeign(call.http().body())), gate, now).read();
            // An order that is deleted or restored at the shop was not paid or refunded by that.
            default -> new Reading.Unused("other_topic");
        };
    }

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return SenderAnswers.answer(outcome);
    }
}
