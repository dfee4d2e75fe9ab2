package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.StripeSignature;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoPrograms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Stripe says by itself: its signature held against Stripe's own library, and whose payouts whoever
/// signs may speak of.
class StripeEventsTest {
    private static final String SECRET = "whsec_abcdefgh12345678";
    private static final String OLD = "whsec_oldoldold12345678";
    private static final String PATH = "/webhooks/stripe/prg_0000000000001";
    private static final AffiliateId ANNA = new AffiliateId(1);

    private final WriteApi api = new WriteApi();
    private final RunId run = run("prg_0000000000001");

    private RunId run(String program) {
        Program of = new DynamoPrograms(api.stored.table)
                .find(ProgramId.of(program))
                .orElseThrow()
                .value();
        PayoutRun made = PayoutRun.byHand(of, "events", "usr_maker", api.now, 1);
        new DynamoPayoutRuns(api.stored.table, 1).create(made);
        return made.id();
    }

    private void key(String merchant, String program, String... secrets) {
        String list = "\"" + String.join("\",\"", secrets) + "\"";
        assertThat(api.call(
                                merchant,
                                "PUT",
                                "/v1/programs/" + program + "/stripe",
                                "{\"secret_key\":\"sk_live_abcdefgh4242\",\"webhook_secrets\":[" + list + "]}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    private static String reversal(RunId run, AffiliateId affiliate, long reversed) {
        return """
            {"id":"evt_1","object":"event","type":"transfer.reversed","created":1,"livemode":false,
             "data":{"object":{"id":"tr_1","object":"transfer","amount":1000,"amount_reversed":%d,"currency":"eur",
             "reversed":%b,"metadata":{"payout_id":"%s","run_id":"%s","affiliate_id":"%s"}}}}\
            """.formatted(reversed, reversed == 1000, PayoutId.derive(run, affiliate), run, affiliate);
    }

    private static String sign(String secret, long time, String body) {
        try {
            return "t=" + time + ",v1=" + Webhook.Util.computeHmacSha256(secret, time + "." + body);
        } catch (java.security.GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private APIGatewayV2HTTPResponse send(String body, String secret) {
        return api.call("nobody", "POST", PATH, body, "stripe-signature", sign(secret, api.now.getEpochSecond(), body));
    }

    @Test
    void reversal_isSentOn_wholeOrInPart() {
        key("merchant 1", "prg_0000000000001", SECRET, OLD);
        assertThat(send(reversal(run, ANNA, 1000), SECRET).getStatusCode()).isEqualTo(200);
        assertThat(send(reversal(run, ANNA, 300), OLD).getStatusCode()).isEqualTo(200);

        PayoutId payout = PayoutId.derive(run, ANNA);
        assertThat(api.transfers)
                .containsExactly(
                        new Transfer.TransferReversed("evt_1", run, ANNA, payout, "tr_1", true),
                        new Transfer.TransferReversed("evt_1", run, ANNA, payout, "tr_1", false));
    }

    @Test
    void otherEvents_andForeignTransfers_areTakenAndDoNothing() {
        key("merchant 1", "prg_0000000000001", SECRET);
        key("merchant 2", "prg_0000000000003", OLD);
        RunId foreign = run("prg_0000000000003");
        List<String> bodies = List.of(
                reversal(run, ANNA, 1000).replace("transfer.reversed", "transfer.created"),
                reversal(run, ANNA, 1000).replace("transfer.reversed", "some.event_of_tomorrow"),
                reversal(run, ANNA, 1000).replace("\"payout_id\"", "\"other\""),
                reversal(run, ANNA, 1000).replace(ANNA.toString(), new AffiliateId(2).toString()),
                reversal(foreign, ANNA, 1000),
                reversal(RunId.of("run_00000000000000000000000007"), ANNA, 1000),
                "{}",
                "[]");
        bodies.forEach(
                body -> assertThat(send(body, SECRET).getStatusCode()).as(body).isEqualTo(200));
        assertThat(api.transfers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"transfer.reversed"     | 400
        ``                              | 400
        """)
    void noJson_isRefused(String body, int status) {
        key("merchant 1", "prg_0000000000001", SECRET);
        assertThat(send(body.isEmpty() ? "not json" : body, SECRET).getStatusCode())
                .isEqualTo(status);
    }

    @Test
    void queueThatIsDown_letsStripeComeAgain() {
        key("merchant 1", "prg_0000000000001", SECRET);
        api.queueDown = true;
        assertThat(send(reversal(run, ANNA, 1000), SECRET).getStatusCode()).isEqualTo(503);
    }

    /// What the program, its key or the signature lacks looks the same from outside.
    @Test
    void unsigned_looksLikeNoProgram() {
        String body = reversal(run, ANNA, 1000);
        String good = sign(SECRET, api.now.getEpochSecond(), body);
        String none =
                api.call("nobody", "POST", PATH, body, "stripe-signature", good).getBody();
        assertThat(none).contains("unauthorized");
        key("merchant 1", "prg_0000000000001", SECRET);
        for (String path : List.of("/webhooks/stripe/prg_0000000000099", "/webhooks/stripe/x")) {
            APIGatewayV2HTTPResponse answer = api.call("nobody", "POST", path, body, "stripe-signature", good);
            assertThat(answer.getStatusCode()).isEqualTo(401);
            assertThat(answer.getBody()).isEqualTo(none);
        }
        assertThat(api.call("nobody", "POST", PATH, body).getBody()).isEqualTo(none);
        assertThat(send(body, OLD).getBody()).isEqualTo(none);
        assertThat(api.transfers).isEmpty();
    }

    /// Ours is right where Stripe's own library is; but what was signed in the future is refused too.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # header                                 | age  | by us | by Stripe
        t={t},v1={good}                          | 0    | true  | true
        t={t},v1={bad},v1={good}                 | 0    | true  | true
        t={t},v1={good},v1={bad}                 | 0    | true  | true
        t={t},v0={good},v1={good}                | 0    | true  | true
        t={t},v1={good}                          | 300  | true  | true
        t={t},v1={good}                          | 302  | false | false
        t={t},v1={good}                          | -302 | false | true
        t={t},v1={bad}                           | 0    | false | false
        t={t},v0={good}                          | 0    | false | false
        t={t},v1={GOOD}                          | 0    | false | false
        t={t},v1=                                | 0    | false | false
        t={t}                                    | 0    | false | false
        v1={good}                                | 0    | false | false
        t=,v1={good}                             | 0    | false | false
        t=-1,v1={good}                           | 0    | false | false
        t=x,v1={good}                            | 0    | false | false
        ,                                        | 0    | false | false
        {good}                                   | 0    | false | false
        """)
    void signature_isJudgedAsStripeDoes(String header, long age, boolean ours, boolean stripes) throws Exception {
        String body = reversal(run, ANNA, 1000);
        long now = Instant.now().getEpochSecond();
        long time = now - age;
        String good = Webhook.Util.computeHmacSha256(SECRET, time + "." + body);
        String made = header.replace("{t}", Long.toString(time))
                .replace("{good}", good)
                .replace("{GOOD}", good.toUpperCase(java.util.Locale.ROOT))
                .replace("{bad}", "0".repeat(64));

        assertThat(new StripeSignature(made)
                        .isBy(List.of(OLD, SECRET), body.getBytes(StandardCharsets.UTF_8), Instant.ofEpochSecond(now)))
                .isEqualTo(ours);
        assertThat(isRightToStripe(body, made)).isEqualTo(stripes);
        assertThat(new StripeSignature(made)
                        .isBy(
                                List.of(SECRET),
                                (body + " ").getBytes(StandardCharsets.UTF_8),
                                Instant.ofEpochSecond(now)))
                .as("another body")
                .isFalse();
    }

    private static boolean isRightToStripe(String body, String header) {
        try {
            Event event = Webhook.constructEvent(body, header, SECRET, StripeSignature.TOLERANCE.toSeconds());
            return event.getType().equals("transfer.reversed");
        } catch (SignatureVerificationException | NumberFormatException wrong) {
            return false;
        }
    }

    @Test
    void tolerance_isStripes() {
        assertThat(StripeSignature.TOLERANCE).isEqualTo(Duration.ofSeconds(300));
    }
}
