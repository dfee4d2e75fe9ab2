package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.PayPalSignature;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoPrograms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What PayPal says by itself: whose signature is taken, for which webhook, how old; and that an
/// event does nothing but have a batch looked at.
class PayPalEventsTest {
    private static final SigningKeys KEYS = SigningKeys.of("RSA", "2026/01/01", 3_650);
    private static final SigningKeys OTHER = SigningKeys.of("RSA", "2026/01/01", 3_650);
    private static final SigningKeys EXPIRED = SigningKeys.of("RSA", "2020/01/01", 365);
    private static final SigningKeys CURVE = SigningKeys.of("EC", "2026/01/01", 3_650);
    private static final String WEBHOOK = "1JE4291016473214C";
    private static final String CERT = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42";
    private static final String PATH = "/webhooks/paypal/prg_0000000000001";
    private static final AffiliateId ANNA = new AffiliateId(1);

    private final WriteApi api = new WriteApi();
    private final RunId run = run("prg_0000000000001");
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void certificate() {
        api.certificates = address -> {
            asked.add(address);
            return address.equals(CERT) ? Optional.of(KEYS.certificate()) : Optional.empty();
        };
    }

    private RunId run(String program) {
        Program of = new DynamoPrograms(api.stored.table)
                .find(ProgramId.of(program))
                .orElseThrow()
                .value();
        PayoutRun made = PayoutRun.byHand(of, "events", "usr_maker", api.now, 1);
        new DynamoPayoutRuns(api.stored.table, 1).create(made);
        return made.id();
    }

