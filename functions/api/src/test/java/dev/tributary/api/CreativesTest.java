package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.program.EnrollmentState;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Creatives of program 1, in which affiliates 1 and 2 are approved; in program 2 affiliate 1 is paused.
class CreativesTest {
    private static final String CREATIVES = "/v1/creatives";
    private static final String HOSTS = "/v1/programs/prg_0000000000001/image_hosts";
    private static final String BANNER = """
        {"program_id":"prg_0000000000001","kind":"banner","title":"Spring",\
        "image":{"url":"https://cdn.example/a.png?w=1&h=2","width":300,"height":250,"alt":"Red \\"shoes\\" <b> & 'more'"},\
        "landing_url":"https://shop.example/spring?x=1&y=2","languages":["lv"],"groups":[]}\
        """;
    private static final String TEXT =
            "{\"program_id\":\"prg_0000000000001\",\"kind\":\"text\",\"title\":\"Shoes & <more>\"}";
    private static final String[] AT = {"host", "go.example"};
    private static final String LINK = "?link_id=lnk_000000000000b";

    private final WriteApi api = new WriteApi();

    @BeforeEach
    void hosts() {
        assertThat(api.call("merchant 1", "PUT", HOSTS, "{\"hosts\":[\"cdn.example\"]}")
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | what                    | instead                          | status | says
        merchant 1  | "kind":"banner"         | "kind":"html"                    | 422    | "field":"kind","code":"malformed"
        merchant 1  | "kind":"banner"         | "kind":"text"                    | 422    | "field":"image","code":"not_of_kind"
        merchant 1  | "title":"Spring"        | "title":" "                      | 422    | "field":"title","code":"malformed"
        merchant 1  | "title":"Spring"        | "title":"a\\u202Eb"              | 422    | "field":"title","code":"hidden_sign"
        merchant 1  | "title":"Spring"        | "title":"a\\nb"                  | 400    | control_character
        merchant 1  | "title":"Spring"        | "html":"<b>"                     | 422    | "field":"html","code":"unknown_field"
        merchant 1  | https://cdn.example     | http://cdn.example               | 422    | "field":"image.url","code":"malformed"
        merchant 1  | https://cdn.example     | https://u@cdn.example            | 422    | "field":"image.url","code":"malformed"
        merchant 1  | https://cdn.example     | javascript:alert(1)//cdn.example | 422    | "field":"image.url","code":"malformed"
        merchant 1  | https://cdn.example     | https://evil.example             | 422    | "field":"image.url","code":"other_host"
        merchant 1  | https://cdn.example     | https://a.cdn.example            | 422    | "field":"image.url","code":"other_host"
        merchant 1  | "width":300             | "width":0                        | 422    | "field":"image.width","code":"out_of_range"
        merchant 1  | "width":300             | "width":10001                    | 422    | "field":"image.width","code":"out_of_range"
        merchant 1  | "width":300,            | ``                               | 422    | "field":"image.width","code":"missing"
        merchant 1  | https://shop.example    | https://elsewhere.example        | 422    | "field":"landing_url","code":"other_domain"
        merchant 1  | ["lv"]                  | ["Latvian"]                      | 422    | "field":"languages[0]","code":"malformed"
        merchant 1  | "groups":[]             | "groups":[""]                    | 422    | "field":"groups[0]","code":"malformed"
        merchant 1  | "groups":[]             | "state":"gone"                   | 422    | "field":"state","code":"malformed"
        merchant 1  | prg_0000000000001       | prg_0000000000099                | 404    | no such program
        merchant 2  | "kind"                  | "kind"                           | 404    | no such program
        affiliate 1 | "kind"                  | "kind"                           | 403    | merchant_only
        affiliate 3 | "kind"                  | "kind"                           | 404    | no such program
        """)
    void badCreation_leavesNothing(String who, String what, String instead, int status, String says) {
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(BANNER).contains(what);
        APIGatewayV2HTTPResponse answer = api.post(who, CREATIVES, BANNER.replace(what, instead));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void banner_isOfferedWithASnippet_inWhichNoValueLeavesItsPlace() {
        String path = make(BANNER);
        APIGatewayV2HTTPResponse plain = api.get("affiliate 1", path);
        assertThat(plain.getBody())
                .contains("\"kind\":\"banner\"", "\"state\":\"active\"")
                .doesNotContain("snippet");
        APIGatewayV2HTTPResponse shown = api.call("affiliate 1", "GET", path + LINK, "", AT);
        assertThat(shown.getStatusCode()).as(shown.getBody()).isEqualTo(200);
        assertThat(Json.text(shown.getBody(), "snippet"))
                .isEqualTo(
                        "<a href=\"https://go.example/r/one?url=https%3A%2F%2Fshop.example%2Fspring%3Fx%3D1%26y%3D2\""
                                + " rel=\"sponsored\"><img src=\"https://cdn.example/a.png?w=1&amp;h=2\" width=\"300\""
                                + " height=\"250\" alt=\"Red &quot;shoes&quot; &lt;b&gt; &amp; &#39;more&#39;\"></a>");
        assertThat(Json.text(shown.getBody(), "disclosure")).startsWith("Advertisement:");
        assertThat(shown.getHeaders()).containsEntry("content-language", "en").containsEntry("etag", "\"1\"");
    }

    @Test
    void text_isItsTitle_andLeadsWhereTheLinkLeads() {
        String shown = api.call("affiliate 1", "GET", make(TEXT) + LINK, "", AT).getBody();
        assertThat(Json.text(shown, "snippet"))
                .isEqualTo("<a href=\"https://go.example/r/one\" rel=\"sponsored\">Shoes &amp; &lt;more&gt;</a>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lv-LV, en;q=0.5 | lv | Reklāma
        he              | he | פרסומת
        fa              | fa | تبلیغ
        de              | en | Advertisement
        """)
    void disclosure_isInTheReadersLanguage(String wanted, String language, String begins) {
        APIGatewayV2HTTPResponse shown =
                api.call("affiliate 1", "GET", make(TEXT) + LINK, "", "host", "go.example", "accept-language", wanted);
        assertThat(Json.text(shown.getBody(), "disclosure")).startsWith(begins);
        assertThat(shown.getHeaders()).containsEntry("content-language", language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # who       | link              | host          | status | says
        affiliate 1 | lnk_000000000000n | go.example    | 404    | no such link
        affiliate 1 | lnk_000000000000c | go.example    | 404    | no such link
        affiliate 1 | lnk_0000000000099 | go.example    | 404    | no such link
        affiliate 1 | one               | go.example    | 400    | malformed
        affiliate 1 | lnk_000000000000b | a"b.example   | 400    | malformed_host
        affiliate 1 | lnk_000000000000b | a b           | 400    | malformed_host
        affiliate 3 | lnk_0000000000011 | go.example    | 404    | no such creative
        merchant 2  | lnk_000000000000b | go.example    | 404    | no such creative
        merchant 1  | lnk_000000000000b | go.example:80 | 200    | https://go.example:80/r/one
        """)
    void snippet_isOfOnesOwnLinkInTheProgram(String who, String link, String host, int status, String says) {
        APIGatewayV2HTTPResponse answer = api.call(who, "GET", make(TEXT) + "?link_id=" + link, "", "host", host);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void link_isMadeForACreativeThatIsOffered_andForNoOther() {
        String one = make(TEXT);
        String other = make(TEXT.replace("Shoes", "Boots"));
        String vip = make(TEXT.replace("\"kind\"", "\"groups\":[\"vip\"],\"kind\""));
        String foreign =
                location(api.post("merchant 2", CREATIVES, TEXT.replace("prg_0000000000001", "prg_0000000000003")));
        String link = Json.text(link(id(one)).getBody(), "id");
        assertThat(api.call("affiliate 1", "GET", one + "?link_id=" + link, "", AT)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.call("affiliate 1", "GET", other + "?link_id=" + link, "", AT)
                        .getBody())
                .contains("other_creative");
        String unknown = link("crt_0000000000099").getBody();
        assertThat(unknown).contains("\"field\":\"creative_id\",\"code\":\"unknown_creative\"");
        assertThat(link(id(vip)).getBody()).isEqualTo(unknown);
        assertThat(link(id(foreign)).getBody()).isEqualTo(unknown);
        api.patch("merchant 1", other, "{\"state\":\"retired\"}");
        assertThat(link(id(other)).getBody()).isEqualTo(unknown);
    }

    @Test
    void landingThatLeftTheProgram_isLeftOutOfTheSnippet() {
        String path = make(TEXT.replace("\"kind\"", "\"landing_url\":\"https://shop.example/x\",\"kind\""));
        api.patch("merchant 1", "/v1/programs/prg_0000000000001", "{\"landing_domains\":[\"new.example\"]}");
        assertThat(Json.text(api.call("affiliate 1", "GET", path + LINK, "", AT).getBody(), "snippet"))
                .contains("/r/one\" rel");
    }

    @Test
    void offered_isTheActiveOfOnesGroups_whereOneIsApproved() {
        String all = make(TEXT);
        String gold = make(TEXT.replace("\"kind\"", "\"groups\":[\"gold\"],\"kind\""));
        String retired = make(TEXT.replace("\"kind\"", "\"state\":\"retired\",\"kind\""));
        String paused = make(TEXT.replace("prg_0000000000001", "prg_0000000000002"));
        api.patch("merchant 1", "/v1/enrollments/prg_0000000000001/aff_0000000000001", "{\"group\":\"gold\"}");

        assertThat(listed("merchant 1", "")).containsOnly(id(all), id(gold), id(retired), id(paused));
        assertThat(listed("merchant 1", "?state=retired")).containsOnly(id(retired));
        assertThat(listed("affiliate 1", "")).containsOnly(id(all), id(gold));
        assertThat(listed("affiliate 2", "")).containsOnly(id(all));
        assertThat(listed("affiliate 1", "?program_id=prg_0000000000002")).isEmpty();
        assertThat(listed("affiliate 3", "")).isEmpty();
        assertThat(listed("merchant 2", "")).isEmpty();
        String unknown =
                api.get("affiliate 2", CREATIVES + "/crt_0000000000099").getBody();
        for (String path : List.of(gold, retired, paused)) {
            assertThat(api.get("affiliate 2", path).getBody()).isEqualTo(unknown);
        }
        assertThat(api.get("affiliate 1", paused).getBody()).isEqualTo(unknown);
        assertThat(api.get("merchant 2", all).getBody()).isEqualTo(unknown);
        assertThat(api.patch("affiliate 1", all, "{\"title\":\"Mine\"}").getBody())
                .contains("merchant_only");
    }

    @ParameterizedTest
    @CsvSource({"APPLIED", "INVITED", "REJECTED", "PAUSED", "ENDED", "BANNED"})
    void whoIsNotApproved_isOfferedNothing(EnrollmentState state) {
        String path = make(TEXT);
        api.stored.enroll(1, 9, state);
        assertThat(listed("affiliate 9", "")).isEmpty();
        assertThat(api.get("affiliate 9", path).getStatusCode()).isEqualTo(404);
    }

    @Test
    void pages_showEachOnce_theNewestFirst() {
        TreeSet<String> made = new TreeSet<>();
        for (int at = 0; at < 5; at++) {
            api.now = api.now.plusSeconds(1);
            made.add(id(make(TEXT)));
        }
        String newest = "";
        TreeSet<String> seen = new TreeSet<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            String body = api.get("affiliate 1", CREATIVES + "?program_id=prg_0000000000001&limit=2" + next)
                    .getBody();
            List<String> ids = Json.texts(body, "id");
            newest = page == 0 ? ids.getFirst() : newest;
            seen.addAll(ids);
            next = page == 2 ? "" : "&cursor=" + Json.text(body, "next_cursor");
        }
        assertThat(seen).isEqualTo(made);
        assertThat(listed("merchant 1", "?limit=1")).containsExactly(newest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                | if-match | status | says
        {"title":null}                        | "1"      | 422    | "field":"title","code":"malformed"
        {"image":null}                        | "1"      | 422    | "field":"image","code":"missing"
        {"image":{"url":"https://cdn.example/b.png"}} | "1" | 422 | "field":"image.alt","code":"missing"
        {"kind":"text"}                       | "1"      | 422    | "field":"kind","code":"unknown_field"
        {"landing_url":"https://x.example/"}  | "1"      | 422    | "field":"landing_url","code":"other_domain"
        {"title":"Summer"}                    | "2"      | 412    | stale
        {"title":"Summer"}                    | "0"      | 400    | malformed_if_match
        """)
    void badChange_leavesNothing(String body, String ifMatch, int status, String says) {
        String path = make(BANNER);
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.patch("merchant 1", path, body, "if-match", ifMatch);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
        assertThat(api.items()).isEqualTo(before);
    }

    @Test
    void change_isTraced_andSameValues_changeNothing() {
        String path = make(BANNER);
        APIGatewayV2HTTPResponse changed = api.patch(
                "merchant 1",
                path,
                "{\"title\":\"Summer\",\"landing_url\":null,\"groups\":[\"vip\"]}",
                "if-match",
                "\"1\"");
        assertThat(changed.getBody()).contains("\"title\":\"Summer\"", "\"landing_url\":null", "\"groups\":[\"vip\"]");
        assertThat(changed.getHeaders()).containsEntry("etag", "\"2\"");
        assertThat(api.patch("merchant 1", path, "{\"title\":\"Summer\"}").getHeaders())
                .containsEntry("etag", "\"2\"");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody())
                .contains("creative.change", "\"fields\":[\"groups\",\"landing_url\",\"title\"]", "image_hosts.change")
                .contains("\"title\":\"Summer\"");
    }

    @Test
    void repeatedCall_makesOne_evenWhenItsRecordIsGone() {
        APIGatewayV2HTTPResponse first = api.post("merchant 1", CREATIVES, TEXT, "idempotency-key", "k-1");
        assertThat(api.post("merchant 1", CREATIVES, TEXT, "idempotency-key", "k-1")
                        .getBody())
                .isEqualTo(first.getBody());
        api.now = api.now.plusSeconds(100_000);
        APIGatewayV2HTTPResponse late = api.post("merchant 1", CREATIVES, TEXT, "idempotency-key", "k-1");
        assertThat(late.getBody()).isEqualTo(first.getBody());
        assertThat(api.count("Y#")).isEqualTo(1);
        api.now = api.now.plusSeconds(100_000);
        assertThat(api.post("merchant 1", CREATIVES, TEXT.replace("Shoes", "Boots"), "idempotency-key", "k-1")
                        .getBody())
                .contains("idempotency_key_reused");
    }

    @Test
    void hosts_areTheMerchants_andReplacedAsAWhole() {
        assertThat(api.get("merchant 1", HOSTS).getHeaders()).containsEntry("etag", "\"1\"");
        assertThat(api.get("affiliate 1", HOSTS).getBody()).contains("merchant_only");
        assertThat(api.get("merchant 1", HOSTS.replace("0001/", "0002/")).getBody())
                .contains("\"hosts\":[]");
        for (String bad :
                List.of("{}", "{\"hosts\":[\"cdn\"]}", "{\"hosts\":[\"CDN.example\"]}", "{\"hosts\":\"x.example\"}")) {
            assertThat(api.call("merchant 1", "PUT", HOSTS, bad).getStatusCode())
                    .as(bad)
                    .isEqualTo(422);
        }
        assertThat(api.call("merchant 1", "PUT", HOSTS, "{\"hosts\":[]}", "if-match", "\"7\"")
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(api.call(
                                "merchant 1",
                                "PUT",
                                HOSTS,
                                "{\"hosts\":[\"b.example\",\"a.example\"]}",
                                "if-match",
                                "\"1\"")
                        .getBody())
                .contains("\"hosts\":[\"a.example\",\"b.example\"]");
        assertThat(api.post("merchant 1", CREATIVES, BANNER).getBody()).contains("other_host");
    }

    private APIGatewayV2HTTPResponse link(String creative) {
        return api.post(
                "affiliate 1",
                "/v1/links",
                "{\"program_id\":\"prg_0000000000001\",\"destination\":\"https://shop.example/\",\"creative_id\":\"%s\"}"
                        .formatted(creative));
    }

    private List<String> listed(String who, String query) {
        return Json.texts(api.get(who, CREATIVES + query).getBody(), "id");
    }

    private String make(String body) {
        return location(api.post("merchant 1", CREATIVES, body));
    }

    private static String location(APIGatewayV2HTTPResponse made) {
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        return String.valueOf(made.getHeaders().get("location"));
    }

    private static String id(String path) {
        return path.substring(CREATIVES.length() + 1);
    }
}
