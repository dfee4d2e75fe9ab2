package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.program.EnrollmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Announcements of program 1, in which affiliates 1 and 2 are approved; in program 2 affiliate 1 is paused. It is
/// 2026-11-22T12:00:00Z or a little later.
class AnnouncementsTest {
    private static final String PATH = "/v1/announcements";
    private static final String GOOD =
            "{\"program_id\":\"prg_0000000000001\",\"title\":\"Sale\",\"text\":\"From Monday on.\\n\\tAll shoes.\"}";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | what             | instead                                          | status | says
        merchant 1  | "title":"Sale"   | "title":"a\\nb"                                  | 422    | "field":"title","code":"hidden_sign"
        merchant 1  | "title":"Sale"   | "title":""                                       | 422    | "field":"title","code":"malformed"
        merchant 1  | From Monday on.  | \\u202Eevil                                      | 422    | "field":"text","code":"hidden_sign"
        merchant 1  | From Monday on.  | a\\u200Bb                                        | 422    | "field":"text","code":"hidden_sign"
        merchant 1  | From Monday on.  | a\\rb                                            | 422    | "field":"text","code":"hidden_sign"
        merchant 1  | From Monday on.  | a\\u0007b                                        | 400    | control_character
        merchant 1  | "title":"Sale"   | "title":"Sale","html":"x"                        | 422    | "field":"html","code":"unknown_field"
        merchant 1  | "title":"Sale"   | "title":"Sale","published_at":"2026-11-01T00:00:00Z" | 422 | "field":"published_at","code":"in_the_past"
        merchant 1  | "title":"Sale"   | "title":"Sale","published_at":"2028-11-01T00:00:00Z" | 422 | "field":"published_at","code":"too_far"
        merchant 1  | "title":"Sale"   | "title":"Sale","published_at":"2026-12-01T00:00:00"  | 422 | "field":"published_at","code":"no_zone"
        merchant 1  | "title":"Sale"   | "title":"Sale","expires_at":"2026-11-01T00:00:00Z"   | 422 | "field":"expires_at","code":"out_of_range"
        merchant 1  | "title":"Sale"   | "title":"Sale","groups":[" "]                    | 422    | "field":"groups[0]","code":"malformed"
        merchant 1  | "title":"Sale",  | ``                                               | 422    | "field":"title","code":"missing"
        merchant 1  | 0001"            | 0099"                                            | 404    | no such program
        merchant 2  | "title"          | "title"                                          | 404    | no such program
        affiliate 1 | "title"          | "title"                                          | 403    | merchant_only
        affiliate 3 | "title"          | "title"                                          | 404    | no such program
        """)
    void badCreation_leavesNothing(String who, String what, String instead, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(GOOD).contains(what);
        APIGatewayV2HTTPResponse answer = api.post(who, PATH, GOOD.replace(what, instead));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void text_isTenThousandCharactersAtMost_andComesBackAsItIs() {
        String script = "<script>alert(\\\"x\\\")</script> " + "ā".repeat(9_900);
        String path = make(GOOD.replace("From Monday on.", script));
        assertThat(Json.text(api.get("affiliate 1", path).getBody(), "text"))
                .startsWith("<script>alert(\"x\")</script> āā")
                .endsWith("ā\n\tAll shoes.");
        assertThat(api.get("affiliate 1", path).getHeaders()).containsEntry("content-type", "application/json");
        assertThat(api.post("merchant 1", PATH, GOOD.replace("From Monday on.", "a".repeat(9_990)))
                        .getBody())
                .contains("\"field\":\"text\",\"code\":\"too_long\"");
    }

    @Test
    void scheduled_isSeenFromItsTimeToItsEnd() {
        String path = make(GOOD.replace(
                "\"title\"",
                "\"published_at\":\"2026-12-01T00:00:00Z\",\"expires_at\":\"2026-12-02T00:00:00Z\",\"title\""));
        seen(path, "scheduled", false);
        api.now = Instant.parse("2026-12-01T00:00:00Z");
        seen(path, "published", true);
        api.now = Instant.parse("2026-12-02T00:00:00Z");
        seen(path, "expired", false);
        assertThat(listed("merchant 1", "?state=expired")).hasSize(1);
        assertThat(listed("merchant 1", "?state=scheduled")).isEmpty();
    }

    private void seen(String path, String state, boolean byAffiliate) {
        assertThat(api.get("merchant 1", path).getBody()).contains("\"state\":\"" + state + "\"", "\"read_at\":null");
        assertThat(api.get("affiliate 1", path).getStatusCode()).isEqualTo(byAffiliate ? 200 : 404);
        assertThat(listed("affiliate 1", "")).hasSize(byAffiliate ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, true",
        "PAUSED, true",
        "APPLIED, false",
        "INVITED, false",
        "REJECTED, false",
        "ENDED, false",
        "BANNED, false"
    })
    void whoIsWithTheProgram_seesIt(EnrollmentState state, boolean sees) {
        String path = make(GOOD);
        api.stored.enroll(1, 9, state);
        assertThat(listed("affiliate 9", "").size()).isEqualTo(sees ? 1 : 0);
        assertThat(api.get("affiliate 9", path).getStatusCode()).isEqualTo(sees ? 200 : 404);
        assertThat(read("affiliate 9", path).getStatusCode()).isEqualTo(sees ? 200 : 404);
    }

    @Test
    void groups_andOtherTenants_seeTheirOwn_andNothingElse() {
        String all = make(GOOD);
        String gold = make(GOOD.replace("\"title\"", "\"groups\":[\"gold\"],\"title\""));
        api.patch("merchant 1", "/v1/enrollments/prg_0000000000001/aff_0000000000001", "{\"group\":\"gold\"}");
        assertThat(listed("affiliate 1", "")).hasSize(2);
        assertThat(listed("affiliate 2", "")).containsExactly(id(all));
        assertThat(listed("affiliate 3", "")).isEmpty();
        assertThat(listed("merchant 2", "")).isEmpty();
        String unknown = api.get("affiliate 2", PATH + "/ann_0000000000099").getBody();
        assertThat(api.get("affiliate 2", gold).getBody()).isEqualTo(unknown);
        assertThat(read("affiliate 2", gold).getBody()).isEqualTo(unknown);
        for (String who : List.of("merchant 2", "affiliate 3", "affiliate 9")) {
            assertThat(api.get(who, all).getBody()).isEqualTo(unknown);
            assertThat(api.patch(who, all, "{\"title\":\"Mine\"}").getBody()).isEqualTo(unknown);
        }
        assertThat(api.patch("affiliate 1", all, "{\"title\":\"Mine\"}").getBody())
                .contains("merchant_only");
    }

    @Test
    void read_isEachAffiliatesOwn_andIsOnce() {
        String one = make(GOOD);
        String other = make(GOOD);
        assertThat(listed("affiliate 1", "?unread=true")).hasSize(2);
        assertThat(read("merchant 1", one).getBody()).contains("affiliate_only");
        long traced = api.count("U#");
        APIGatewayV2HTTPResponse first = read("affiliate 1", one);
        api.now = api.now.plusSeconds(60);
        assertThat(read("affiliate 1", one).getBody()).isEqualTo(first.getBody());
        assertThat(Json.text(first.getBody(), "read_at")).isEqualTo(ApiFixture.NOW.toString());
        assertThat(listed("affiliate 1", "?unread=true")).containsExactly(id(other));
        assertThat(listed("affiliate 1", "?unread=false")).containsExactly(id(one));
        assertThat(listed("affiliate 2", "?unread=true")).hasSize(2);
        assertThat(api.get("affiliate 1", one).getBody()).contains("\"read_at\":\"");
        // A reader's mark is nobody else's: no version, no trace.
        assertThat(api.get("affiliate 1", one).getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(api.count("U#")).isEqualTo(traced);
        assertThat(api.get("merchant 1", PATH + "?unread=true").getBody()).contains("\"code\":\"unknown\"");
    }

    @Test
    void published_keepsItsWords_andItsEndMoves() {
        String path = make(GOOD);
        for (String body : List.of("{\"title\":\"X\"}", "{\"text\":\"X\"}", "{\"groups\":[\"vip\"]}")) {
            assertThat(api.patch("merchant 1", path, body).getBody()).as(body).contains("\"code\":\"published\"");
        }
        assertThat(api.patch("merchant 1", path, "{\"expires_at\":\"2026-11-30T00:00:00Z\"}", "if-match", "\"4\"")
                        .getStatusCode())
                .isEqualTo(412);
        api.now = api.now.plus(Duration.ofHours(1));
        // Taken back: it ends now.
        APIGatewayV2HTTPResponse ended =
                api.patch("merchant 1", path, "{\"expires_at\":\"%s\"}".formatted(api.now), "if-match", "\"1\"");
        assertThat(ended.getBody()).contains("\"state\":\"expired\"");
        assertThat(api.get("affiliate 1", path).getStatusCode()).isEqualTo(404);
        assertThat(api.patch("merchant 1", path, "{\"expires_at\":null}").getBody())
                .contains("\"state\":\"published\"");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody())
                .contains("announcement.create", "announcement.change", "\"fields\":[\"expires_at\"]");
    }

    @Test
    void scheduled_thatEndsByNow_isCalledOff_andNeverSeen() {
        String path = make(GOOD.replace("\"title\"", "\"published_at\":\"2026-12-01T00:00:00Z\",\"title\""));
        String byNow = "{\"expires_at\":\"" + api.now + "\"}";
        String stillAhead = byNow.replace("{", "{\"published_at\":\"2026-12-01T00:00:00Z\",");
        assertThat(api.patch("merchant 1", path, stillAhead).getStatusCode()).isEqualTo(422);
        seen(path, "scheduled", false);

        assertThat(api.patch("merchant 1", path, byNow).getBody()).contains("\"state\":\"expired\"");
        seen(path, "expired", false);
        api.now = Instant.parse("2026-12-01T00:00:01Z");
        seen(path, "expired", false);
    }

    @Test
    void scheduled_isChangedAsAWhole() {
        String path = make(GOOD.replace("\"title\"", "\"published_at\":\"2026-12-01T00:00:00Z\",\"title\""));
        assertThat(api.patch("merchant 1", path, "{\"title\":null}").getStatusCode())
                .isEqualTo(422);
        assertThat(api.patch("merchant 1", path, "{\"expires_at\":\"2026-11-30T00:00:00Z\"}")
                        .getBody())
                .contains("\"field\":\"expires_at\",\"code\":\"out_of_range\"");
        APIGatewayV2HTTPResponse changed = api.patch(
                "merchant 1",
                path,
                "{\"title\":\"New\",\"published_at\":\"2026-12-05T00:00:00Z\",\"expires_at\":\"2026-12-06T00:00:00Z\"}");
        assertThat(changed.getBody()).contains("\"title\":\"New\"", "2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
    }

    @Test
    void pages_showEachOnce_thatWasPublishedLastFirst() {
        List<String> made = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            api.now = api.now.plusSeconds(1);
            made.addFirst(id(make(GOOD)));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            String body = api.get("affiliate 1", PATH + "?program_id=prg_0000000000001&limit=2" + next)
                    .getBody();
            seen.addAll(Json.texts(body, "id"));
            next = Json.nextCursor(body).map(cursor -> "&cursor=" + cursor).orElse("");
        }
        assertThat(seen).isEqualTo(made);
        assertThat(next).isEmpty();
    }

    @Test
    void repeatedCall_makesOne_evenWhenItsRecordIsGone() {
        APIGatewayV2HTTPResponse first = api.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1");
        assertThat(api.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1").getBody())
                .isEqualTo(first.getBody());
        api.now = api.now.plusSeconds(100_000);
        assertThat(api.post("merchant 1", PATH, GOOD, "idempotency-key", "k-1").getBody())
                .isEqualTo(first.getBody());
        assertThat(api.count("Y#")).isEqualTo(1);
    }

    private APIGatewayV2HTTPResponse read(String who, String path) {
        return api.post(who, path + "/read", "{}");
    }

    private List<String> listed(String who, String query) {
        return Json.texts(api.get(who, PATH + query).getBody(), "id");
    }

    private String make(String body) {
        APIGatewayV2HTTPResponse made = api.post("merchant 1", PATH, body);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return String.valueOf(made.getHeaders().get("location"));
    }

    private static String id(String path) {
        return path.substring(PATH.length() + 1);
    }
}
