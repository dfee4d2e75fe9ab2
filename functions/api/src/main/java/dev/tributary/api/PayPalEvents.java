package dev.tributary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.Transfer.BatchChanged;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.PayPalSignature;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `POST /webhooks/paypal/{program_id}`: what PayPal says by itself, signed for the webhook of the
/// program's own app. An event only says which batch to ask about: what it says of money is not
/// read, so that one that is forged, late, old or sent twice can move none.
final class PayPalEvents implements SignedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String BATCHES = "PAYMENT.PAYOUTSBATCH.";
    private static final String ITEMS = "PAYMENT.PAYOUTS-ITEM.";

    private final ProgramSecrets<PayPalAccount> known;
    private final PayoutRuns runs;
    private final TransferQueue queue;
    private final PayPalCertificates certificates;
    private final Clock clock;

    PayPalEvents(
            ProgramSecrets<PayPalAccount> known,
            PayoutRuns runs,
            TransferQueue queue,
            PayPalCertificates certificates,
            Clock clock) {
        this.known = known;
        this.runs = runs;
        this.queue = queue;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public HttpAnswer take(HttpCall call, String programId) throws IOException {
        ProgramId program = ProgramId.parse(programId).orElseThrow(PayPalEvents::unsigned);
        requireSigned(call, program);
        JsonNode event = read(call.body());
        changed(event).filter(of -> isOf(program, of)).ifPresent(of -> queue.send(List.of(of)));
        return new HttpAnswer(200, Map.of(), "");
    }

    /// A program that is unknown, or has no webhook, looks the same as a wrong signature.
    private void requireSigned(HttpCall call, ProgramId program) {
        Instant now = clock.instant();
        PayPalSignature signature = new PayPalSignature(
                header(call, "paypal-transmission-id"),
                header(call, "paypal-transmission-time"),
                header(call, "paypal-transmission-sig"),
                header(call, "paypal-auth-algo"));
        // Nothing is asked of PayPal for what cannot be its.
        if (!signature.isPlausible(now)) {
            throw unsigned();
        }
        String webhook = known.find(program)
                .map(Versioned::value)
                .flatMap(PayPalAccount::webhookId)
                .orElseThrow(PayPalEvents::unsigned);
        X509Certificate certificate = certificates
                .find(header(call, "paypal-cert-url"))
                .filter(found -> isValid(found, now))
                .orElseThrow(PayPalEvents::unsigned);
        if (!signature.isBy(certificate.getPublicKey(), webhook, call.body(), now)) {
            throw unsigned();
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException outside) {
            return false;
        }
    }

    private static String header(HttpCall call, String name) {
        return call.header(name).orElse("");
    }

    /// Empty for other events, and for batches that are none of ours.
    private static Optional<BatchChanged> changed(JsonNode event) {
        String type = event.path("event_type").asText();
        JsonNode resource = event.path("resource");
        Optional<PayPalIds.Batch> batch = Optional.empty();
        if (type.startsWith(BATCHES)) {
            batch = PayPalIds.parse(resource.path("batch_header")
                    .path("sender_batch_header")
                    .path("sender_batch_id")
                    .asText());
        } else if (type.startsWith(ITEMS)) {
            batch = PayPalIds.batchOf(
                    resource.path("payout_item").path("sender_item_id").asText());
        }
        String id = event.path("id").asText();
        if (batch.isPresent() && !ID.matcher(id).matches()) {
            throw HttpRefusal.of(400, "malformed_event", "The event has no id.");
        }
        return batch.map(of -> new BatchChanged(id, of.run(), of.bucket(), of.number()));
    }

    private boolean isOf(ProgramId program, BatchChanged event) {
        return runs.find(event.run())
                .filter(run -> run.value().head().program().equals(program)
                        && event.bucket() < run.value().head().buckets())
                .isPresent();
    }

    private static JsonNode read(byte[] body) throws IOException {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.missingNode() : read;
        } catch (JsonProcessingException malformed) {
            throw HttpRefusal.of(400, "malformed_json", "The body is no JSON.");
        }
    }

    private static HttpRefusal unsigned() {
        return HttpRefusal.of(401, "unauthorized", "The event is not signed for a webhook of this program.");
    }
}