    private void app(String merchant, String program, String webhook) {
        assertThat(api.call(
                                merchant,
                                "PUT",
                                "/v1/programs/" + program + "/paypal",
                                "{\"client_id\":\"AbcdefghIjkl01234242\",\"secret\":\"EcretEcretEcret01234\"" + webhook
                                        + "}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    private void app() {
        app("merchant 1", "prg_0000000000001", ",\"webhook_id\":\"" + WEBHOOK + "\"");
    }

    private static PayoutFile.Place place(RunId run) {
        return new PayoutFile.Place(run, 1, 0, 3);
    }

    private static String batch(RunId run) {
        return """
            {"id":"WH-1","event_type":"PAYMENT.PAYOUTSBATCH.SUCCESS","resource_type":"payouts",
             "resource":{"batch_header":{"payout_batch_id":"Q8B9WFS7ZZJ4Q","batch_status":"SUCCESS",
             "sender_batch_header":{"sender_batch_id":"%s"}}}}\
            """.formatted(PayPalIds.batch(place(run)));
    }

    private static String item(RunId run) {
        return """
            {"id":"WH-2","event_type":"PAYMENT.PAYOUTS-ITEM.REFUNDED","resource_type":"payouts_item",
             "resource":{"transaction_status":"REFUNDED","payout_batch_id":"Q8B9WFS7ZZJ4Q",
             "payout_item":{"amount":{"currency":"USD","value":"1.0"},"sender_item_id":"%s"}}}\
            """.formatted(PayPalIds.item(PayoutId.derive(run, ANNA), place(run)));
    }

    private static String signed(String id, Instant time, String webhook, String body) {
        CRC32 checksum = new CRC32();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        return id + "|" + time + "|" + webhook + "|" + checksum.getValue();
    }

    private APIGatewayV2HTTPResponse send(String body) {
        return send(PATH, body, KEYS.sign(signed("t-1", api.now, WEBHOOK, body)), api.now.toString());
    }

    private APIGatewayV2HTTPResponse send(String path, String body, String signature, String time) {
        return api.call(
                "nobody",
                "POST",
                path,
                body,
                "paypal-transmission-id",
                "t-1",
                "paypal-transmission-time",
                time,
                "paypal-transmission-sig",
                signature,
                "paypal-cert-url",
                CERT,
                "paypal-auth-algo",
                "SHA256withRSA");
    }

    @Test
    void events_haveTheBatchLookedAt_whateverTheySay() {
        app();
        assertThat(send(batch(run)).getStatusCode()).isEqualTo(200);
        assertThat(send(item(run)).getStatusCode()).isEqualTo(200);
        assertThat(send(item(run)).getStatusCode()).as("the same again").isEqualTo(200);

        assertThat(api.transfers)
                .containsExactly(
                        new Transfer.BatchChanged("WH-1", run, 0, 3),
                        new Transfer.BatchChanged("WH-2", run, 0, 3),
                        new Transfer.BatchChanged("WH-2", run, 0, 3));
    }

    @Test
    void otherEvents_andForeignBatches_areTakenAndDoNothing() {
        app();
        RunId foreign = run("prg_0000000000003");
        List<String> bodies = List.of(
                batch(run).replace("PAYMENT.PAYOUTSBATCH.SUCCESS", "PAYMENT.SALE.COMPLETED"),
                batch(run).replace("sender_batch_id", "other"),
                batch(run).replace(PayPalIds.batch(place(run)), "somebody-elses-batch"),
                item(run).replace("pay_", "com_"),
                batch(foreign),
                item(foreign),
                batch(RunId.of("run_00000000000000000000000007")),
                batch(run).replace(PayPalIds.batch(place(run)), PayPalIds.batch(new PayoutFile.Place(run, 1, 5, 1))),
                "{}",
                "[]");
        bodies.forEach(body -> assertThat(send(body).getStatusCode()).as(body).isEqualTo(200));
        assertThat(api.transfers).isEmpty();
    }

    @Test
    void noEvent_isRefused() {
        app();
        assertThat(send("not json").getStatusCode()).isEqualTo(400);
        assertThat(send(batch(run).replace("WH-1", "a b")).getStatusCode()).isEqualTo(400);
    }

    @Test
    void queueOrPayPalThatIsDown_letsPayPalComeAgain() {
        app();
        api.queueDown = true;
        assertThat(send(batch(run)).getStatusCode()).isEqualTo(503);
        api.queueDown = false;
        api.certificates = address -> {
            throw new UnavailableException("PayPal's certificate", new IllegalStateException("down"));
        };
        assertThat(send(batch(run)).getStatusCode()).isEqualTo(503);
        assertThat(api.transfers).isEmpty();
    }

    /// What the program, its webhook or the signature lacks looks the same from outside.
    @Test
    void unsigned_looksLikeNoProgram() {
        String body = batch(run);
        String none = send(body).getBody();
        assertThat(none).contains("unauthorized");
        app("merchant 1", "prg_0000000000001", "");
        assertThat(send(body).getBody()).as("no webhook").isEqualTo(none);
        app();
        String good = KEYS.sign(signed("t-1", api.now, WEBHOOK, body));
        for (String path : List.of("/webhooks/paypal/prg_0000000000099", "/webhooks/paypal/x")) {
            assertThat(send(path, body, good, api.now.toString()).getBody()).isEqualTo(none);
        }
        assertThat(api.call("nobody", "POST", PATH, body).getBody()).isEqualTo(none);
        assertThat(api.transfers).isEmpty();
    }

    /// Anybody may have a webhook of his own at PayPal that names our address: it is signed for his
    /// id.
    @Test
    void eventOfAnotherWebhook_isRefused() {
        app();
        String body = batch(run);
        String foreign = KEYS.sign(signed("t-1", api.now, "9ZZ4291016473214C", body));
        assertThat(send(PATH, body, foreign, api.now.toString()).getStatusCode())
                .isEqualTo(401);
        assertThat(api.transfers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is wrong   | status
        nothing           | 200
        another key       | 401
        another body      | 401
        another id        | 401
        another time      | 401
        another algorithm | 401
        no algorithm      | 401
        no base64         | 401
        no signature      | 401
        no time           | 401
        foreign address   | 401
        expired           | 401
        curve             | 401
        """)
    void signature_isPayPals(String wrong, int status) {
        app();
        String body = batch(run);
        String good = KEYS.sign(signed("t-1", api.now, WEBHOOK, body));
        if (wrong.equals("expired") || wrong.equals("curve")) {
            SigningKeys keys = wrong.equals("expired") ? EXPIRED : CURVE;
            api.certificates = address -> Optional.of(keys.certificate());
            good = wrong.equals("expired") ? keys.sign(signed("t-1", api.now, WEBHOOK, body)) : good;
        }
        APIGatewayV2HTTPResponse answer = api.call(
                "nobody",
                "POST",
                PATH,
                wrong.equals("another body") ? body.replace("SUCCESS", "DENIED") : body,
                "paypal-transmission-id",
                wrong.equals("another id") ? "t-2" : "t-1",
                "paypal-transmission-time",
                switch (wrong) {
                    case "another time" -> api.now.plusSeconds(1).toString();
                    case "no time" -> "yesterday";
                    default -> api.now.toString();
                },
                "paypal-transmission-sig",
                switch (wrong) {
                    case "another key" -> OTHER.sign(signed("t-1", api.now, WEBHOOK, body));
                    case "no base64" -> "!" + good;
                    case "no signature" -> "";
                    default -> good;
                },
                "paypal-cert-url",
                wrong.equals("foreign address") ? CERT.replace("paypal.com", "paypal.example") : CERT,
                "paypal-auth-algo",
                switch (wrong) {
                    case "another algorithm" -> "NONEwithRSA";
                    case "no algorithm" -> "";
                    default -> "SHA256withRSA";
                });
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(api.transfers).hasSize(status == 200 ? 1 : 0);
    }

    /// PayPal comes again for three days, perhaps with the time of the first try; older ones are
    /// somebody's copy.
    @ParameterizedTest
    @CsvSource({"0, 200", "262800, 200", "262801, 401", "-300, 200", "-301, 401"})
    void oldEvents_areRefused_beforeAnythingIsAsked(long age, int status) {
        app();
        assertThat(PayPalSignature.OLDEST).isEqualTo(Duration.ofSeconds(262_800));
        String body = batch(run);
        Instant time = api.now.minusSeconds(age);
        assertThat(send(PATH, body, KEYS.sign(signed("t-1", time, WEBHOOK, body)), time.toString())
                        .getStatusCode())
                .isEqualTo(status);
        assertThat(asked).hasSize(status == 200 ? 1 : 0);
    }

    /// The example of PayPal's own page: the checksum is of the bytes, in decimals.
    @Test
    void whatIsSigned_isAsPayPalDocuments() {
        byte[] body = "123456789".getBytes(StandardCharsets.UTF_8);
        String signature = KEYS.sign("id|2026-11-22T10:15:00Z|WEBHOOK|3421780262");
        assertThat(new PayPalSignature("id", "2026-11-22T10:15:00Z", signature, "SHA256withRSA")
                        .isBy(
                                KEYS.certificate().getPublicKey(),
                                "WEBHOOK",
                                body,
                                Instant.parse("2026-11-22T10:15:00Z")))
                .isTrue();
    }
}
