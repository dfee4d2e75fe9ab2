package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A proxy before the gateway: mails, cookies and pages know its name, and the gateway's is nobody's any more.
class PublicOriginTest {
    private static final String ORIGIN = "https://partners.example";

    /// What the template's parameter takes, and what the function starts with: a pattern knows no range of ports, and
    /// no
    /// address of this machine.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # text                        | template | start
        https://partners.example      | true     | true
        https://partners.example:8443 | true     | true
        https://partners.example:1    | true     | true
        https://partners.example:65535 | true    | true
        https://a-b.c--d.example      | true     | true
        https://9.example             | true     | true
        https://partners              | true     | true
        https://partners.example:0    | true     | false
        https://partners.example:65536 | true    | false
        https://partners.example:99999 | true    | false
        https://localhost             | true     | false
        https://127.0.0.1:3000        | true     | false
        https://partners.example:123456 | false  | false
        https://partners.example:     | false    | false
        https://partners.example:a    | false    | false
        https://partners.example.     | false    | false
        https://partners.example.:443 | false    | false
        https://.partners.example     | false    | false
        https://partners..example     | false    | false
        https://-.example             | false    | false
        https://-x.example            | false    | false
        https://x-.example            | false    | false
        https://x.-example            | false    | false
        http://partners.example       | false    | false
        partners.example              | false    | false
        https://partners.example/     | false    | false
        https://partners.example/app  | false    | false
        https://partners.example?x    | false    | false
        https://Partners.example      | false    | false
        https://a@partners.example    | false    | false
        https://part_ners.example     | false    | false
        https://                      | false    | false
        """)
    void whatIsNoOrigin_stopsTheStart_andMostOfItTheDeployment(String text, boolean template, boolean start)
            throws IOException {
        assertThat(allowed().matcher(text).matches()).isEqualTo(template);
        if (start) {
            assertThat(PublicOrigin.of(environment(text)).host()).contains(text.substring("https://".length()));
        } else {
            assertThatThrownBy(() -> PublicOrigin.of(environment(text)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("environment variable PUBLIC_ORIGIN");
        }
    }

    /// One pattern, which the parameter may also leave empty, and one length.
    @Test
    void template_hasTheSamePattern() throws IOException {
        assertThat(allowed().pattern()).isEqualTo("(" + PublicOrigin.SHAPE.pattern() + ")?");
        assertThat(parameter()).contains("\n    MaxLength: " + PublicOrigin.MAX_LENGTH + "\n");
        String longest = ORIGIN.replace("https://", "https://" + "a".repeat(PublicOrigin.MAX_LENGTH - ORIGIN.length()));
        assertThat(PublicOrigin.of(environment(longest)).host()).isPresent();
        assertThatThrownBy(() -> PublicOrigin.of(environment(longest.replace("https://", "https://a"))))
                .isInstanceOf(IllegalStateException.class);
    }

    /// As YAML quotes it, with its backslashes doubled.
    private static Pattern allowed() throws IOException {
        Matcher pattern =
                Pattern.compile("\n    AllowedPattern: \"([^\"]*)\"\n").matcher(parameter());
        assertThat(pattern.find()).isTrue();
        return Pattern.compile(pattern.group(1).replace("\\\\", "\\"));
    }

    /// The lines of the parameter in the template.
    private static String parameter() throws IOException {
        String text = Files.readString(Path.of("../../template.yaml"));
        int from = text.indexOf("\n  PublicOrigin:\n");
        assertThat(from).isPositive();
        return text.substring(from, text.indexOf("\n    Description:", from) + 1);
    }

    @Test
    void origin_isAHost_orNothing() {
        assertThat(PublicOrigin.of(environment(ORIGIN)).host()).contains("partners.example");
        assertThat(PublicOrigin.of(environment(ORIGIN + ":8443")).host()).contains("partners.example:8443");
        assertThat(PublicOrigin.of(environment(""))).isEqualTo(PublicOrigin.OF_THE_GATEWAY);
    }

    @Test
    void mailsAndPages_areOfItsName() {
        WriteApi api = new WriteApi();
        api.domain = Optional.of("abc.execute-api.eu-west-1.amazonaws.com");
        api.behind(ORIGIN);
        People people = new People(api);
        people.invite("merchant 1", "anna", "owner");
        assertThat(api.mail.last().text()).contains(ORIGIN).doesNotContain("amazonaws");
        people.signIn("anna");
        assertThat(api.mail.last().text())
                .contains("\n" + ORIGIN + "/sign-in?token=")
                .doesNotContain("amazonaws");
        assertThat(people.cookieOf("anna")).startsWith("__Host-tributary=");

        assertThat(change(api, people, ORIGIN).getStatusCode()).isEqualTo(200);
        assertThat(change(api, people, "https://abc.execute-api.eu-west-1.amazonaws.com")
                        .getBody())
                .contains("cross_site");
    }

    private static APIGatewayV2HTTPResponse change(WriteApi api, People people, String origin) {
        return api.call(
                "nobody",
                "PATCH",
                "/v1/programs/prg_0000000000001",
                "{\"name\":\"Other\"}",
                "cookie",
                people.cookieOf("anna"),
                "tributary-request",
                "1",
                "origin",
                origin);
    }

    private static Environment environment(String origin) {
        return new Environment(Map.of("PUBLIC_ORIGIN", origin), Clock.systemUTC());
    }
}
