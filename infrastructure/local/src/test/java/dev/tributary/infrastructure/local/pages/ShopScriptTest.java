package dev.tributary.infrastructure.local.pages;

import static dev.tributary.infrastructure.local.pages.ShopPages.CLICK;
import static dev.tributary.infrastructure.local.pages.ShopPages.OTHER;
import static dev.tributary.infrastructure.local.pages.ShopPages.named;
import static dev.tributary.infrastructure.local.pages.Storefront.PLATFORM;
import static dev.tributary.infrastructure.local.pages.Storefront.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Cookie;

/// `/tributary.js` on a shop's pages, in a browser: what it keeps, and what it hands on. The shop and the platform are
/// two origins of this machine.
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
                // Another network's, or a part of ours.
                "102f3e9a-another-networks",
                "AQ-_AQ-_AQ-_",
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
        // By then a code would have been asked for.
        assertThat(pages.convert("{order_id: 'A-1'}")).isEqualTo("false");
        assertThat(pages.kept()).isEmpty();
        assertThat(pages.shop().seen()).isEmpty();
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
        assertThat(pages.convert("{order_id: 'A'}")).isEqualTo("true");
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
        // By the keyboard, or by a finger and another button; once, and once more.
        for (String event : new String[] {"click", "pointerdown"}) {
            Object found = pages.browser().run("""
                const [link, event] = [document.querySelector('#' + arguments[0]), arguments[1]];
                const [before, found] = [link.getAttribute('href'), []];
                link.onclick = click => click.preventDefault();
                for (const time of [1, 2]) {
                  (link.firstElementChild || link).dispatchEvent(new MouseEvent(event, {bubbles: true, cancelable: true}));
                  found.push(link.href);
                }
                link.setAttribute('href', before);
                return found.join(' ');
                """, link, event);
            assertThat(found).isEqualTo(named(leads + " " + leads));
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

    /// Nothing is against the page's policy, and no script has failed.
    private static void assertSound() {
        assertThat(pages.browser().noted().wrongs()).isEmpty();
    }
}
