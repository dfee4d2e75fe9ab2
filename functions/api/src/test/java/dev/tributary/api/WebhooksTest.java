package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Delivery.Attempt;
import dev.tributary.domain.notice.Endpoint;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.postback.PostbackSecret;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoEndpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Endpoints as their owners make, change and lose them. How they are called is tried where it is done.
class WebhooksTest {
    private static final String WEBHOOKS = "/v1/webhooks";
    private static final Tenant MERCHANT = new Tenant.OfMerchant(new MerchantId(1));

    private final WriteApi api = new WriteApi();
    private final DynamoEndpoints endpoints = new DynamoEndpoints(api.stored.table);
    private final DynamoDeliveries deliveries = new DynamoDeliveries(api.stored.table);

    private static String body(String url) {
        return "{\"url\":\"" + url + "\"}";
    }

    private static String text(APIGatewayV2HTTPResponse answer, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(answer.getBody());
        assertThat(matcher.find()).as(answer.getBody()).isTrue();
        return matcher.group(1);
    }

    private APIGatewayV2HTTPResponse make(String who, String body) {
        APIGatewayV2HTTPResponse made = api.post(who, WEBHOOKS, body);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return made;
    }

    private String make(String who) {
        return WEBHOOKS + "/" + text(make(who, body("https://hooks.example.com/in")), "id");
    }

    private Versioned<Endpoints> stored(Tenant owner) {
        return endpoints.of(owner).orElseThrow();
    }

    private Endpoint only(Tenant owner) {
        assertThat(stored(owner).value().all()).hasSize(1);
        return stored(owner).value().all().getFirst();
    }

    @Test
    void webhook_isMade_withASecretThatIsShownOnceAndSealed() {
        APIGatewayV2HTTPResponse made = make(
                "merchant 1",
                "{\"url\":\"https://hooks.example.com/in\",\"events\":[\"payout.paid\",\"commission.accrued\"]}");
        String secret = text(made, "secret");
        String path = String.valueOf(made.getHeaders().get("location"));
        APIGatewayV2HTTPResponse shown = api.get("merchant 1", path);

        assertThat(shown.getBody())
                .contains("\"events\":[\"commission.accrued\",\"payout.paid\"]", "\"state\":\"active\"")
                .doesNotContain("secret\"", "whsec");
        assertThat(shown.getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(api.get("merchant 1", WEBHOOKS).getBody())
                .isEqualTo("{\"data\":[" + shown.getBody() + "],\"next_cursor\":null}");
        assertThat(api.items().toString()).doesNotContain(secret, secret.substring(6));
        Endpoint endpoint = only(MERCHANT);
        assertThat(endpoint.secrets().getFirst().sealed().open(Endpoint.sealedFor(MERCHANT, endpoint.id()), api.ring))
                .hasValueSatisfying(
                        key -> assertThat(new PostbackSecret(key).reveal()).isEqualTo(secret));
        assertThat(endpoint.secrets()
                        .getFirst()
                        .sealed()
                        .open(Endpoint.sealedFor(new Tenant.OfMerchant(new MerchantId(2)), endpoint.id()), api.ring))
                .isEmpty();
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).contains("webhook.create");
    }

