package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages of openapi.yaml: all of it is on them, each link leads somewhere, and nothing on them is run or fetched.
class DocsTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private final WriteApi api = new WriteApi();

    private String page(String path) {
        APIGatewayV2HTTPResponse answer = api.get("nobody", path);
        assertThat(answer.getStatusCode()).as(path).isEqualTo(200);
        return answer.getBody();
    }

    @Test
    void everyCallAndSchema_isOnAPage_andEachLinkLeadsThere() {
        Set<String> anchors = new HashSet<>();
        Set<String> links = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Set<String> next = new HashSet<>(Set.of("/v1/docs"));
        while (!next.isEmpty()) {
            String path = next.iterator().next();
            next.remove(path);
            seen.add(path);
            String html = page(path);
            assertThat(html).as(path).doesNotContain("<script", "src=", "@import", "url(");
            for (Matcher id = ID.matcher(html); id.find(); ) {
                assertThat(anchors.add(path + "#" + id.group(1))).as(id.group()).isTrue();
            }
            for (Matcher link = LINK.matcher(html); link.find(); ) {
                links.add(link.group(1));
                String target = link.group(1).split("#")[0];
                if (target.startsWith("/v1/docs") && !seen.contains(target)) {
                    next.add(target);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(links).filteredOn(link -> link.contains("#")).isSubsetOf(anchors);
        String all = String.join("", seen.stream().map(this::page).toList());
        Operation.all().forEach(operation -> assertThat(all).contains("<code>" + operation.name() + "</code>"));
    }

    @Test
    void file_isTheDocument_asItIs() throws IOException {
        APIGatewayV2HTTPResponse answer = api.get("nobody", "/v1/openapi.yaml");
        assertThat(answer.getBody()).isEqualTo(Files.readString(Path.of("../../docs/openapi.yaml")));
        assertThat(answer.getHeaders()).containsEntry("content-type", "application/yaml; charset=utf-8");
    }

    @Test
    void page_saysThatNothingOnItIsRun_andMayBeKept() {
        APIGatewayV2HTTPResponse answer = api.get("nobody", "/v1/docs/payouts");
        assertThat(Objects.requireNonNull(answer.getHeaders().get("content-security-policy")))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.getHeaders()).containsEntry("cache-control", "public, max-age=300");
        assertThat(answer.getBody()).contains("<th scope=\"row\"><code>program_id</code></th>", "prg_0000000000001");
    }

    @Test
    void pageThatIsNone_isNotThere() {
        for (String page : new String[] {"weather", "%3Cb%3E", "..", "payouts%2F"}) {
            assertThat(api.get("nobody", "/v1/docs/" + page).getStatusCode())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(api.get("nobody", "/v1/docs?lang=en").getStatusCode()).isEqualTo(400);
    }
}
