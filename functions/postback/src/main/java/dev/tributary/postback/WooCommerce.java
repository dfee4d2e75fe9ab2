package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Webhooks of a WooCommerce shop (developer.woocommerce.com/docs/webhooks): the base64 HMAC-SHA256 of the raw
/// body stands in `X-WC-Webhook-Signature`, what happened in `X-WC-Webhook-Topic`. When a webhook is saved, the
/// shop sends `webhook_id=12` as a form, unsigned, and saves it only after a 200.
final class WooCommerce extends SignedDialect {
    private static final String SIGNATURE = "x-wc-webhook-signature";
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,20}");
    private static final int LONGEST_PING = 40;

    WooCommerce(Gatekeeper gatekeeper) {
        super(Sender.WOOCOMMERCE, gatekeeper);
    }

    @Override
    public boolean isPing(SenderCall call) {
        byte[] body = call.http().body();
        return body.length <= LONGEST_PING
                && PING.matcher(new String(body, StandardCharsets.US_ASCII)).matches();
    }

    @Override
    boolean isSigned(SenderCall call) {
        return call.http().header(SIGNATURE).isPresent();
    }

    @Override
    boolean isBy(SenderCall call, List<SenderSecret> secrets, Instant now) {
        return SenderSignatures.allAre(
                call.http().header(SIGNATURE).stream().toList(),
                secrets,
                secret -> Base64.getEncoder().encode(secret.sign(call.http().body())));
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        return switch (call.http().header("x-wc-webhook-topic").orElse("")) {
            case "order.created", "order.updated" -> new WooOrder(body(call), gate, now).read();
            // An order that is deleted or restored at the shop was not paid or refunded by that.
            default -> new Reading.Unused("other_topic");
        };
    }
}
