package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A bounty of 80.00 for a video, until 2026-12-31 in Riga: what affiliates 1 and 2 submit, and its review.
class SubmissionsTest {
    private static final String VIDEO = "{\"id\":\"video\",\"amount\":{\"amount\":\"80.00\",\"currency\":\"EUR\"},"
            + "\"bounty\":{\"title\":\"A video\",\"last\":\"2026-12-31\"}}";
    private static final String SUBMISSIONS = "/v1/submissions";

    private final WriteApi api = new WriteApi();
    private String program = "";

    @BeforeEach
    void program() {
        String location = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"N\",\"currency\":\"EUR\",\"time_zone\":\"Europe/Riga\",\"landing_domains\":[\"n.example\"]}")
                .getHeaders()
                .get("location"));
        program = location.substring("/v1/programs/".length());
        publish(
                VIDEO,
                VIDEO.replace("\"video\"", "\"vip\"").replace("\"amount\":{", "\"groups\":[\"vip\"],\"amount\":{"));
        for (int id = 1; id <= 3; id++) {
            new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(id), "A" + id, api.now));
        }
        enroll(1, "approved");
        enroll(2, "approved");
        enroll(3, "invited");
    }

    @Test
    void accepted_givesTheBountyOnce_inTheSameTransaction() {
        String id = submit(1, "https://video.example/1");
        String other = submit(1, "https://video.example/2");
        api.queueDown = true;
        APIGatewayV2HTTPResponse accepted = api.post("merchant 1", SUBMISSIONS + "/" + id + "/accept", "{}");
        assertThat(accepted.getStatusCode()).as(accepted.getBody()).isEqualTo(200);
        assertThat(accepted.getBody()).contains("\"state\":\"accepted\"", "\"award_id\":\"adj_");
        // Nothing could be sent; the sweep finds what is recorded.
        assertThat(api.count("J#")).isEqualTo(1);
        api.queueDown = false;

        assertThat(api.post("merchant 1", SUBMISSIONS + "/" + id + "/accept", "{}")
                        .getBody())
                .contains("illegal_state");
        assertThat(api.post("merchant 1", SUBMISSIONS + "/" + other + "/accept", "{}")
                        .getBody())
                .contains("already_given");
        assertThat(submission(1, "https://video.example/3").getBody()).contains("already_given");
        assertThat(api.count("J#")).isEqualTo(1);
        // It may still be declined, and another affiliate has its own.
        assertThat(reject(other, "One is enough.").getStatusCode()).isEqualTo(200);
        api.post("merchant 1", SUBMISSIONS + "/" + submit(2, "https://video.example/4") + "/accept", "{}");
        assertThat(api.count("J#")).isEqualTo(2);

        Adjustment award = api.sent.getFirst();
        Award given = award.award().orElseThrow();
        assertThat(given.ground()).isEqualTo(Award.Ground.BOUNTY);
        assertThat(given.day()).isEqualTo(LocalDate.of(2026, 12, 24));
        assertThat(award.author()).startsWith("key_");
        assertThat(api.get("affiliate 2", "/v1/bonus_awards/" + award.id()).getBody())
                .contains("Bounty \\\"video\\\": 80.00 EUR for \\\"A video\\\", under version 1 of the terms.");
    }

    @Test
    void repeatedCall_withItsKey_givesTheSameAnswer_andOneAward() {
        String id = submit(1, "https://video.example/1");
        String target = SUBMISSIONS + "/" + id + "/accept";
        APIGatewayV2HTTPResponse first = api.post("merchant 1", target, "{}", "idempotency-key", "k-1");
        APIGatewayV2HTTPResponse again = api.post("merchant 1", target, "{}", "idempotency-key", "k-1");
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(api.count("J#")).isEqualTo(1);
    }

    @Test
    void twoAcceptedAtOnce_giveOne() {
        List<String> ids = List.of(submit(1, "https://a.example"), submit(1, "https://b.example"));
        List<Integer> codes = IntStream.range(0, 4)
                .parallel()
                .mapToObj(at -> api.post("merchant 1", SUBMISSIONS + "/" + ids.get(at % 2) + "/accept", "{}")
                        .getStatusCode())
                .toList();
        assertThat(codes).containsOnlyOnce(200);
        assertThat(api.count("J#")).isEqualTo(1);
    }

    @Test
    void rejected_saysWhy_moves_noMoney_andAnotherMayBeSubmitted() {
        String id = submit(1, "https://video.example/1");
        assertThat(api.post("merchant 1", SUBMISSIONS + "/" + id + "/reject", "{}")
                        .getBody())
                .contains("\"field\":\"reason\",\"code\":\"missing\"");
        assertThat(reject(id, "No shoes in it.").getBody()).contains("\"state\":\"rejected\"");
        String seen = api.get("affiliate 1", SUBMISSIONS + "/" + id).getBody();
        assertThat(seen).contains("\"reason\":\"No shoes in it.\"", "\"reviewed_by\":null");
        assertThat(api.get("merchant 1", SUBMISSIONS + "/" + id).getBody()).contains("\"reviewed_by\":\"key_");
        assertThat(reject(id, "Again.").getBody()).contains("illegal_state");
        assertThat(api.post("merchant 1", SUBMISSIONS + "/" + id + "/accept", "{}")
                        .getBody())
                .contains("illegal_state");
        assertThat(api.count("J#")).isZero();

        api.post("merchant 1", SUBMISSIONS + "/" + submit(1, "https://video.example/2") + "/accept", "{}");
        assertThat(api.count("J#")).isEqualTo(1);
    }

    /// The version in force when it was submitted says what is given.
    @Test
    void termsThatChangeMeanwhile_doNotChangeWhatWasPromised() {
        String id = submit(1, "https://video.example/1");
        api.now = api.now.plusSeconds(1);
        publishAt("2026-11-29T23:00:00Z", VIDEO.replace("80.00", "10.00"));
        api.now = Instant.parse("2026-12-05T00:00:00Z");
        api.post("merchant 1", SUBMISSIONS + "/" + id + "/accept", "{}");
        assertThat(api.sent.getFirst().amount().toString()).isEqualTo("80.00 EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | bounty  | text | now                  | code
        affiliate 1 | video   | x    | 2026-12-31T21:59:59Z | 201
        affiliate 1 | video   | x    | 2026-12-31T22:00:00Z | closed
        affiliate 1 | vip     | x    | 2026-12-01T00:00:00Z | not_found
        affiliate 1 | none    | x    | 2026-12-01T00:00:00Z | not_found
        affiliate 1 | VIDEO!  | x    | 2026-12-01T00:00:00Z | malformed
        affiliate 1 | video   | ` `  | 2026-12-01T00:00:00Z | malformed
        affiliate 3 | video   | x    | 2026-12-01T00:00:00Z | illegal_state
        affiliate 9 | video   | x    | 2026-12-01T00:00:00Z | not_found
        merchant 1  | video   | x    | 2026-12-01T00:00:00Z | affiliate_only
        """)
    void whoMaySubmit_andUntilWhen(String who, String bounty, String text, Instant now, String code) {
        api.now = now;
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post(who, SUBMISSIONS, body(bounty, text));
        if (code.equals("201")) {
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        } else {
            assertThat(answer.getBody()).contains("\"code\":\"" + code + "\"");
            assertThat(api.items()).isEqualTo(before);
        }
    }

    @Test
    void foreigners_seeAndReviewNothing() {
        String id = submit(1, "https://video.example/1");
        for (String who : List.of("merchant 2", "affiliate 2", "affiliate 9")) {
            assertThat(api.get(who, SUBMISSIONS + "/" + id).getStatusCode()).isEqualTo(404);
            assertThat(api.post(who, SUBMISSIONS + "/" + id + "/accept", "{}").getStatusCode())
                    .isEqualTo(404);
        }
        assertThat(api.post("affiliate 1", SUBMISSIONS + "/" + id + "/accept", "{}")
                        .getStatusCode())
                .isEqualTo(403);
        String list = SUBMISSIONS + "?program_id=" + program;
        assertThat(api.get("affiliate 2", list).getBody()).startsWith("{\"data\":[]");
        assertThat(api.get("merchant 2", list).getStatusCode()).isEqualTo(404);
        assertThat(api.get("merchant 1", list).getBody()).contains(id);
        assertThat(api.count("J#")).isZero();
    }

    @Test
    void banned_isGivenNothing() {
        String id = submit(1, "https://video.example/1");
        api.post("merchant 1", "/v1/enrollments/" + program + "/aff_0000000000001/ban", "{\"reason\":\"Fraud\"}");
        assertThat(api.post("merchant 1", SUBMISSIONS + "/" + id + "/accept", "{}")
                        .getBody())
                .contains("illegal_state");
        assertThat(api.count("J#")).isZero();
    }

    private APIGatewayV2HTTPResponse submission(int affiliate, String text) {
        return api.post("affiliate " + affiliate, SUBMISSIONS, body("video", text));
    }

    private String submit(int affiliate, String text) {
        APIGatewayV2HTTPResponse answer = submission(affiliate, text);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        return answer.getBody().substring("{\"id\":\"".length(), "{\"id\":\"".length() + 17);
    }

    private APIGatewayV2HTTPResponse reject(String id, String reason) {
        return api.post("merchant 1", SUBMISSIONS + "/" + id + "/reject", "{\"reason\":\"" + reason + "\"}");
    }

    private String body(String bounty, String text) {
        return "{\"program_id\":\"" + program + "\",\"bonus_id\":\"" + bounty + "\",\"text\":\"" + text + "\"}";
    }

    private void enroll(int affiliate, String state) {
        assertThat(api.post(
                                "merchant 1",
                                "/v1/enrollments",
                                "{\"program_id\":\"" + program + "\",\"affiliate_id\":\"aff_000000000000" + affiliate
                                        + "\",\"state\":\"" + state + "\"}")
                        .getStatusCode())
                .isEqualTo(201);
    }

    private void publish(String... bonuses) {
        publishAt(api.now.toString(), bonuses);
    }

    private void publishAt(String from, String... bonuses) {
        String terms = "/v1/programs/" + program + "/terms";
        api.post(
                "merchant 1",
                terms,
                "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"10\"}}],\"bonuses\":[" + String.join(",", bonuses)
                        + "]}");
        APIGatewayV2HTTPResponse published =
                api.post("merchant 1", terms + "/draft/publish", "{\"effective_from\":\"" + from + "\"}");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
    }
}
