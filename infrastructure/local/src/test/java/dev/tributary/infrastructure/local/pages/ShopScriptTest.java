package dev.tributary.infrastructure.local.pages;

import static dev.tributary.infrastructure.local.pages.ShopPages.CLICK;
import static dev.tributary.infrastructure.local.pages.ShopPages.OTHER;
import static dev.tributary.infrastructure.local.pages.ShopPages.SOON;
import static dev.tributary.infrastructure.local.pages.ShopPages.named;
import static dev.tributary.infrastructure.local.pages.Storefront.PLATFORM;
import static dev.tributary.infrastructure.local.pages.Storefront.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Cookie;

/// `/tributary.js` on a shop's pages, in a browser. The shop and the platform are two origins of this machine; where a
/// click is made, the platform is the machine itself.
class ShopScriptTest {
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

    // ---- What is kept

    @Test
    void aClick_isKept_onTheShopsOwnDomain() {
        pages.open("/?click_id=" + CLICK, "data-consent=granted data-days=7");
        Cookie kept = pages.cookie("click_id").orElseThrow();
        assertThat(kept.getValue()).isEqualTo(CLICK);
        assertThat(kept.isSecure()).isTrue();
        assertThat(kept.getSameSite()).isEqualTo("Lax");
        assertThat(kept.getDomain()).isEqualTo("shop.example");
        assertThat(kept.getPath()).isEqualTo("/");
        long now = ((Number) pages.browser().run("return Date.now()")).longValue();
        assertThat(Objects.requireNonNull(kept.getExpiry()).getTime() - now)
                .isBetween(
                        Duration.ofDays(7).minusMinutes(5).toMillis(),
                        Duration.ofDays(7).plusMinutes(5).toMillis());
        assertThat(pages.browser().run("return localStorage.length + sessionStorage.length"))
                .isEqualTo(0L);

        pages.open("/shoes", "data-consent=granted");
        assertThat(pages.clickId()).isEqualTo(CLICK);
        pages.open("/shoes?click_id=" + OTHER, "data-consent=granted");
        assertThat(pages.clickId()).isEqualTo(OTHER);
        assertThat(pages.kept()).isEqualTo(OTHER);
        assertSound();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # data-consent | query                               | the shop's own script                                  | before | here  | kept
        granted        | click_id=CLICK                      | ``                                                     | ``    | CLICK | CLICK
        granted        | ``                                  | ``                                                     | OTHER | OTHER | OTHER
        granted        | click_id=CLICK                      | ``                                                     | OTHER | CLICK | CLICK
        granted        | click_id=CLICK&xconsent=0           | ``                                                     | ``    | CLICK | CLICK
        granted        | click_id=CLICK&gdpr_consent=1       | ``                                                     | ``    | CLICK | CLICK
        granted        | click_id=CLICK&gdpr_consent=        | ``                                                     | ``    | CLICK | CLICK
        granted        | click_id=CLICK&gdpr_consent=GRANTED | ``                                                     | ``    | CLICK | CLICK
        wait           | click_id=CLICK                      | window.tributary = {q: [['consent', true]]}            | ``    | CLICK | CLICK
        wait           | click_id=CLICK                      | ``                                                     | ``    | CLICK | ``
        wait           | ``                                  | ``                                                     | OTHER | OTHER | OTHER
        wait           | click_id=CLICK                      | ``                                                     | OTHER | CLICK | OTHER
        wait           | click_id=CLICK&consent=1            | ``                                                     | ``    | CLICK | ``
        nonsense       | click_id=CLICK                      | ``                                                     | ``    | CLICK | ``
        denied         | click_id=CLICK                      | ``                                                     | OTHER | CLICK | ``
        denied         | ``                                  | ``                                                     | OTHER | ``    | ``
        granted        | click_id=CLICK&consent=0            | ``                                                     | OTHER | CLICK | ``
        granted        | click_id=CLICK&consent=1&consent=0  | ``                                                     | OTHER | CLICK | ``
        granted        | click_id=CLICK&gdpr_consent=0       | ``                                                     | OTHER | CLICK | ``
        granted        | gdpr_consent=nonsense&click_id=CLICK | ``                                                    | OTHER | CLICK | ``
        granted        | click_id=CLICK&gdpr_consent=REFUSED | ``                                                     | OTHER | CLICK | ``
        granted        | click_id=CLICK                      | Object.defineProperty(navigator, 'globalPrivacyControl', {value: true}) | OTHER | CLICK | ``
        wait           | click_id=CLICK                      | window.tributary = {q: [['consent', false]]}           | OTHER | CLICK | ``
        wait           | click_id=CLICK                      | window.tributary = {q: [['consent', 'yes']]}           | OTHER | CLICK | ``
        granted        | click_id=CLICK&consent=0            | window.tributary = {q: [['consent', true]]}            | OTHER | CLICK | ``
        """)
    void consent_decidesWhatIsKept(
            String consent, String query, String script, String before, String here, String kept) {
        pages.keep(named(before));
        pages.before(script);
        // Purpose 1 granted, then not (bit 152 of the core string).
        String asked = named(query)
                .replace("GRANTED", "CAAAAAAAAAAAAAAAAAAAAAAAAIAAAAAAAAAA.IAAA")
                .replace("REFUSED", "CAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAA");
        pages.open("/?" + asked, "data-consent=" + consent);
        assertThat(pages.clickId()).isEqualTo(named(here));
        assertThat(pages.kept()).isEqualTo(named(kept));
        assertSound();
    }

    @Test
    void consent_isGiven_andTakenBack() {
        pages.open("/?click_id=" + CLICK, "data-consent=wait");
        pages.browser().run("tributary.consent(true)");
        assertThat(pages.kept()).isEqualTo(CLICK);
        pages.browser().run("tributary.q.push(['consent', false])");
        assertThat(pages.kept()).isEmpty();
        assertThat(pages.clickId()).isEqualTo(CLICK);
        pages.open("/", "data-consent=wait");
        assertThat(pages.clickId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "a;domain=.example",
                "a%3B+path%3D%2Fx",
                "a%0d%0ab",
                "a%0a",
                "%00",
                "a+b",
                "%C3%BC",
                "%22%3E%3Cimg+src%3Dx%3E",
                "%ff",
                "LONG",
            })
    void aValue_thatNoClickHas_isNotTaken(String value) {
        pages.keep(OTHER);
        pages.open("/?click_id=" + value.replace("LONG", "x".repeat(121)), "data-consent=granted");
        assertThat(pages.clickId()).isEqualTo(OTHER);
        assertThat(pages.kept()).isEqualTo(OTHER);
        assertSound();
    }

    @Test
    void aParameter_hasTheProgramsName() {
        pages.open("/?click_id=" + CLICK + "&cid=" + OTHER, "data-consent=granted data-parameter=cid");
        assertThat(pages.clickId()).isEqualTo(OTHER);
        assertThat(pages.cookie("cid").orElseThrow().getValue()).isEqualTo(OTHER);
        assertThat(pages.kept()).isEmpty();
        pages.press("#pay");
        assertThat(pages.arrived()).isEqualTo("GET pay.example/cart?item=1&cid=" + OTHER);
    }

    @Test
    void aFrame_isNoVisit() {
        pages.page("/frame", ShopPages.tag(PLATFORM, "data-consent=granted"), "");
        pages.page("/", "", "<iframe src='/frame?click_id=" + CLICK + "&via=demo'></iframe>");
        pages.browser().open(SHOP + "/");
        pages.browser().driver().switchTo().frame(0);
        pages.ready();
        assertThat(pages.clickId()).isEmpty();
        assertThat(pages.convert("{order_id: 'A-1', coupon: 'X'}")).isEqualTo("true");
        assertThat(pages.kept()).isEmpty();
        assertThat(pages.arrived()).startsWith("GET platform.example/pixel/").doesNotContain("/r/demo");
    }

    @Test
    void aSandbox_withoutStorage_isBorne() {
        pages.shop()
                .page(
                        "/",
                        "<!doctype html>" + ShopPages.tag(PLATFORM, "data-consent=granted"),
                        Map.of("content-security-policy", "sandbox allow-scripts"));
        pages.browser().open(SHOP + "/?click_id=" + CLICK);
        pages.ready();
        assertThat(pages.browser().run("try { return document.cookie } catch (e) { return e.name }"))
                .isEqualTo("SecurityError");
        assertThat(pages.clickId()).isEqualTo(CLICK);
    }

    @Test
    void theScript_twice_isOnce() {
        String tag = ShopPages.tag(PLATFORM, "").replace(" async", "");
        pages.page("/", tag + tag.replace(" src=", " data-parameter=cid src="), "");
        pages.browser().open(SHOP + "/?click_id=" + CLICK + "&cid=" + OTHER);
        pages.ready();
        assertThat(pages.clickId()).isEqualTo(CLICK);
        pages.press("#pay");
        assertThat(pages.arrived()).isEqualTo("GET pay.example/cart?item=1&click_id=" + CLICK);
        assertSound();
    }

    // ---- What is handed on

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # link    | where it leads then
        pay      | https://pay.example/cart?item=1&click_id=CLICK#top
        insecure | http://pay.example/
        below    | https://x.pay.example/
        port     | https://pay.example:8443/
        other    | https://other.example/cart
        own      | https://shop.example/cart
        broken   | https://[
        script   | javascript:void(0)
        """)
    void aLink_toACheckout_getsTheClick(String link, String leads) {
        pages.open("/?click_id=" + CLICK, "data-consent=denied");
        String href = "const link = document.querySelector(arguments[0]);"
                + " link.addEventListener('click', event => event.preventDefault());";
        // By the keyboard, by a finger or another button, and once more.
        for (String event : new String[] {"click", "pointerdown", "click"}) {
            Object found = pages.browser()
                    .run(
                            href + " (link.firstElementChild || link).dispatchEvent(new MouseEvent('" + event
                                    + "', {bubbles: true, cancelable: true})); return link.href",
                            "#" + link);
            assertThat(found).isEqualTo(named(leads));
        }
        assertSound();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # button         | what is sent
        here            | POST shop.example/order action=x&click_id=CLICK
        elsewhere       | POST other.example/order action=x
        asked           | GET shop.example/order?action=x
        search button   | GET shop.example/search?q=shoes
        checkout button | GET pay.example/start?click_id=CLICK
        foreign button  | POST other.example/start
        """)
    void aForm_getsTheClick(String button, String sent) {
        pages.open("/?click_id=" + CLICK, "data-consent=wait");
        // It was sent before, and the page stayed, as where a script of the shop sends it.
        pages.browser()
                .run("const stay = event => event.preventDefault(); addEventListener('submit', stay);"
                        + " document.querySelector('#here').click(); removeEventListener('submit', stay)");
        pages.press("#" + button);
        assertThat(pages.arrived()).isEqualTo(named(sent));
        assertSound();
    }

    @Test
    void withoutAClick_nothingIsHandedOn() {
        pages.open("/", "data-consent=granted");
        pages.press("#here");
        assertThat(pages.arrived()).isEqualTo("POST shop.example/order action=x");
    }

    // ---- What is reported

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # query        | order                                                                    | answer | what is sent
        click_id=CLICK | {order_id: 'A 1&x', amount: 126.1, currency: 'EUR'}                      | true   | click_id=CLICK&order_id=A+1%26x&amount=126.1&currency=EUR
        click_id=CLICK | {order_id: 'A', amount: 0, event: 'lead', coupon: undefined, email: 'x'} | true   | click_id=CLICK&order_id=A&amount=0&event=lead
        ``             | {order_id: 'A', amount: '1.00', currency: 'EUR', coupon: 'ANNA10'}       | true   | click_id=&order_id=A&amount=1.00&currency=EUR&coupon=ANNA10
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
        pages.browser().run("tributary.convert({order_id: 'A-1'}); location.href = '/thanks'");
        pages.browser().reach("/thanks");
        Awaitility.await().atMost(SOON).until(() -> pages.shop().seen().size() == 2);
        assertThat(pages.shop().seen().toString()).contains(".gif?click_id=" + CLICK + "&order_id=A-1");
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

    private static void come(String address, String attributes) {
        pages.open(pages.seeded().machine().baseUrl(), address, attributes);
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
