package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A Shopify shop sells, its affiliate is paid, and then one of two pieces of a line comes back: by item, through
/// every function.
@Tag("system")
class RefundAfterPayoutTest {
    private static final String SECRET = "shpss_0123456789abcdef";
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String MERCHANT = Shop.MERCHANT_KEY.reveal();
    private static final String ORDER = """
        {"id":820982911946154508,"test":false,"financial_status":"paid","total_price":"126.00","total_tax":"21.00",
        "currency":"EUR","taxes_included":false,"processed_at":"%s","discount_codes":[{"code":"paid10","amount":"0.00"}],
        "line_items":[{"sku":"S1","quantity":2,"price":"40.00"},{"sku":"S2","quantity":1,"price":"20.00"}],
        "shipping_lines":[{"price":"5.00"}]}\
        """;
    private static final String REFUND = """
        {"id":5,"order_id":820982911946154508,"created_at":"%s","order_adjustments":[],
        "refund_line_items":[{"quantity":1,"line_item":{"sku":"S1"}}],
        "transactions":[{"kind":"refund","status":"success","amount":"48.40","currency":"EUR"}]}\
        """;

    @Test
    void refundByItem_afterThePayout_isOwed() throws Exception {
        try (LocalMachine machine = LocalMachine.start(
                        Options.machine(Project.TEMPLATE).withLongestWindow(Duration.ofMillis(100)));
                Office office = new Office(machine, MERCHANT)) {
            Shop.seed(machine);
            // 12 %, without a hold.
            String program = office.open();
            office.post(
                    MERCHANT,
                    "/v1/programs/" + program + "/sender_secrets",
                    "{\"sender\":\"shopify\",\"secret\":\"" + SECRET + "\"}");
            Office.Member member = member(office, program);

            String order = ORDER.formatted(machine.clock().instant());
            assertThat(shopify(machine, program, "orders/paid", order).statusCode())
                    .isEqualTo(202);
            machine.awaitQueuesEmpty(DRAIN);
            assertBalance(office, program, member, "12.00", "0.00");
            office.pay(program, office.people());
            assertBalance(office, program, member, "0.00", "0.00");

            // 40.00 of the base of 100.00.
            String refund = REFUND.formatted(machine.clock().instant());
            for (int status : new int[] {202, 200}) {
                HttpResponse<String> answer = shopify(machine, program, "refunds/create", refund);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                machine.awaitQueuesEmpty(DRAIN);
                assertBalance(office, program, member, "0.00", "4.80");
            }
        }
    }

    private static Office.Member member(Office office, String program) throws Exception {
        JsonNode anna = office.post(MERCHANT, "/v1/affiliates", "{\"name\":\"Anna\",\"email\":\"anna@shop.example\"}");
        Office.Member member = new Office.Member(
                anna.path("id").asText(), anna.path("api_key").path("secret").asText());
        office.post(member.key(), "/v1/enrollments", "{\"program_id\":\"%s\"}".formatted(program));
        office.post(MERCHANT, "/v1/enrollments/" + program + "/" + member.affiliate() + "/approve", "{}");
        office.post(
                MERCHANT,
                "/v1/coupons",
                "{\"program_id\":\"%s\",\"affiliate_id\":\"%s\",\"code\":\"PAID10\"}"
                        .formatted(program, member.affiliate()));
        office.method(member.key());
        return member;
    }

    private static void assertBalance(
            Office office, String program, Office.Member member, String available, String receivable) throws Exception {
        JsonNode balance = office.get(member.key(), "/v1/balances?program_id=" + program)
                .path("data")
                .path(0);
        assertThat(balance.path("available").path("amount").asText())
                .as("%s", balance)
                .isEqualTo(available);
        assertThat(balance.path("receivable").path("amount").asText())
                .as("%s", balance)
                .isEqualTo(receivable);
    }

    private static HttpResponse<String> shopify(LocalMachine machine, String program, String topic, String body)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(machine.baseUrl() + "/postbacks/" + program + "/shopify"))
                            .header("content-type", "application/json")
                            .header("X-Shopify-Topic", topic)
                            .header("X-Shopify-Hmac-Sha256", sign(body))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String sign(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "RAW"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
