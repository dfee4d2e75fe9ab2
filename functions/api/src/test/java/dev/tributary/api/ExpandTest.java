package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.program.Coupon;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoCoupons;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What `expand` shows to whom: what its own path shows to the same caller, and null where that is nothing.
///
/// Affiliate 1 (Anna) is in programs 1 and 2, affiliate 2 in program 1 and gone, affiliate 3 (Carl) in program 3 of
/// merchant 2 alone; affiliate 4 (Dora) was made by merchant 1 and is in no program. Merchant 9 is an agency of
/// merchant 1 for program 1.
class ExpandTest {
    private static final String PROGRAM = "prg_0000000000001";
    private static final String ANNA = "aff_0000000000001";
    private static final WriteApi API = new WriteApi();
    /// Affiliate 1's sale A-1 is credited by it.
    private static final Click RECORDED = Sales.click(1, 1, Sales.CLICK, "spring", "שלום");
    private static final String RUN = fill();

    private static String fill() {
        affiliate(1, "Anna", Optional.empty());
        affiliate(3, "Carl", Optional.empty());
        affiliate(4, "Dora", Optional.of(new MerchantId(1)));
        // Orders name links by the numbers of `Sales`: Anna's is there, affiliate 2's is Carl's in program 3.
        API.stored.link(1 - 1_000, "clicked", 1, 1);
        API.stored.link(2 - 1_000, "foreign", 3, 3);
        // Anna's in a program that she is not in.
        API.stored.link(55, "elsewhere", 3, 1);
        Sales sales = new Sales(API.stored);
        sales.byClick(1, RECORDED, "A-1", Sales.CLICK.plusSeconds(600), "126.00");
        sales.record(RECORDED);
        sales.byClick(1, 2, "A-2", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byCoupon(1, "A-3", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byNobody(1, "A-4", Sales.CLICK.plusSeconds(600), "100.00");
        sales.byClick(3, 3, "B-1", Sales.CLICK.plusSeconds(600), "100.00");
        for (long owner = 1; owner <= 4; owner++) {
            new DynamoCoupons(API.stored.table)
                    .create(new Coupon(
                            new ProgramId(1),
                            new CouponCode("OF" + owner),
                            new AffiliateId(owner),
                            Optional.empty(),
                            true));
        }
        String commission = ok("affiliate 1", "/v1/commissions?order_id=A-1")
                .at("/data/0/id")
                .asText();
        made(
                "affiliate 1",
                "/v1/disputes",
                DisputesTest.WRONG.replace("\"text\"", "\"commission_id\":\"" + commission + "\",\"text\""));
        made("affiliate 1", "/v1/disputes", DisputesTest.MISSING.replace("A-3", "A-4"));
        String thread = "{\"program_id\":\"" + PROGRAM + "\",%s\"subject\":\"Banners\",\"text\":\"Which size?\"}";
        made("merchant 1", "/v1/threads", thread.formatted("\"affiliate_id\":\"" + ANNA + "\","));
        made("merchant 1", "/v1/threads", thread.formatted(""));
        String run = new PlannedRuns(API).submitted().place().run().toString();
        People people = new People(API);
        people.invite("merchant 1", "vera", "viewer");
        people.invite("merchant 9", "ada", "owner");
        people.signIn("vera");
        people.signIn("ada");
        String grant = "{\"role\":\"finance\",\"program_ids\":[\"" + PROGRAM + "\"]}";
        API.call("merchant 1", "PUT", "/v1/agency_grants/mer_0000000000009", grant);
        API.post("ada", "/v1/agency_grants/received/mer_0000000000001/accept", "{}");
        return run;
    }

    private static void affiliate(long id, String name, Optional<MerchantId> maker) {
        new DynamoAffiliates(API.stored.table)
                .create(new Affiliate(new AffiliateId(id), name, ApiFixture.NOW, Optional.empty(), maker, List.of()));
    }

    private static void made(String who, String path, String body) {
        APIGatewayV2HTTPResponse answer = API.post(who, path, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(201);
    }

    private static APIGatewayV2HTTPResponse get(String who, String target) {
        return who.equals("ada")
                ? API.call(who, "GET", target, "", "tributary-tenant", "mer_0000000000001")
                : API.get(who, target);
    }

    private static JsonNode ok(String who, String target) {
        APIGatewayV2HTTPResponse answer = get(who, target);
        assertThat(answer.getStatusCode())
                .as("%s %s: %s", who, target, answer.getBody())
                .isEqualTo(200);
        return Json.tree(answer.getBody());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # target                                                             | code
        /v1/commissions?expand=                                              | unknown_expansion
        /v1/commissions?expand=run                                           | unknown_expansion
        /v1/commissions?expand=merchant                                      | unknown_expansion
        /v1/commissions?expand=affiliate_id                                  | unknown_expansion
        /v1/commissions?expand=Affiliate                                     | unknown_expansion
        /v1/commissions?expand=affiliate,%20link                             | unknown_expansion
        /v1/commissions?expand=affiliate,,link                               | unknown_expansion
        /v1/commissions?expand=affiliate,                                    | unknown_expansion
        /v1/commissions?expand=conversion.program                            | unknown_expansion
        /v1/commissions?expand=affiliate,link,affiliate                      | repeated
        /v1/commissions?expand=affiliate&expand=link                         | repeated
        /v1/commissions?expand=affiliate,click,conversion,link,program,click | too_many
        /v1/commissions/com_00000000000000000000000000?expand=commission     | unknown_expansion
        /v1/conversions?expand=conversion                                    | unknown_expansion
        /v1/conversions/cnv_00000000000000000000000000?expand=x              | unknown_expansion
        /v1/links?expand=link                                                | unknown_expansion
        /v1/links/lnk_000000000000b?expand=link                              | unknown_expansion
        /v1/programs/prg_0000000000001/links?expand=conversion               | unknown_expansion
        /v1/enrollments?expand=link                                          | unknown_expansion
        /v1/enrollments/prg_0000000000001/aff_0000000000001?expand=x         | unknown_expansion
        /v1/coupons?expand=coupon                                            | unknown_expansion
        /v1/coupons/prg_0000000000001/OF1?expand=run                         | unknown_expansion
        /v1/payouts?expand=program&run_id=run_00000000000000000000000001     | unknown_expansion
        /v1/payouts/pay_00000000000000000000000001?run_id=run_00000000000000000000000001&expand=x | unknown_expansion
        /v1/disputes?expand=conversion                                       | unknown_expansion
        /v1/disputes/dsp_0000000000001?expand=x                              | unknown_expansion
        /v1/threads?expand=commission                                        | unknown_expansion
        /v1/threads/thr_0000000000001?expand=x                               | unknown_expansion
        /v1/programs?expand=affiliate                                        | unknown
        /v1/affiliates/aff_0000000000001?expand=program                      | unknown
        /v1/payout_runs?program_id=prg_0000000000001&expand=program          | unknown
        """)
    void badExpand_isRefused(String target, String code) {
        for (String who : List.of("merchant 1", "vera")) {
            APIGatewayV2HTTPResponse answer = get(who, target);
            assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(400);
            assertThat(answer.getBody()).contains("\"field\":\"expand\",\"code\":\"" + code + "\"");
        }
    }

    @Test
    void refusal_saysWhatThePathTakes() {
        assertThat(get("merchant 1", "/v1/payouts?expand=link&run_id=" + RUN).getBody())
                .contains("takes here, parted by commas: affiliate, run");
    }

    @Test
    void nothingElse_takesIt() {
        String export = "{\"kind\":\"links\",\"filter\":{\"expand\":\"affiliate\"}}";
        APIGatewayV2HTTPResponse answer = API.post("merchant 1", "/v1/exports", export);
        assertThat(answer.getStatusCode()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"filter.expand\"");
        assertThat(API.patch("merchant 1", "/v1/links/lnk_000000000000b?expand=affiliate", "{\"enabled\":true}")
                        .getStatusCode())
                .isEqualTo(400);
    }

    /// For a merchant, one who only reads, two affiliates, an agency, and whoever is in no program: in lists and
    /// alone. Without what is expanded the answer is the plain one.
    @ParameterizedTest
    @EnumSource(Expansions.class)
    void expanded_isWhatItsOwnPathShows_orNull(Expansions of) {
        Set<Noun> shown = EnumSet.noneOf(Noun.class);
        for (String who :
                List.of("merchant 1", "vera", "ada", "affiliate 1", "affiliate 2", "merchant 9", "affiliate 9")) {
            for (String path : of.paths()) {
                String target =
                        path.replace("{program_id}", PROGRAM) + (of == Expansions.PAYOUTS ? "?run_id=" + RUN : "");
                if (!target.contains("{") && get(who, target).getStatusCode() == 200 && !path.endsWith("}")) {
                    JsonNode rows = checked(who, target, of, shown).path("data");
                    rows.forEach(row -> checked(who, single(of, row), of, shown));
                    assertThat(rows.isEmpty() || !who.endsWith("9")).as(who).isTrue();
                }
            }
        }
        assertThat(shown).isEqualTo(of.nouns());
    }

    private static String single(Expansions of, JsonNode row) {
        return of.paths()
                        .get(1)
                        .replace("{program_id}", row.path("program_id").asText())
                        .replace("{affiliate_id}", row.path("affiliate_id").asText())
                        .replace("{code}", row.path("code").asText())
                        .replaceAll("\\{[a-z]+_id}", row.path("id").asText())
                + (of == Expansions.PAYOUTS ? "?run_id=" + RUN : "");
    }

    private static JsonNode checked(String who, String target, Expansions of, Set<Noun> shown) {
        String all = of.nouns().stream().map(Noun::text).collect(Collectors.joining(","));
        JsonNode expanded = ok(who, target + (target.contains("?") ? "&" : "?") + "expand=" + all);
        JsonNode plain = expanded.deepCopy();
        strip(who, plain, of.nouns(), shown);
        assertThat(plain).as("%s %s", who, target).isEqualTo(ok(who, target));
        return expanded;
    }

    /// Takes away what stands beside ids, and holds it against its own path.
    private static void strip(String who, JsonNode node, Set<Noun> nouns, Set<Noun> shown) {
        if (node instanceof ObjectNode object) {
            for (Noun noun : nouns) {
                String id = noun.text() + "_id";
                assertThat(object.has(noun.text())).as("%s beside %s", noun, id).isEqualTo(object.has(id));
                if (object.has(id)) {
                    JsonNode beside = object.remove(noun.text());
                    assertThat(beside).as("%s %s", who, object.path(id)).isEqualTo(alone(who, noun, object.path(id)));
                    if (!beside.isNull()) {
                        shown.add(noun);
                    }
                }
            }
        }
        node.forEach(child -> strip(who, child, nouns, shown));
    }

    private static JsonNode alone(String who, Noun noun, JsonNode id) {
        if (id.isNull()) {
            return id;
        }
        if (noun.path().isEmpty()) {
            // Of all the clicks one has a record: whoever is shown its id is shown that.
            return id.asText().equals(RECORDED.clickId())
                    ? Json.tree(ClickRecordsTest.shown(RECORDED))
                    : Json.tree("null");
        }
        APIGatewayV2HTTPResponse answer = get(who, noun.path().get().replaceAll("\\{[a-z_]+}", id.asText()));
        assertThat(answer.getStatusCode()).isIn(200, 403, 404);
        return answer.getStatusCode() == 200 ? Json.tree(answer.getBody()) : Json.tree("null");
    }

    /// What is there and not to be seen, and what is not there, row by row.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | target                                              | where                                | what
        merchant 1  | /v1/coupons/prg_0000000000001/OF1?expand=affiliate  | /affiliate/name                      | Anna
        merchant 1  | /v1/coupons/prg_0000000000001/OF2?expand=affiliate  | /affiliate                           | null
        merchant 1  | /v1/coupons/prg_0000000000001/OF3?expand=affiliate  | /affiliate                           | null
        merchant 1  | /v1/coupons/prg_0000000000001/OF4?expand=affiliate  | /affiliate/name                      | Dora
        vera        | /v1/coupons/prg_0000000000001/OF4?expand=affiliate  | /affiliate/name                      | Dora
        ada         | /v1/coupons/prg_0000000000001/OF1?expand=affiliate  | /affiliate/name                      | Anna
        ada         | /v1/coupons/prg_0000000000001/OF4?expand=affiliate  | /affiliate                           | null
        merchant 1  | /v1/conversions?order_id=A-1&expand=link            | /data/0/shares/0/credit/link/code    | clicked
        merchant 1  | /v1/conversions?order_id=A-2&expand=link            | /data/0/shares/0/credit/link         | null
        merchant 1  | /v1/conversions?order_id=A-3&expand=link            | /data/0/shares/0/credit/link         | null
        merchant 1  | /v1/conversions?order_id=A-2&expand=affiliate       | /data/0/shares/0/affiliate           | null
        affiliate 2 | /v1/commissions?order_id=A-2&expand=link            | /data/0/explanation/credit/link      | null
        affiliate 1 | /v1/commissions?order_id=A-1&expand=conversion      | /data/0/conversion/receipts          | null
        affiliate 1 | /v1/commissions?order_id=A-1&expand=conversion      | /data/0/conversion/order_id          | A-1
        affiliate 1 | /v1/links/lnk_000000000001q?expand=program          | /program                             | null
        affiliate 1 | /v1/links/lnk_000000000001q?expand=affiliate        | /affiliate/name                      | Anna
        affiliate 1 | /v1/payouts?run_id=$run&expand=affiliate,run        | /data/0/run                          | null
        affiliate 1 | /v1/payouts?run_id=$run&expand=affiliate,run        | /data/0/affiliate/name               | Anna
        vera        | /v1/payouts?run_id=$run&expand=run                  | /data/0/run/state                    | applying
        ada         | /v1/payouts?run_id=$run&expand=run                  | /data/0/run/state                    | applying
        affiliate 1 | /v1/disputes?kind=wrong&expand=commission           | /data/0/commission/order_id          | A-1
        affiliate 1 | /v1/disputes?kind=missing&expand=commission         | /data/0/commission                   | null
        """)
    void target_isShownOrNull(String who, String target, String where, String what) {
        JsonNode there = ok(who, target.replace("$run", RUN)).at(where);
        assertThat(there.isMissingNode()).isFalse();
        assertThat(there.asText()).isEqualTo(what);
    }

    @Test
    void cursor_goesOnWithAnotherExpand_andWithNone() {
        for (String next : List.of("", "&expand=program", "&expand=affiliate,program")) {
            List<String> ids = new ArrayList<>();
            String target = "/v1/links?limit=1&expand=affiliate";
            Optional<String> cursor = Optional.empty();
            do {
                String more = cursor.map(text -> "&cursor=" + text).orElse("");
                JsonNode page = ok("merchant 1", target + more);
                page.path("data").forEach(row -> ids.add(row.path("id").asText()));
                cursor = Optional.of(page.path("next_cursor"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText);
                target = "/v1/links?limit=1" + next;
            } while (cursor.isPresent() && ids.size() < 10);
            assertThat(ids)
                    .containsExactlyElementsOf(
                            Json.texts(API.get("merchant 1", "/v1/links").getBody(), "id"));
        }
    }

    /// Versions are those of the thing that was asked for, and sentences are in the reader's language.
    @Test
    void headers_areThoseOfTheAnswerWithout() {
        String link = "/v1/links/lnk_000000000000b";
        assertThat(API.get("merchant 1", link + "?expand=affiliate,program").getHeaders())
                .isEqualTo(API.get("merchant 1", link).getHeaders())
                .containsEntry("etag", "\"1\"");
        APIGatewayV2HTTPResponse latvian = API.call(
                "affiliate 1", "GET", "/v1/disputes?kind=wrong&expand=commission", "", "accept-language", "lv");
        assertThat(latvian.getHeaders()).containsEntry("content-language", "lv");
        assertThat(Json.tree(latvian.getBody())
                        .at("/data/0/commission/explanation/sentence")
                        .asText())
                .contains("nosacījuma");
    }

    /// Whoever may call the one path may call the other: a session or key that reads, of either side.
    @Test
    void paths_needTheSamePermission() {
        Map<String, Permission> needed = API.handler().routes().stream()
                .filter(route -> route.method().equals("GET"))
                .collect(Collectors.toMap(
                        route -> route.path(), route -> route.target().permission()));
        for (Expansions of : Expansions.values()) {
            for (String path : of.paths()) {
                of.nouns().stream()
                        .flatMap(noun -> noun.path().stream())
                        .forEach(one -> assertThat(needed.get(one)).isEqualTo(needed.get(path)));
            }
        }
    }

    @Test
    void document_namesWhatEachPathTakes() {
        Set<String> paths = new HashSet<>();
        for (Expansions of : Expansions.values()) {
            for (String path : of.paths()) {
                paths.add("GET " + path);
                assertThat(Operation.expands(path))
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(
                                of.nouns().stream().map(Noun::text).toList());
            }
        }
        assertThat(Operation.all().stream()
                        .filter(one -> one.query().contains(Expansions.EXPAND))
                        .map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(paths);
    }

    @ParameterizedTest
    @CsvSource({"/v1/links/{link_id}, program", "/v1/coupons/{program_id}/{code}, affiliate"})
    void documentsExample_isAnAnswer(String path, String expanded) {
        JsonNode example = Operation.shown(path);
        assertThat(example.path(expanded).isObject()).isTrue();
        APIGatewayV2HTTPResponse answer = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("content-type", "application/json", "etag", "\"1\""))
                .withBody(example.toString())
                .build();
        assertThat(OpenApi.faults(path, answer)).isEmpty();
    }
}
