package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.infrastructure.edge.Environment;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proxy before the gateway: mails, cookies and pages know its name, and the gateway's is nobody's any more.
class PublicOriginTest {
    private static final String ORIGIN = "https://partners.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://partners.example",
                "partners.example",
                "https://partners.example/",
                "https://partners.example/app",
                "https://partners.example?x",
                "https://Partners.example",
                "https://a@partners.example",
                "https://partners..example",
                "https://-.example",
                "https://partners.example:",
                "https://localhost",
                "https://127.0.0.1:3000",
                "https://"
            })
    void whatIsNoOrigin_stopsTheStart(String text) {
        assertThatThrownBy(() -> PublicOrigin.of(environment(text)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("environment variable PUBLIC_ORIGIN");
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
