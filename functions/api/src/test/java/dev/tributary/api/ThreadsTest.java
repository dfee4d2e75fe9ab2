package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.program.EnrollmentState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Threads of program 1 between merchant 1 and affiliates 1 and 2, and of the merchant's own people.
class ThreadsTest {
    private static final String THREADS = "/v1/threads";
    private static final String OPEN =
            "{\"program_id\":\"prg_0000000000001\",\"subject\":\"Banners\",\"text\":\"Which size?\"}";
    private static final String TO_ANNA =
            OPEN.replace("\"subject\"", "\"affiliate_id\":\"aff_0000000000001\",\"subject\"");

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | what          | instead                                      | status | says
        affiliate 1 | Banners       | a\\u202Eb                                    | 422    | "field":"subject","code":"hidden_sign"
        affiliate 1 | Banners       | a\\nb                                        | 422    | "field":"subject","code":"hidden_sign"
        affiliate 1 | "text"            | "te\\nxt"                                    | 400    | control_character
        affiliate 1 | Which size?   | \\u2066x                                     | 422    | "field":"text","code":"hidden_sign"
        affiliate 1 | Which size?   | a\\u0000                                     | 400    | control_character
        affiliate 1 | Which size?   | \\ud800                                      | 400    | lone_surrogate
        affiliate 1 | Which size?   | ` `                                          | 422    | "field":"text","code":"malformed"
        affiliate 1 | "text"        | "html"                                       | 422    | "field":"text","code":"missing"
        affiliate 1 | "text"        | "owner":"Ilze","text"                        | 422    | "field":"owner","code":"unknown_field"
        affiliate 1 | "text"        | "about":{},"text"                            | 422    | "field":"about","code":"malformed"
        affiliate 1 | "text"        | "about":{"order_id":"A-1","run_id":"x"},"text" | 422  | "field":"about.run_id","code":"malformed"
        affiliate 1 | "text"        | "about":{"order_id":"A-99"},"text"           | 422    | "field":"about","code":"unknown_subject"
        affiliate 1 | "text"        | "affiliate_id":"aff_0000000000002","text"    | 404    | no such enrollment
        affiliate 1 | prg_0000000000001 | prg_0000000000003                        | 404    | no such program
        affiliate 3 | "text"        | "text"                                       | 404    | no such program
        merchant 2  | "text"        | "text"                                       | 404    | no such program
        merchant 1  | "text"        | "affiliate_id":"aff_0000000000009","text"    | 404    | no such enrollment
        merchant 1  | "text"        | "owner":"Ilze","text"                        | 422    | "field":"owner","code":"malformed"
        merchant 1  | "text"        | "owner":"ilze@people.example","text"         | 422    | "field":"owner","code":"unknown"
        merchant 1  | "text"        | "owner":"per_00000000000000000000000000000000","text" | 422 | "field":"owner","code":"unknown"
        """)
    void badOpening_leavesNothing(String who, String what, String instead, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(OPEN).contains(what);
        APIGatewayV2HTTPResponse answer = api.post(who, THREADS, OPEN.replace(what, instead));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void turn_goesToWhoeverIsAsked_andUnreadIsCountedPerSide() {
        String path = open("affiliate 1", OPEN);
        shows("merchant 1", path, "open", 1, 1);
        shows("affiliate 1", path, "open", 1, 0);
        reply("merchant 1", path, "300 by 250.");
        reply("merchant 1", path, "Or 728 by 90.");
        shows("affiliate 1", path, "waiting", 3, 2);
        shows("merchant 1", path, "waiting", 3, 1);

        assertThat(read("affiliate 1", path, 2).getBody()).contains("\"unread\":1");
        // Nothing becomes unread again, and what came since is unread.
        assertThat(read("affiliate 1", path, 1).getBody()).contains("\"unread\":1");
        reply("affiliate 1", path, "Thanks.");
        shows("affiliate 1", path, "open", 4, 1);
        shows("merchant 1", path, "open", 4, 2);
        assertThat(read("merchant 1", path, 4).getBody()).contains("\"unread\":0");
        assertThat(ids("merchant 1", "?unread=true")).isEmpty();
        assertThat(ids("affiliate 1", "?unread=true")).hasSize(1);
        assertThat(read("affiliate 1", path, 5).getBody()).contains("\"field\":\"up_to\",\"code\":\"out_of_range\"");
        assertThat(api.post("affiliate 1", path + "/read", "{}").getBody()).contains("\"code\":\"missing\"");
        // Reading leaves the thread's version, so nobody's If-Match goes stale by it.
        assertThat(api.get("merchant 1", path).getHeaders()).containsEntry("etag", "\"4\"");
    }

    @Test
    void message_comesBackAsItWasWritten_andIsNeverChanged() {
        String path = open("affiliate 1", OPEN);
        String said = "<script>alert('x')</script>\\n\\t& \\\"quotes\\\" سلام\u200cدوست";
        APIGatewayV2HTTPResponse replied = reply("merchant 1", path, said);
        assertThat(replied.getHeaders())
                .containsEntry("location", path + "/messages?after=1")
                .containsEntry("content-type", "application/json");
        String messages = api.get("affiliate 1", path + "/messages?after=1").getBody();
        assertThat(Json.tree(messages).path("data").path(0).path("text").asText())
                .isEqualTo("<script>alert('x')</script>\n\t& \"quotes\" سلام\u200cدوست");
        assertThat(Json.tree(messages).path("data").size()).isEqualTo(1);
        for (String method : List.of("PATCH", "PUT", "DELETE")) {
            assertThat(api.routes()).doesNotContain(method + " /v1/threads/{thread_id}/messages");
        }
    }

    @Test
    void text_isTenThousandCharactersAtMost() {
        String path = open("affiliate 1", OPEN);
        assertThat(reply("affiliate 1", path, "ا".repeat(10_000)).getStatusCode())
                .isEqualTo(201);
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(post("affiliate 1", path, "a".repeat(10_001)).getBody())
                .contains("\"field\":\"text\",\"code\":\"too_long\"");
        assertThat(post("affiliate 1", path, "a\\u200Db").getBody()).contains("hidden_sign");
        assertThat(api.post("affiliate 1", path + "/messages", "{\"text\":\"a\",\"state\":\"solved\"}")
                        .getBody())
                .contains("\"field\":\"state\",\"code\":\"unknown_field\"");
        assertThat(api.post("affiliate 1", path + "/messages", "{\"text\":\"a\"}", "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void repliesAtOnce_allStand() {
        String path = open("affiliate 1", OPEN);
        List<Integer> codes = IntStream.range(0, 4)
                .parallel()
                .mapToObj(at -> post(at % 2 == 0 ? "affiliate 1" : "merchant 1", path, "Reply " + at)
                        .getStatusCode())
                .toList();
        assertThat(codes).containsOnly(201);
        List<String> texts =
                Json.texts(api.get("merchant 1", path + "/messages").getBody(), "text");
        assertThat(texts).containsExactlyInAnyOrder("Which size?", "Reply 0", "Reply 1", "Reply 2", "Reply 3");
        shows("merchant 1", path, null, 5, 3);
        shows("affiliate 1", path, null, 5, 2);
    }

    @Test
    void repeatedReply_isOneMessage() {
        String path = open("affiliate 1", OPEN);
        APIGatewayV2HTTPResponse first =
                api.post("merchant 1", path + "/messages", "{\"text\":\"Yes.\"}", "idempotency-key", "k-1");
        APIGatewayV2HTTPResponse again =
                api.post("merchant 1", path + "/messages", "{\"text\":\"Yes.\"}", "idempotency-key", "k-1");
        assertThat(again.getBody()).isEqualTo(first.getBody());
        shows("merchant 1", path, "waiting", 2, 1);
        assertThat(api.post("merchant 1", path + "/messages", "{\"text\":\"No.\"}", "idempotency-key", "k-1")
                        .getStatusCode())
                .isEqualTo(422);
    }

    @Test
    void repeatedOpening_isOneThread_evenWhenItsRecordIsGone() {
        APIGatewayV2HTTPResponse first = api.post("affiliate 1", THREADS, OPEN, "idempotency-key", "k-1");
        api.now = api.now.plusSeconds(100_000);
        APIGatewayV2HTTPResponse again = api.post("affiliate 1", THREADS, OPEN, "idempotency-key", "k-1");
        assertThat(again.getBody()).isEqualTo(first.getBody());
        api.now = api.now.plusSeconds(100_000);
        assertThat(api.post("affiliate 1", THREADS, OPEN.replace("size", "colour"), "idempotency-key", "k-1")
                        .getBody())
                .contains("idempotency_key_reused");
        assertThat(ids("affiliate 1", "")).hasSize(1);
    }

    @Test
    void foreign_looksLikeNothing() {
        String path = open("merchant 1", TO_ANNA);
        String own = open("merchant 1", OPEN);
        String unknown = api.get("affiliate 2", THREADS + "/thr_0000000000099").getBody();
        Map<String, Map<String, AttributeValue>> before = api.items();
        for (String who : List.of("affiliate 2", "affiliate 9", "merchant 2")) {
            for (String of : List.of(path, own)) {
                assertThat(api.get(who, of).getBody()).isEqualTo(unknown);
                assertThat(api.get(who, of + "/messages").getBody()).isEqualTo(unknown);
                assertThat(post(who, of, "Hello").getBody()).isEqualTo(unknown);
                assertThat(api.patch(who, of, "{\"owner\":\"Me\"}").getBody()).isEqualTo(unknown);
                assertThat(api.post(who, of + "/close", "{}").getBody()).isEqualTo(unknown);
                assertThat(api.post(who, of + "/reopen", "{}").getBody()).isEqualTo(unknown);
                assertThat(read(who, of, 1).getBody()).isEqualTo(unknown);
            }
            assertThat(ids(who, "")).isEmpty();
        }
        // What the merchant's people say among themselves is not their affiliate's either.
        assertThat(api.get("affiliate 1", own).getBody()).isEqualTo(unknown);
        assertThat(ids("affiliate 1", "")).containsExactly(id(path));
        assertThat(api.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "APPLIED, true",
        "INVITED, true",
        "REJECTED, true",
        "APPROVED, true",
        "PAUSED, true",
        "ENDED, true",
        "BANNED, false"
    })
    void whoIsOut_mayStillAsk_andTheBannedReadOn(EnrollmentState state, boolean heard) {
        api.stored.enroll(1, 9, state);
        String path = open("merchant 1", TO_ANNA.replace("aff_0000000000001", "aff_0000000000009"));
        assertThat(ids("affiliate 9", "")).hasSize(1);
        assertThat(api.get("affiliate 9", path + "/messages").getBody()).contains("Which size?");
        assertThat(read("affiliate 9", path, 1).getStatusCode()).isEqualTo(200);
        int refused = 409;
        assertThat(post("affiliate 9", path, "Why?").getStatusCode()).isEqualTo(heard ? 201 : refused);
        assertThat(api.post("affiliate 9", path + "/close", "{}").getStatusCode())
                .isEqualTo(heard ? 200 : refused);
        assertThat(api.post("affiliate 9", THREADS, OPEN).getStatusCode()).isEqualTo(heard ? 201 : refused);
        assertThat(post("merchant 1", path, "Because.").getStatusCode()).isEqualTo(201);
    }

    @Test
    void request_hasAnOwnerAndAState_whichTheMerchantSets() {
        String path = open("affiliate 1", OPEN);
        assertThat(api.patch("affiliate 1", path, "{\"owner\":\"Me\"}").getBody())
                .contains("merchant_only");
        new People(api).invite("merchant 1", "ilze", "manager");
        new People(api).invite("merchant 1", "juris", "manager");
        String ilze = MembersTest.id("ilze");
        APIGatewayV2HTTPResponse taken = api.patch(
                "merchant 1", path, "{\"owner\":\"ILZE@people.example\",\"state\":\"waiting\"}", "if-match", "\"1\"");
        assertThat(taken.getBody()).contains("\"owner\":\"" + ilze + "\"", "\"state\":\"waiting\"");
        assertThat(api.patch("merchant 1", path, "{\"owner\":\"juris@people.example\"}", "if-match", "\"1\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.patch("merchant 1", path, "{\"state\":\"lost\"}").getStatusCode())
                .isEqualTo(422);
        assertThat(api.patch("merchant 1", path, "{\"state\":null}").getStatusCode())
                .isEqualTo(422);
        assertThat(ids("merchant 1", "?owner=" + ilze + "&state=waiting")).containsExactly(id(path));
        assertThat(ids("merchant 1", "?owner=ilze@people.example")).containsExactly(id(path));
        assertThat(ids("merchant 1", "?owner=" + MembersTest.id("juris"))).isEmpty();
        assertThat(api.get("merchant 1", THREADS + "?owner=Ilze").getStatusCode())
                .isEqualTo(400);
        // Whoever writes with them is not told who it is.
        assertThat(ids("affiliate 1", "?owner=" + ilze)).isEmpty();
        assertThat(api.get("affiliate 1", path).getBody()).contains("\"owner\":null");
        assertThat(api.patch("merchant 1", path, "{\"owner\":\"" + MembersTest.id("kate") + "\"}")
                        .getBody())
                .contains("\"field\":\"owner\",\"code\":\"unknown\"");
        assertThat(ids("merchant 1", "?state=solved")).isEmpty();
        assertThat(api.patch("merchant 1", path, "{\"owner\":null}").getBody()).contains("\"owner\":null");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody())
                .contains("thread.open", "thread.change", "\"fields\":[\"owner\",\"state\"]")
                .doesNotContain("ilze@", "Which size?");
    }

    @Test
    void solved_isOpenedAgainByWhoeverSpeaks() {
        String path = open("affiliate 1", OPEN);
        assertThat(api.post("affiliate 1", path + "/close", "{}", "if-match", "\"9\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.post("affiliate 1", path + "/close", "{}", "if-match", "\"1\"")
                        .getBody())
                .contains("\"state\":\"solved\"");
        assertThat(api.post("merchant 1", path + "/close", "{}").getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(api.post("merchant 1", path + "/reopen", "{}").getBody()).contains("\"state\":\"open\"");
        api.post("merchant 1", path + "/close", "{}");
        reply("affiliate 1", path, "One more thing.");
        shows("affiliate 1", path, "open", 2, 0);
        // The merchant may answer and be done at once.
        assertThat(api.post("merchant 1", path + "/messages", "{\"text\":\"Done.\",\"state\":\"solved\"}")
                        .getStatusCode())
                .isEqualTo(201);
        shows("affiliate 1", path, "solved", 3, 1);
    }

    @Test
    void merchantsOwn_staysItsTurn() {
        new People(api).invite("merchant 1", "ilze", "manager");
        String ilze = MembersTest.id("ilze");
        String path = open("merchant 1", OPEN.replace("\"subject\"", "\"owner\":\"" + ilze + "\",\"subject\""));
        assertThat(api.get("merchant 1", path).getBody())
                .contains("\"affiliate_id\":null", "\"owner\":\"" + ilze + "\"");
        reply("merchant 1", path, "I look after it.");
        shows("merchant 1", path, "open", 2, 0);
    }

    @Test
    void full_takesNoMore() {
        String path = open("affiliate 1", OPEN);
        Map<String, AttributeValue> head =
                new HashMap<>(Objects.requireNonNull(api.items().get("Y#" + ThreadId.of(id(path)) + " / -")));
        head.put("number", AttributeValue.fromN("19999"));
        api.stored
                .table
                .client()
                .putItem(put -> put.tableName(api.stored.table.name()).item(head));
        assertThat(post("affiliate 1", path, "The last one.").getStatusCode()).isEqualTo(201);
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(post("merchant 1", path, "One more.").getBody()).contains("thread_full");
        assertThat(api.items()).isEqualTo(before);
        assertThat(api.get("merchant 1", path + "/messages?after=19999").getBody())
                .contains("The last one.");
    }

    @Test
    void messages_comePageByPage_inTheirOrder() {
        String path = open("affiliate 1", OPEN);
        for (int at = 2; at <= 12; at++) {
            reply(at % 2 == 0 ? "merchant 1" : "affiliate 1", path, "M" + at);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            String body =
                    api.get("affiliate 1", path + "/messages?limit=5" + next).getBody();
            seen.addAll(Json.texts(body, "text"));
            next = Json.nextCursor(body).map(cursor -> "&cursor=" + cursor).orElse("");
        } while (!next.isEmpty());
        assertThat(seen).hasSize(12).startsWith("Which size?", "M2").endsWith("M11", "M12");
        assertThat(Json.texts(
                        api.get("affiliate 1", path + "/messages?after=10").getBody(), "text"))
                .containsExactly("M11", "M12");
        assertThat(api.get("affiliate 1", path + "/messages?after=12").getBody())
                .contains("\"data\":[]");
        assertThat(api.get("affiliate 1", path + "/messages?after=x").getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void lists_comePageByPage_theNewestFirst_onBothSides() {
        List<String> made = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            api.now = api.now.plusSeconds(1);
            made.addFirst(id(open(at % 2 == 0 ? "affiliate 1" : "merchant 1", TO_ANNA)));
        }
        // A reply moves nothing: who walks the pages misses none.
        reply("merchant 1", THREADS + "/" + made.getLast(), "Hello");
        for (String who : List.of("affiliate 1", "merchant 1")) {
            List<String> seen = new ArrayList<>();
            String next = "";
            do {
                String body = api.get(who, THREADS + "?program_id=prg_0000000000001&limit=2" + next)
                        .getBody();
                seen.addAll(Json.texts(body, "id"));
                next = Json.nextCursor(body).map(cursor -> "&cursor=" + cursor).orElse("");
            } while (!next.isEmpty());
            assertThat(seen).as(who).isEqualTo(made);
        }
        assertThat(ids("merchant 1", "?affiliate_id=aff_0000000000002")).isEmpty();
        assertThat(ids("merchant 1", "?affiliate_id=aff_0000000000001")).hasSize(5);
        assertThat(ids("affiliate 1", "?affiliate_id=aff_0000000000002")).isEmpty();
        assertThat(ids("affiliate 1", "?program_id=prg_0000000000002")).isEmpty();
    }

    @Test
    void about_isWhatBothSee() {
        Sales sales = new Sales(api.stored);
        sales.byClick(1, 1, "A-1", Sales.CLICK.plusSeconds(600), "126.00");
        sales.byClick(1, 2, "A-2", Sales.CLICK.plusSeconds(600), "126.00");
        sales.byNobody(1, "A-3", Sales.CLICK.plusSeconds(600), "50.00");
        String commission = commission("A-1");
        String ofOrder = about("affiliate 1", "{\"order_id\":\"A-1\"}", 201);
        assertThat(api.get("merchant 1", ofOrder).getBody()).contains("\"about\":{\"order_id\":\"A-1\"}");
        String both = "{\"order_id\":\"A-1\",\"commission_id\":\"" + commission + "\"}";
        assertThat(api.get("affiliate 1", about("merchant 1", both, 201)).getBody())
                .contains(both);
        about("merchant 1", "{\"order_id\":\"A-2\"}", 422);
        about("affiliate 1", "{\"order_id\":\"A-2\"}", 422);
        about("affiliate 1", "{\"order_id\":\"A-3\"}", 422);
        about("merchant 1", both.replace(commission, commission("A-2")), 422);
        about("merchant 1", "{\"order_id\":\"A-2\",\"commission_id\":\"" + commission("A-2") + "\"}", 422);
    }

    @Test
    void aboutAPayout_isOfOneThatTheAffiliateIsToldOf() {
        PlannedRuns planned = new PlannedRuns(api);
        RunId run = planned.planned();
        String unknown =
                "{\"run_id\":\"%s\",\"payout_id\":\"%s\"}".formatted(run, PayoutId.derive(run, new AffiliateId(1)));
        about("merchant 1", unknown, 422);
        Payout payout = planned.submitted();
        String known = "{\"run_id\":\"%s\",\"payout_id\":\"%s\"}"
                .formatted(payout.place().run(), payout.id());
        assertThat(api.get("affiliate 1", about("affiliate 1", known, 201)).getBody())
                .contains(known);
        assertThat(api.post("affiliate 2", THREADS, OPEN.replace("\"text\"", "\"about\":" + known + ",\"text\""))
                        .getBody())
                .contains("unknown_subject");
    }

    @Test
    void name_isThePersonsOfTheKey_andNoAddress() {
        String path = open("merchant 1", TO_ANNA);
        PlannedRuns people = new PlannedRuns(api);
        people.key("merchant 1", "ilze", "Ilze Kalniņa");
        people.key("merchant 1", "mail", "ilze@shop.example");
        reply("ilze", path, "It is me.");
        reply("mail", path, "And me.");
        reply("affiliate 1", path, "Hello.");
        String messages = api.get("affiliate 1", path + "/messages").getBody();
        assertThat(messages).doesNotContain("@", "key_", "mer_");
        assertThat(Json.tree(messages)
                        .path("data")
                        .valueStream()
                        .map(one -> one.path("from").asText() + " "
                                + one.path("name").asText()))
                .containsExactly("merchant null", "merchant Ilze Kalniņa", "merchant null", "affiliate null");
    }

    private String commission(String order) {
        return Json.texts(
                        api.get("merchant 1", "/v1/commissions?order_id=" + order)
                                .getBody(),
                        "id")
                .getFirst();
    }

    private String about(String who, String about, int status) {
        APIGatewayV2HTTPResponse answer =
                api.post(who, THREADS, TO_ANNA.replace("\"text\"", "\"about\":" + about + ",\"text\""));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.getBody()).contains("\"field\":\"about\",\"code\":\"unknown_subject\"");
        }
        return String.valueOf(answer.getHeaders().get("location"));
    }

    private void shows(String who, String path, @Nullable String state, int messages, int unread) {
        String body = api.get(who, path).getBody();
        assertThat(body).as(who).contains("\"messages\":" + messages + ",\"unread\":" + unread);
        if (state != null) {
            assertThat(Json.text(body, "state")).isEqualTo(state);
        }
    }

    private APIGatewayV2HTTPResponse reply(String who, String path, String text) {
        APIGatewayV2HTTPResponse answer = post(who, path, text);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
        return answer;
    }

    private APIGatewayV2HTTPResponse post(String who, String path, String text) {
        return api.post(who, path + "/messages", "{\"text\":\"" + text + "\"}");
    }

    private APIGatewayV2HTTPResponse read(String who, String path, int upTo) {
        return api.post(who, path + "/read", "{\"up_to\":" + upTo + "}");
    }

    private List<String> ids(String who, String query) {
        return Json.texts(api.get(who, THREADS + query).getBody(), "id");
    }

    private String open(String who, String body) {
        APIGatewayV2HTTPResponse made = api.post(who, THREADS, body);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return String.valueOf(made.getHeaders().get("location"));
    }

    private static String id(String path) {
        return path.substring(THREADS.length() + 1);
    }
}
