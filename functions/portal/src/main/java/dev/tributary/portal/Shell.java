package dev.tributary.portal;

import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The one document that every page is: it names the language, and loads the files. Nothing in it is of the
/// person or of what is shown, so that nothing of either can be put into it.
final class Shell {
    /// What is loaded before anything is shown, whatever the page: asked for at once, not one after the other.
    private static final List<String> FIRST = List.of(
            "vendor/lit/index.js",
            "vendor/lit__reactive-element/reactive-element.js",
            "vendor/lit__reactive-element/css-tag.js",
            "vendor/lit-html/lit-html.js",
            "vendor/lit-html/is-server.js",
            "vendor/lit-element/lit-element.js");

    private final Assets assets;
    private final String imports;
    private final String policy;
    private final String links;

    Shell(Assets assets) {
        this.assets = assets;
        this.imports = imports(assets);
        this.policy = policy(imports);
        this.links = links(assets);
    }

    /// What a page begins with.
    enum Entry {
        /// For whoever has signed in.
        APP("app.js", "trb-app"),
        /// For anybody.
        VISIT("visit.js", "trb-visit");

        private final String file;
        private final String element;

        Entry(String file, String element) {
            this.file = file;
            this.element = element;
        }
    }

    HttpAnswer page(Entry entry, Language language) {
        String html = Html.opening(language)
                + "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>Tributary</title>"
                + "<script type=\"importmap\">" + imports + "</script>" + links
                + "<script type=\"module\" src=\"" + assets.path(entry.file)
                + "\"></script></head><body><" + entry.element + "></" + entry.element + "><noscript>"
                + Html.escaped(PortalWord.NO_SCRIPT.in(language)) + "</noscript></body></html>";
        return new HttpAnswer(200, Map.of("content-type", "text/html; charset=utf-8"), html)
                .with("content-security-policy", policy)
                .with("content-language", language.code())
                .with("cross-origin-opener-policy", "same-origin")
                .with("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()")
                .with("referrer-policy", "same-origin")
                .with("vary", "accept-language, cookie")
                .with("x-frame-options", "DENY");
    }

    /// Names that our files import, and where they stand in this build (HTML, "Import maps").
    private static String imports(Assets assets) {
        Map<String, String> map = new TreeMap<>();
        map.put("lit", assets.path("vendor/lit/index.js"));
        map.put("lit/", Assets.PREFIX + assets.build() + "/vendor/lit/");
        map.put("lit-html", assets.path("vendor/lit-html/lit-html.js"));
        map.put("lit-html/", Assets.PREFIX + assets.build() + "/vendor/lit-html/");
        map.put("lit-element/lit-element.js", assets.path("vendor/lit-element/lit-element.js"));
        map.put("@lit/reactive-element", assets.path("vendor/lit__reactive-element/reactive-element.js"));
        return map.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
    }

    /// Our own files only; the map of names is in the document, and allowed by what it says (CSP 3, 2.3).
    private static String policy(String imports) {
        String hash =
                Base64.getEncoder().encodeToString(Assets.sha256().digest(imports.getBytes(StandardCharsets.UTF_8)));
        return "default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types lit-html";
    }

    private static String links(Assets assets) {
        StringBuilder links = new StringBuilder();
        links.append("<link rel=\"stylesheet\" href=\"")
                .append(assets.path("app.css"))
                .append("\"><link rel=\"icon\" type=\"image/svg+xml\" href=\"")
                .append(assets.path("icon.svg"))
                .append("\">");
        for (String name : FIRST) {
            preload(assets.path(name), links);
        }
        for (String name : assets.in("lib/")) {
            preload(assets.path(name), links);
        }
        return links.toString();
    }

    private static void preload(String path, StringBuilder links) {
        links.append("<link rel=\"modulepreload\" href=\"").append(path).append("\">");
    }
}
