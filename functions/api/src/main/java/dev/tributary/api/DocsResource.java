package dev.tributary.api;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// `GET /v1/docs`, `GET /v1/docs/{page}` and `GET /v1/openapi.yaml`: for anybody, without a key. They cost the table
/// nothing, and are made once in each environment.
final class DocsResource {
    static final String STYLE = ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}"
            + "body{max-width:60rem;margin:0 auto;padding:1rem}"
            + "table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0;"
            + "border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}"
            + "tbody th{font-weight:normal}pre,.wide{overflow-x:auto}"
            + "pre{padding:.75rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}"
            + "h2{margin-top:2.5rem}section:target>h2{text-decoration:underline}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + SignInPage.hash(STYLE)
            + "'; base-uri 'none'; frame-ancestors 'none'";
    private static final String INDEX = "";

    private final Map<String, String> made = new ConcurrentHashMap<>();
    private Optional<ApiDescription> read = Optional.empty();

    HttpAnswer index() {
        return html(made.computeIfAbsent(INDEX, absent -> pages().index()));
    }

    /// Of a tag, or of all schemas.
    HttpAnswer page(Map<String, String> variables) {
        String page = variables.getOrDefault("page", "");
        Optional<String> there = Optional.ofNullable(made.get(page));
        if (there.isEmpty()) {
            DocsPages pages = pages();
            there = page.equals(DocsPages.SCHEMAS) ? Optional.of(pages.schemas()) : pages.tag(page);
            // Only of pages that there are: names that callers make up are kept nowhere.
            there.ifPresent(html -> made.put(page, html));
        }
        return html(there.orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such page.")));
    }

    HttpAnswer file() {
        String text = api().text();
        return cached(new HttpAnswer(200, Map.of("content-type", "application/yaml; charset=utf-8"), text));
    }

    private DocsPages pages() {
        return new DocsPages(api());
    }

    /// Read when somebody first asks: whoever calls the API does not wait for it.
    private synchronized ApiDescription api() {
        ApiDescription there = read.orElseGet(ApiDescription::read);
        read = Optional.of(there);
        return there;
    }

    private static HttpAnswer html(String html) {
        return cached(new HttpAnswer(200, Map.of("content-type", "text/html; charset=utf-8"), html))
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "no-referrer")
                .with("x-frame-options", "DENY");
    }

    private static HttpAnswer cached(HttpAnswer answer) {
        return answer.with("cache-control", "public, max-age=300").with("x-content-type-options", "nosniff");
    }
}
