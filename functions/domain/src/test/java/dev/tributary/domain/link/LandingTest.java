package dev.tributary.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingTest {
    private static final List<String> HOSTS = List.of("shop.example", "www.shop.example");

    private static final Landing LANDING = new Landing(
            "CLICK",
            new AffiliateId(1),
            new LinkId(2),
            Optional.of(new CreativeId(3)),
            List.of("a&b=c#d", "ü", "", "", "5"),
            "x y");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "HTTPS://SHOP.example/a?b=c#d",
                "https://shop.example:443/a",
                "https://www.shop.example?x=//evil.example",
                "https://shop.example/%2e%2e/a",
            })
    void deepLink_onTheProgramsDomains_isTaken(String url) {
        assertThat(LandingUrl.parse(url, HOSTS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "//shop.example/",
                "http://shop.example/",
                "javascript:alert(1)//https://shop.example/",
                "https:/shop.example/",
                "https:shop.example/",
                "https:///shop.example/",
                "https://evil.example/",
                "https://shop.example.evil.example/",
                "https://evil.example/https://shop.example/",
                "https://evilshop.example/",
                "https://a.shop.example/",
                "https://shop.example./",
                "https://shop.example@evil.example/",
                "https://user@shop.example/",
                "https://user:pass@shop.example/",
                "https://evil.example\\@shop.example/",
                "https://shop.example\\.evil.example/",
                "https://shop.example:8443/",
                "https://shop.example:/",
                "https://shop.example:443:443/",
                "https://shop.example:443@evil.example/",
                "https://shop%2eexample/",
                "https://shop.example%00.evil.example/",
                "https://shop.example\u0000/",
                "https://shop.example\t/",
                "https://shop.example\n/",
                "https://shop.example/\r\nSet-Cookie: a=b",
                " https://shop.example/",
                "https://shop.example /",
                "https://ѕhop.example/",
                "https://shop。example/",
                "https://shop.example/\u2028",
                "https://shop.example/\uD800",
                "https://[::1]/",
            })
    void deepLink_thatTriesToLeave_isRefused(String url) {
        assertThat(LandingUrl.parse(url, HOSTS)).isEmpty();
    }

    @Test
    void deepLink_tooLong_isRefused() {
        String most = "https://shop.example/" + "a".repeat(LandingUrl.MAX_LENGTH - 21);
        assertThat(LandingUrl.parse(most)).isPresent();
        assertThat(LandingUrl.parse(most + "a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // destination                                | landing
                "https://shop.example                         | https://shop.example/?click_id=CLICK",
                "https://shop.example/a#top                   | https://shop.example/a?click_id=CLICK#top",
                "https://shop.example/?b=1                    | https://shop.example/?b=1&click_id=CLICK",
                "https://shop.example/?click_id=old&b=1       | https://shop.example/?b=1&click_id=CLICK",
                "https://shop.example/?click%5Fid=old         | https://shop.example/?click_id=CLICK",
                "https://shop.example/{affiliate_id}/         | https://shop.example/aff_0000000000001/?click_id=CLICK",
                "https://shop.example/?s={sub1}&u={sub2}      |"
                        + " https://shop.example/?s=a%26b%3Dc%23d&u=%C3%BC&click_id=CLICK",
                "https://shop.example/?l={link_id}&c={creative_id} |"
                        + " https://shop.example/?l=lnk_0000000000002&c=crt_0000000000003&click_id=CLICK",
                "https://shop.example/?x={unknown}{source}    | https://shop.example/?x={unknown}x%20y&click_id=CLICK",
                "https://shop.example/?x={{sub5}              | https://shop.example/?x={5&click_id=CLICK",
                "https://shop.example/обувь?q=ё               |"
                        + " https://shop.example/%D0%BE%D0%B1%D1%83%D0%B2%D1%8C?q=%D1%91&click_id=CLICK",
            })
    void landing_getsItsClickAndItsMacros(String destination, String expected) {
        assertThat(LANDING.url(LandingUrl.of(destination), Optional.empty(), "click_id"))
                .isEqualTo(expected);
    }

    @Test
    void utmTemplate_addsWhatTheDestinationDoesNotSet() {
        Optional<String> template = Optional.of("utm_source=tributary&utm_campaign={affiliate_id}");
        String url = LANDING.url(LandingUrl.of("https://shop.example/?utm_source=own"), template, "cid");
        assertThat(url).isEqualTo("https://shop.example/?utm_source=own&utm_campaign=aff_0000000000001&cid=CLICK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a+b | a b", "%41 | A", "%c3%bc | ü", "a | a"})
    void decode_reads(String raw, String expected) {
        assertThat(PercentEncoding.decode(raw)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%4g", "%ff", "%c3", "%ed%a0%80", "%c0%80"})
    void decode_refusesWhatIsNotUtf8(String raw) {
        assertThat(PercentEncoding.decode(raw)).isEmpty();
    }
}
