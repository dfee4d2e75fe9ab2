package dev.tributary.infrastructure.local.pages;

import static dev.tributary.infrastructure.local.pages.ShopPages.CLICK;
import static dev.tributary.infrastructure.local.pages.ShopPages.OTHER;
import static dev.tributary.infrastructure.local.pages.ShopPages.named;
import static dev.tributary.infrastructure.local.pages.Storefront.PLATFORM;
import static dev.tributary.infrastructure.local.pages.Storefront.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/tributary.js` on a shop's pages, in a browser: what it asks the platform, and reports. Where a click is made, the
/// platform is the machine itself.
class ShopCallsTest {
    private static ShopPages pages;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pages = ShopPages.start(folder);
    }

    @AfterAll
    static void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    @BeforeEach
    void begin() {
        pages.before("");
        pages.begin();
    }

    // ---- What is reported

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # query        | order                                                                    | answer | what is sent
        click_id=CLICK | {order_id: 'A 1&x', amount: 126.1, currency: 'EUR'}                      | true   | click_id=CLICK&order_id=A+1%26x&amount=126.1&currency=EUR
        click_id=CLICK | {order_id: 'A', amount: 0, event: 'lead', coupon: undefined, email: 'x'} | true   | click_id=CLICK&order_id=A&amount=0&event=lead
        click_id=CLICK | {order_id: 'A', click_id: 'x', coupon: 'ANNA10'}                         | true   | click_id=CLICK&order_id=A&coupon=ANNA10
        ``             | {order_id: 'A', amount: '1.00', currency: 'EUR', coupon: 'ANNA10'}       | false  | -
        ``             | {order_id: 'A', amount: '1.00', currency: 'EUR'}                         | false  | -
        click_id=CLICK | null                                                                     | false  | -
        click_id=CLICK | ``                                                                       | false  | -
        """)
    void convert_sendsAnOrder(String query, String order, String answer, String sent) {
        pages.open("/?" + named(query), "data-consent=denied");
        assertThat(pages.convert(order)).isEqualTo(answer);
        String call = sent.equals("-") ? "" : "GET platform.example/pixel/" + ShopPages.PROGRAM + ".gif?" + named(sent);
        assertThat(pages.shop().seen().toString()).isEqualTo("[" + call + "]");
        assertSound();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "202, true", "400, false", "404, false", "422, false", "429, false", "503, false"})
    void convert_saysWhetherItWasTaken(int status, String taken) {
        pages.open("/?click_id=" + CLICK, "");
        pages.shop().tell(status);
        assertThat(pages.convert("{order_id: 'A'}")).isEqualTo(taken);
        assertThat(pages.arrived()).endsWith("&order_id=A");
    }

    /// From the link to what the merchant's server says, with the machine for the platform.
    @Test
    void anOrder_isAHint_untilTheServerSendsIt() throws Exception {
        visitByLink();
        assertThat(pages.convert("{order_id: 'C-0', amount: '12.345', currency: 'EUR'}"))
                .isEqualTo("false");
        assertThat(pages.convert("{order_id: 'C-0', amount: '12,00', currency: 'EUR'}"))
                .isEqualTo("false");
        assertThat(pages.convert("{order_id: 'C-1', amount: '120.00', currency: 'EUR'}"))
                .isEqualTo("true");
        // A repeat, whatever it says.
        assertThat(pages.convert("{order_id: 'C-1', amount: '999.00', currency: 'EUR'}"))
                .isEqualTo("true");
        assertThat(orders("C-0")).isEmpty();
        assertThat(orders("C-1")).containsExactly("unproven false pending 120.00");
        assertThat(commissions("C-1")).isEmpty();

        String sale = """
            {"event":"sale","order_id":"C-1","click_id":"%s","amount":"100.00","currency":"EUR"}\
            """.formatted(pages.clickId());
        pages.seeded().postback(sale);
        pages.seeded().postback(sale);
        assertThat(orders("C-1")).containsExactly("converted true approved 100.00");
        assertThat(pages.convert("{order_id: 'C-1', amount: '999.00', currency: 'EUR'}"))
                .isEqualTo("true");
        assertThat(orders("C-1")).containsExactly("converted true approved 100.00");
        assertThat(commissions("C-1")).hasSize(1);
        assertThat(orders("C-0")).isEmpty();
    }

    @Test
    void convert_thatDoesNotArrive_isFalse() {
        String tag = ShopPages.tag(PLATFORM, "").replace(ShopPages.PROGRAM, Storefront.GONE);
        pages.page("/", tag, "");
        pages.browser().open(SHOP + "/?click_id=" + CLICK);
        pages.ready();
        assertThat(pages.convert("{order_id: 'A'}")).isEqualTo("false");
    }

    @Test
    void convert_beforeTheScript_waitsForIt() {
        pages.before("window.tributary = {q: []}; tributary.q.push(['convert', {order_id: 'A-1'}])");
        pages.open("/?click_id=" + CLICK, "");
        assertThat(pages.arrived()).endsWith(".gif?click_id=" + CLICK + "&order_id=A-1");
    }

    @Test
    void convert_outlivesThePage() {
        pages.open("/?click_id=" + CLICK, "");
        // The page is gone before there is a connection.
        pages.shop().shut();
        pages.browser().run("tributary.convert({order_id: 'A-1'}).then(() => 0); location.href = 'about:blank'");
        pages.browser().reach("about:blank");
        assertThat(pages.shop().seen()).isEmpty();
        pages.shop().open();
        assertThat(pages.arrived()).endsWith(".gif?click_id=" + CLICK + "&order_id=A-1");
    }

    // ---- Who comes without a link

    @ParameterizedTest
    @ValueSource(strings = {"via", "ref", "fpr", "fp_ref", "aff"})
    void aCode_becomesAClick_once(String name) throws Exception {
        String source = "visit-" + name;
        come("/shoes?size=42&" + name + "=demo&sub1=" + source + "#top", "data-consent=granted");
        String click = pages.clicked();
        assertThat(click).hasSize(CLICK.length());
        assertThat(pages.kept()).isEqualTo(click);
        assertThat(pages.browser().driver().getCurrentUrl())
                .isEqualTo(SHOP + "/shoes?size=42&click_id=" + click + "&sub1=" + source + "#top");
        assertSound();

        pages.browser().driver().navigate().refresh();
        pages.ready();
        assertThat(pages.clickId()).isEqualTo(click);
        JsonNode row = clicks(source);
        assertThat(row.path("total").asInt()).isEqualTo(1);
        // The same browser's second one within an hour is a repeated one.
        assertThat(row.path("qualified").asInt() + row.path("repeat").asInt()).isEqualTo(1);
        pages.seeded().postback("""
            {"event":"sale","order_id":"%s","click_id":"%s","amount":"10.00","currency":"EUR"}\
            """.formatted(source, click));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # query                       | attributes           | why there is no click
        via=nobody&sub1=none          | data-consent=granted | no link has this code
        via=&ref=&sub1=none           | data-consent=granted | it is empty
        via=..%2Fv1&sub1=none         | data-consent=granted | it is no code
        via=a%20b&sub1=none           | data-consent=granted | it is no code
        VIA=demo&sub1=none            | data-consent=granted | it is another name
        ref=demo&sub1=none            | data-links=via       | the shop uses this name itself
        via=demo&sub1=none            | data-links=``        | the shop wants none
        """)
    void aCode_thatIsNone_changesNothing(String query, String attributes, String why) throws Exception {
        come("/?" + query, attributes.replace("``", "\"\""));
        assertThat(pages.convert("{order_id: 'A'}")).as(why).isEqualTo("false");
        assertThat(pages.clickId()).as(why).isEmpty();
        assertThat(pages.browser().driver().getCurrentUrl()).as(why).isEqualTo(SHOP + "/?" + query);
        assertThat(clicks("none").path("total").asInt()).as(why).isZero();
    }

    @Test
    void aClick_comesBeforeACode() throws Exception {
        come("/?via=demo&sub1=both&click_id=" + CLICK, "data-consent=granted");
        assertThat(pages.clickId()).isEqualTo(CLICK);
        assertThat(clicks("both").path("total").asInt()).isZero();
    }

    @Test
    void aCode_whereNothingIsKept_standsInTheAddress() {
        pages.keep(OTHER);
        come("/?via=demo&sub1=refused", "data-consent=denied");
        String click = pages.clicked();
        assertThat(click).hasSize(CLICK.length()).isNotEqualTo(OTHER);
        assertThat(pages.kept()).isEmpty();
        assertThat(pages.browser().driver().getCurrentUrl()).contains("click_id=" + click);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # query                                                    | attributes           | what is asked
        via=anna.b-C_1                                             | data-consent=granted | anna.b-C_1?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=1
        via=anna                                                   | data-consent=denied  | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=0
        via=anna                                                   | data-consent=wait    | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=
        via=anna&consent=1                                         | data-consent=wait    | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=
        via=anna&consent=0                                         | data-consent=granted | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=0
        ref=ben&via=anna                                           | data-consent=wait    | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=
        partner=ben&via=anna                                       | data-links=partner   | ben?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=
        via=anna&sub1=a%26b&sub5=c&sub6=d&source=e&gclid=f&email=g | data-consent=wait    | anna?as=json&referrer=https%3A%2F%2Fshop.example%2Fblank&consent=&sub1=a%26b&sub5=c&source=e&gclid=f
        """)
    void aCode_isAskedFor_withWhatALinkSays(String query, String attributes, String asked) {
        // From another page of the same origin, of which a browser tells all.
        pages.page("/", ShopPages.tag(PLATFORM, attributes), "");
        pages.browser().run("location.href = arguments[0]", "/?" + query);
        pages.ready();
        assertThat(pages.arrived()).isEqualTo("GET platform.example/r/" + asked);
        // What answered was no platform.
        assertThat(pages.clickId()).isEmpty();
    }

    @Test
    void aPage_loadedInAdvance_isAVisitWhenItIsSeen() throws Exception {
        pages.before("Object.defineProperty(document, 'prerendering', {value: true})");
        come("/?via=demo&sub1=ahead", "data-consent=granted");
        assertThat(clicks("ahead").path("total").asInt()).isZero();
        assertThat(pages.clickId()).isEmpty();
        pages.browser().run("document.dispatchEvent(new Event('prerenderingchange'))");
        pages.clicked();
        assertThat(clicks("ahead").path("total").asInt()).isEqualTo(1);
    }

    // ---- What the documents say

    @Test
    void theDocumentsExamples_work() throws IOException {
        String document = Files.readString(Seeded.ROOT.resolve("docs/integrations/script.md"));
        List<String> html = blocks("html", document);
        List<String> scripts = blocks("js", document);
        assertThat(html).hasSize(1);
        assertThat(scripts).hasSize(3);
        String tag = html.getFirst().replace("https://tributary.example", PLATFORM);
        pages.page("/", "<script src=/early.js></script>" + tag, "");

        pages.before(scripts.getFirst() + scripts.getLast());
        pages.browser().open(SHOP + "/?click_id=" + CLICK);
        pages.ready();
        assertThat(pages.kept()).isEqualTo(CLICK);
        assertThat(pages.arrived())
                .isEqualTo("GET platform.example/pixel/" + ShopPages.PROGRAM + ".gif?click_id=" + CLICK
                        + "&order_id=A-1001&amount=126.00&currency=EUR");

        for (boolean granted : new boolean[] {false, true}) {
            pages.before("window.tributary = {q: []}; window.__tcfapi = (command, version, then) => {"
                    + " then({eventStatus: 'cmpuishown', purpose: {consents: {1: " + !granted + "}}}, true);"
                    + " then({eventStatus: 'tcloaded', gdprApplies: true, purpose: {consents: {1: " + granted
                    + "}}}, true);"
                    + " };" + scripts.get(1));
            pages.browser().open(SHOP + "/?click_id=" + OTHER);
            pages.ready();
            assertThat(pages.kept()).isEqualTo(granted ? OTHER : "");
        }
    }

    private static List<String> blocks(String language, String document) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void come(String address, String attributes) {
        pages.open(pages.seeded().machine().baseUrl(), address, attributes);
    }

    /// The shopper presses an affiliate's link, and is on the shop's page with a click.
    private static void visitByLink() {
        String machine = pages.seeded().machine().baseUrl();
        String program = pages.seeded().demo().programId();
        String tag = ShopPages.tag(machine, "data-consent=granted").replace(ShopPages.PROGRAM, program);
        pages.page("/", tag, "");
        pages.page("/blog", "", "<a id=link href=\"" + pages.seeded().demo().linkUrl() + "\">Shoes</a>");
        pages.browser().open(SHOP + "/blog");
        pages.press("#link");
        pages.browser().reach(SHOP + "/?click_id=");
        pages.ready();
        assertThat(pages.clickId()).hasSize(CLICK.length());
    }

    /// What has become of an order: state, whether it is proven, status and amount.
    private static List<String> orders(String order) throws Exception {
        return listed("conversions", order).stream()
                .map(one -> "%s %s %s %s"
                        .formatted(
                                one.path("state").asText(),
                                one.path("proven").asText(),
                                one.path("status").asText(),
                                one.path("amount").path("amount").asText()))
                .toList();
    }

    private static List<String> commissions(String order) throws Exception {
        return listed("commissions", order).stream()
                .map(one -> one.path("amount").path("amount").asText())
                .toList();
    }

    private static List<JsonNode> listed(String what, String order) throws Exception {
        pages.seeded().settle();
        return pages.seeded()
                .calls()
                .get(
                        pages.seeded().merchantKey(),
                        "/v1/" + what + "?limit=100&program_id="
                                + pages.seeded().demo().programId() + "&order_id=" + order)
                .path("data")
                .valueStream()
                .toList();
    }

    /// What was recorded with this mark.
    private static JsonNode clicks(String sub1) throws Exception {
        pages.seeded().settle();
        pages.seeded().machine().clock().forward(Duration.ofMinutes(2));
        pages.seeded().machine().fire("JobsScheduleFunction", "RollUp");
        pages.seeded().settle();
        return pages.seeded()
                .calls()
                .get(
                        pages.seeded().merchantKey(),
                        "/v1/clicks?group_by=sub1&program_id="
                                + pages.seeded().demo().programId())
                .path("data")
                .valueStream()
                .filter(row -> row.path("key").asText().equals(sub1))
                .findFirst()
                .orElse(Calls.JSON.createObjectNode());
    }

    /// Nothing is against the page's policy, and no script has failed.
    private static void assertSound() {
        assertThat(pages.browser().noted().wrongs()).isEmpty();
    }
}
