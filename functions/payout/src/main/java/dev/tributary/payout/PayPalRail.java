package dev.tributary.payout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.infrastructure.edge.Rings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What PayPal is told of a batch, in the shape of its `create_payout_request`. A function of its rows
/// alone, so that a repeat has the same bytes; each item is named by its payout.
/// ```
/// {"sender_batch_header":{"sender_batch_id":"..."},"items":[{"recipient_type":"EMAIL",
///  "amount":{"value":"12.50","currency":"EUR"},"receiver":"anna@example.com","sender_item_id":"pay_...-..."}]}
/// ```
final class PayPalRail implements FileRail {
    private static final JsonFactory JSON = new JsonFactory();

    private final Rings keys;

    PayPalRail(Rings keys) {
        this.keys = keys;
    }

    /// The item under the payout's own id: which batch it is in, its row says.
    @Override
    public Optional<String> lineHash(Payout payout) throws IOException {
        Optional<Receiver.PayPalReceiver> to = receiver(payout);
        if (to.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            item(json, payout, to.get(), payout.id().toString());
        }
        return Optional.of(CsvRail.sha256(bytes.toByteArray()));
    }

    @Override
    public Optional<byte[]> file(PayoutRun run, PayoutFile file, List<Payout> payouts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("sender_batch_header");
            json.writeStringField("sender_batch_id", PayPalIds.batch(file.place()));
            json.writeEndObject();
            json.writeArrayFieldStart("items");
            for (Payout payout : payouts) {
                item(
                        json,
                        payout,
                        receiver(payout).orElseThrow(() -> new UnreadableDestinationException(payout)),
                        PayPalIds.item(payout.id(), file.place()));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Optional.of(bytes.toByteArray());
    }

    /// No bank finds a call under a name: what is not sent is closed in the table.
    @Override
    public byte[] closed() {
        throw new IllegalStateException("a call of PayPal is no file");
    }

    private static void item(JsonGenerator json, Payout payout, Receiver.PayPalReceiver to, String id)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("recipient_type", to.type());
        json.writeObjectFieldStart("amount");
        json.writeStringField("value", payout.line().net().amount());
        json.writeStringField("currency", payout.line().net().currency().code());
        json.writeEndObject();
        json.writeStringField("receiver", to.address());
        json.writeStringField("sender_item_id", id);
        json.writeEndObject();
    }

    private Optional<Receiver.PayPalReceiver> receiver(Payout payout) throws IOException {
        return Receiver.open(
                        payout.line().to().rail(),
                        payout.line().to().sealedDestination(),
                        payout.affiliate().toString(),
                        keys.ring())
                .filter(Receiver.PayPalReceiver.class::isInstance)
                .map(Receiver.PayPalReceiver.class::cast);
    }
}
