package dev.tributary.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.token.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {
    private static final UserAgents AGENTS = new UserAgents();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // user agent | kind | device | agent
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
                        + " Safari/537.36 | PERSON | DESKTOP | chrome",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
                        + " Safari/537.36 Edg/130.0 | PERSON | DESKTOP | edge",
                "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0 | PERSON | DESKTOP | firefox",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/17.0 Mobile/15E148 Safari/604.1 | PERSON | MOBILE | safari",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0"
                        + " Mobile/15E148 Safari/604.1 | PERSON | TABLET | safari",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
                        + " Mobile Safari/537.36 | PERSON | MOBILE | chrome",
                "Mozilla/5.0 (Linux; Android 14; SM-X900) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0"
                        + " Chrome/121 Safari/537.36 | PERSON | TABLET | samsung",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | BOT | OTHER | other",
                "curl/8.5.0 | BOT | OTHER | other",
                "python-requests/2.32 | BOT | OTHER | other",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) | BOT | OTHER | other",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php) | PREVIEW | OTHER | other",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots) | PREVIEW | OTHER | other",
                "WhatsApp/2.23.20.0 | PREVIEW | OTHER | other",
                "Twitterbot/1.0 | PREVIEW | OTHER | other",
                "'' | PERSON | OTHER | other",
            })
    void userAgent_isSeenAs(String userAgent, UserAgents.Kind kind, Device device, String agent) {
        assertThat(AGENTS.see(userAgent)).isEqualTo(new UserAgents.Seen(kind, device, agent));
        assertThat(AGENTS.see(userAgent)).isEqualTo(new UserAgents.Seen(kind, device, agent));
    }

    @Test
    void everyPlainPattern_isFoundInTheMiddle_asItsExpressionWouldBe() throws IOException {
        int plain = 0;
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UserAgents.class.getResourceAsStream("crawler-user-agents.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line :
                    list.lines().filter(text -> !text.startsWith("#")).toList()) {
                String pattern = line.substring(0, line.indexOf('\t'));
                String text = UserAgents.plain(pattern).orElse("");
                if (!text.isEmpty()) {
                    plain++;
                    String userAgent = "Mozilla/5.0 (" + text + "; x)";
                    assertThat(Pattern.compile(pattern).matcher(userAgent).find())
                            .as(pattern)
                            .isTrue();
                    assertThat(AGENTS.see(userAgent).kind()).as(pattern).isNotEqualTo(UserAgents.Kind.PERSON);
                }
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }
}