    @Test
    void repeatOfTheCall_makesNoSecond_andShowsNoSecret() {
        APIGatewayV2HTTPResponse first =
                api.post("merchant 1", WEBHOOKS, body("https://hooks.example.com/in"), "idempotency-key", "k1");
        APIGatewayV2HTTPResponse again =
                api.post("merchant 1", WEBHOOKS, body("https://hooks.example.com/in"), "idempotency-key", "k1");

        assertThat(again.getStatusCode()).isEqualTo(201);
        assertThat(text(again, "id")).isEqualTo(text(first, "id"));
        assertThat(again.getBody()).contains("\"secret\":null");
        only(MERCHANT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                             | url       | missing
        {"url":7}                                                                      | url       | malformed
        {"url":"http://hooks.example.com/"}                                            | url       | not_https
        {"url":"https://127.0.0.1/"}                                                   | url       | address_as_host
        {"url":"https://0x7f.1/"}                                                      | url       | address_as_host
        {"url":"https://localhost/"}                                                   | url       | closed_name
        {"url":"https://user@hooks.example.com/"}                                      | url       | user_info
        {"url":"https://hooks.example.com:8443/"}                                      | url       | wrong_port
        {"url":"https://inside.example.com/"}                                          | url       | private_address
        {"url":"https://both.example.com/"}                                            | url       | private_address
        {"url":"https://gone.example.com/"}                                            | url       | no_such_host
        {"url":"https://hooks.example.com/?c={click_id}"}                              | url       | malformed_url
        {"url":"https://hooks.example.com/?c={card}","kind":"postback_url"}            | url       | unknown_macro
        {"url":"https://hooks.example.com/?c={click_id","kind":"postback_url"}         | url       | unknown_macro
        {"url":"https://hooks.example.com/","kind":"mail"}                             | kind      | unknown
        {"url":"https://hooks.example.com/","events":["sale"]}                         | events[0] | malformed
        {"url":"https://hooks.example.com/","events":["webhook.test"]}                 | events[0] | malformed
        {"url":"https://hooks.example.com/","secret":"whsec_x"}                        | secret    | unknown_field
        """)
    void badWish_leavesNothing(String body, String field, String code) {
        api.hosts.put("inside.example.com", List.of(new byte[] {10, 0, 0, 1}));
        api.hosts.put("both.example.com", List.of(new byte[] {8, 8, 8, 8}, new byte[] {127, 0, 0, 1}));
        Map<String, Map<String, AttributeValue>> before = api.items();

        APIGatewayV2HTTPResponse answer = api.post("merchant 1", WEBHOOKS, body);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void eleventhWebhook_isRefused_untilOneIsDeleted() {
        String first = make("merchant 1");
        for (int i = 2; i <= Endpoints.MOST; i++) {
            make("merchant 1");
        }
        APIGatewayV2HTTPResponse refused = api.post("merchant 1", WEBHOOKS, body("https://hooks.example.com/in"));
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getBody()).contains("too_many_webhooks");
        make("affiliate 1");

        assertThat(api.call("merchant 1", "DELETE", first, "").getStatusCode()).isEqualTo(200);
        assertThat(api.get("merchant 1", first).getStatusCode()).isEqualTo(404);
        make("merchant 1");
    }

    @Test
    void foreignWebhook_isNotThere_whateverIsAskedOfIt() {
        String own = make("merchant 1");
        make("merchant 2");
        make("affiliate 1");
        Map<String, Map<String, AttributeValue>> before = api.items();

        for (String who : List.of("merchant 2", "affiliate 1", "affiliate 9")) {
            assertThat(api.get(who, own).getStatusCode()).isEqualTo(404);
            assertThat(api.patch(who, own, "{\"state\":\"disabled\"}").getStatusCode())
                    .isEqualTo(404);
            assertThat(api.call(who, "DELETE", own, "").getStatusCode()).isEqualTo(404);
            assertThat(api.post(who, own + "/rotate_secret", "").getStatusCode())
                    .isEqualTo(404);
            assertThat(api.post(who, own + "/test", "").getStatusCode()).isEqualTo(404);
            assertThat(api.get(who, own + "/deliveries").getStatusCode()).isEqualTo(404);
        }
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void change_isJudgedAsANewOneIs_andNamesItsVersion() {
        String path = make("merchant 1");
        api.hosts.put("inside.example.com", List.of(new byte[] {10, 0, 0, 1}));

        assertThat(api.patch("merchant 1", path, body("https://inside.example.com/"))
                        .getBody())
                .contains("private_address");
        assertThat(api.patch("merchant 1", path, "{\"url\":null}").getStatusCode())
                .isEqualTo(422);
        assertThat(api.patch("merchant 1", path, "{\"state\":\"asleep\"}").getStatusCode())
                .isEqualTo(422);
        assertThat(api.patch("merchant 1", path, "{\"events\":[\"payout.paid\"]}", "if-match", "\"9\"")
                        .getStatusCode())
                .isEqualTo(412);
        APIGatewayV2HTTPResponse changed =
                api.patch("merchant 1", path, "{\"events\":[\"payout.paid\"]}", "if-match", "\"1\"");
        assertThat(changed.getBody()).contains("\"events\":[\"payout.paid\"]");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
    }

    @Test
    void disabled_isJudgedAgain_whenItIsToBeCalledAgain() {
        String path = make("merchant 1");
        assertThat(api.patch("merchant 1", path, "{\"state\":\"disabled\"}").getBody())
                .contains("\"state\":\"disabled\"", "\"disabled_reason\":\"owner\"");
        assertThat(api.post("merchant 1", path + "/test", "").getBody()).contains("webhook_disabled");
        api.hosts.put("hooks.example.com", List.of(new byte[] {10, 0, 0, 1}));
        assertThat(api.patch("merchant 1", path, "{\"state\":\"active\"}").getBody())
                .contains("private_address");
        api.hosts.put("hooks.example.com", List.of(new byte[] {8, 8, 8, 8}));
        api.now = api.now.plus(Duration.ofDays(1));

        assertThat(api.patch("merchant 1", path, "{\"state\":\"active\"}").getBody())
                .contains("\"state\":\"active\"", "\"disabled_reason\":null");
        assertThat(only(MERCHANT).activeSince()).isEqualTo(api.now);
    }

    @Test
    void rotatedSecret_standsBesideTheOldOne_forADay() {
        APIGatewayV2HTTPResponse made = make("affiliate 1", body("https://hooks.example.com/in"));
        String path = WEBHOOKS + "/" + text(made, "id");
        Tenant owner = new Tenant.OfAffiliate(new AffiliateId(1));

        APIGatewayV2HTTPResponse rotated = api.post("affiliate 1", path + "/rotate_secret", "");
        assertThat(text(rotated, "secret")).isNotEqualTo(text(made, "secret"));
        assertThat(only(owner).valid(api.now)).hasSize(2);
        assertThat(api.post("affiliate 1", path + "/rotate_secret", "").getBody())
                .contains("too_many_secrets");
        api.now = api.now.plus(Endpoint.OVERLAP);

        assertThat(only(owner).valid(api.now.minusMillis(1))).hasSize(2);
        assertThat(only(owner).valid(api.now)).hasSize(1);
        assertThat(api.post("affiliate 1", path + "/rotate_secret", "").getStatusCode())
                .isEqualTo(200);
        assertThat(only(owner).secrets()).hasSize(2);
    }

    @Test
    void postbackUrl_hasMacros_andNoSecret() {
        APIGatewayV2HTTPResponse made = make(
                "affiliate 1",
                "{\"kind\":\"postback_url\",\"url\":\"https://hooks.example.com/p?c={click_id}&s={sub1}&a={amount}&p={payout}\"}");

        assertThat(made.getBody()).contains("\"secret\":null");
        assertThat(api.post("affiliate 1", WEBHOOKS + "/" + text(made, "id") + "/rotate_secret", "")
                        .getBody())
                .contains("no_secret");
    }

    @Test
    void test_isADeliveryThatIsDue_andTheSameForARepeat() {
        String path = make("merchant 1");
        APIGatewayV2HTTPResponse asked = api.post("merchant 1", path + "/test", "", "idempotency-key", "t1");
        assertThat(asked.getStatusCode()).as(asked.getBody()).isEqualTo(202);
        assertThat(api.post("merchant 1", path + "/test", "", "idempotency-key", "t1")
                        .getBody())
                .isEqualTo(asked.getBody());

        assertThat(api.get("merchant 1", path + "/deliveries").getBody())
                .isEqualTo("{\"data\":[" + asked.getBody() + "],\"next_cursor\":null}");
        assertThat(deliveries.due(api.now, Optional.empty()).items())
                .extracting(place -> place.notice().text())
                .containsExactly(text(asked, "id"));
    }

    @Test
    void delivery_isSentAgainUnderItsId_fromTheBeginning() {
        String path = make("merchant 1");
        String id = text(api.post("merchant 1", path + "/test", ""), "id");
        Versioned<Delivery> made = deliveries
                .find(Delivery.Place.of(only(MERCHANT).id(), new NoticeId(id)))
                .orElseThrow();
        assertThat(deliveries.replace(made.with(made.value().after(Attempt.answered(api.now, 410), 0))))
                .isInstanceOf(Replacement.Replaced.class);
        assertThat(api.get("merchant 1", path + "/deliveries").getBody())
                .contains("\"state\":\"failed\"", "\"last_status\":410", "\"next_attempt_at\":null");
        make("merchant 2");

        APIGatewayV2HTTPResponse again = api.post("merchant 1", path + "/deliveries/" + id + "/resend", "");
        assertThat(again.getStatusCode()).as(again.getBody()).isEqualTo(202);
        assertThat(again.getBody())
                .contains("\"id\":\"" + id + "\"", "\"state\":\"pending\"", "\"attempts\":0", "\"last_status\":410");
        assertThat(deliveries.due(api.now, Optional.empty()).items()).hasSize(1);
        for (String none : List.of("evt_" + "0".repeat(32), "evt_1", "x")) {
            assertThat(api.post("merchant 1", path + "/deliveries/" + none + "/resend", "")
                            .getStatusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void deliveries_comeInPages_theNewestFirst() {
        String path = make("merchant 1");
        for (int i = 0; i < 5; i++) {
            api.now = api.now.plusSeconds(1);
            api.post("merchant 1", path + "/test", "");
        }
        List<Delivery> all =
                deliveries.of(only(MERCHANT).id(), PageRequest.first(10)).items();
        assertThat(all)
                .hasSize(5)
                .isSortedAccordingTo((one, other) ->
                        other.notice().at().compareTo(one.notice().at()));

        APIGatewayV2HTTPResponse first = api.get("merchant 1", path + "/deliveries?limit=3");
        APIGatewayV2HTTPResponse second =
                api.get("merchant 1", path + "/deliveries?limit=3&cursor=" + text(first, "next_cursor"));
        assertThat(first.getBody())
                .contains(
                        all.get(0).notice().id().text(),
                        all.get(2).notice().id().text());
        assertThat(second.getBody())
                .contains(
                        all.get(3).notice().id().text(),
                        all.get(4).notice().id().text())
                .contains("\"next_cursor\":null");
    }

    @Test
    void enrollment_isToldInItsTransaction_toWhoeverWantsIt() {
        make("merchant 1");
        Endpoint ofMerchant = only(MERCHANT);
        assertThat(api.post("affiliate 9", "/v1/enrollments", "{\"program_id\":\"prg_0000000000001\"}")
                        .getStatusCode())
                .isEqualTo(201);
        make("affiliate 9");
        Endpoint ofAffiliate = only(new Tenant.OfAffiliate(new AffiliateId(9)));
        make("merchant 2");
        api.now = api.now.plusSeconds(1);
        String enrollment = "/v1/enrollments/prg_0000000000001/aff_0000000000009";
        assertThat(api.post("merchant 1", enrollment + "/approve", "{}").getStatusCode())
                .isEqualTo(200);
        assertThat(api.post("merchant 1", enrollment + "/approve", "{}").getStatusCode())
                .isEqualTo(409);
        api.post("merchant 1", enrollment + "/pause", "{}");
        api.now = api.now.plusSeconds(1);
        assertThat(api.post("merchant 1", enrollment + "/resume", "{}").getStatusCode())
                .isEqualTo(200);

        assertThat(told(ofMerchant)).containsExactly("enrollment.approved", "enrollment.applied");
        assertThat(told(ofAffiliate)).containsExactly("enrollment.approved");
        assertThat(deliveries.due(api.now, Optional.empty()).items()).hasSize(3);
        assertThat(api.count("H#")).isEqualTo(3);
    }

    @Test
    void changedMethod_isToldToItsAffiliateAlone_andNotWhere() {
        make("affiliate 1");
        make("merchant 1");
        String put = "{\"rail\":\"csv\",\"reference\":\"Anna at the counter\"}";
        assertThat(api.call("affiliate 1", "PUT", "/v1/payout_method", put).getStatusCode())
                .isEqualTo(200);
        assertThat(api.call("affiliate 1", "PUT", "/v1/payout_method", put).getStatusCode())
                .isEqualTo(200);

        Endpoint endpoint = only(new Tenant.OfAffiliate(new AffiliateId(1)));
        assertThat(told(endpoint)).containsExactly("payout_method.changed");
        assertThat(told(only(MERCHANT))).isEmpty();
        assertThat(deliveries.of(endpoint.id(), PageRequest.first(1)).items().toString())
                .doesNotContain("Anna");
    }

    private List<String> told(Endpoint endpoint) {
        return deliveries.of(endpoint.id(), PageRequest.first(10)).items().stream()
                .map(delivery -> delivery.notice().type().text())
                .toList();
    }
}
