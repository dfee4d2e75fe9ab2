package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.seed.DemoStart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/` of the local machine, which lets people in: whoever sits there, and nobody's page.
class HomePageTest {
    private final LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(
            Path.of("../../template.yaml").toAbsolutePath().normalize()));
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        client.shutdownNow();
        machine.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void page_saysWhatRuns_andLetsTheDemosOwnersIn() throws Exception {
        assertThat(send("GET", "/").body()).doesNotContain("<form").contains("POST /v1/members");
        new DemoStart(folder).run(machine, true);

        HttpResponse<String> page = send("GET", "/", "accept-language", "fa");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html><html lang=\"fa\" dir=\"rtl\">")
                .containsPattern("href=\"/assets/[0-9a-f]{12}/app\\.css\"")
                .contains("tributary-dev-clicks-dead", "tributary-dev-portal", "as=merchant", "as=affiliate");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'self'");

        String first = press("merchant", "same-origin");
        String second = press("affiliate", "same-origin");
        assertThat(first).startsWith("/sign-in?token=");
        assertThat(second).isNotEqualTo(first);
        assertThat(send("GET", first).body()).contains("merchant@demo.example");
        assertThat(send("GET", second).body()).contains("affiliate@demo.example");
    }

    @Test
    void pageOfSomebodyElse_getsNobodyIn() throws Exception {
        new DemoStart(folder).run(machine, true);
        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(press("merchant", site)).as(site).isEmpty();
        }
        assertThat(send("POST", "/machine/sign-in?as=merchant").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/machine/sign-in?as=merchant", "origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/machine/sign-in?as=merchant", "origin", machine.baseUrl())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void language_isKept() throws Exception {
        HttpResponse<String> chosen = send("GET", "/?language=lv");
        assertThat(chosen.headers().firstValue("set-cookie").orElse("")).startsWith("tributary-language=lv;");
        assertThat(send("GET", "/", "cookie", "tributary-language=lv").body()).contains("lang=\"lv\" dir=\"ltr\">");
        for (String code : new String[] {"en", "he", "fa", "lv"}) {
            assertThat(send("GET", "/", "accept-language", code).body()).doesNotContain("null");
        }
    }

    /// Where the button leads; empty when it was refused.
    private String press(String owner, String site) throws Exception {
        return send("POST", "/machine/sign-in?as=" + owner, "sec-fetch-site", site)
                .headers()
                .firstValue("location")
                .orElse("");
    }
}
