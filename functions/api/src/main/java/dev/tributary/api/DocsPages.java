package dev.tributary.api;

import static dev.tributary.api.ApiDescription.at;
import static dev.tributary.api.ApiDescription.list;
import static dev.tributary.api.ApiDescription.map;
import static dev.tributary.api.ApiDescription.schemaName;
import static dev.tributary.api.ApiDescription.text;
import static dev.tributary.api.ApiDescription.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.language.Html;
import dev.tributary.domain.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// docs/openapi.yaml for reading: a page that names every call, one for each tag with its calls, and one with all
/// schemas. Nothing on them is a script, and nothing is loaded from elsewhere.
final class DocsPages {
    static final String SCHEMAS = "schemas";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiDescription api;

    DocsPages(ApiDescription api) {
        this.api = api;
    }

    /// What it is, and every call by its tag.
    String index() {
        StringBuilder html = new StringBuilder();
        paragraphs(text(api.info(), "description"), html);
        html.append("<p>As a file: <a href=\"/v1/openapi.yaml\">openapi.yaml</a>. All <a href=\"/v1/docs/")
                .append(SCHEMAS)
                .append("\">schemas</a>.</p>");
        api.tags().forEach((tag, description) -> {
            html.append("<h2><a href=\"/v1/docs/")
                    .append(tag)
                    .append("\">")
                    .append(tag)
                    .append("</a></h2>");
            if (!description.isEmpty()) {
                paragraphs(description, html);
            }
            html.append("<ul>");
            for (ApiDescription.Operation operation : of(tag)) {
                html.append("<li><a href=\"/v1/docs/")
                        .append(tag)
                        .append('#')
                        .append(anchor(operation))
                        .append("\"><code>")
                        .append(name(operation))
                        .append("</code></a> ")
                        .append(escaped(text(operation.body(), "summary")))
                        .append("</li>");
            }
            html.append("</ul>");
        });
        return page("API", html.toString());
    }

    /// Empty for a tag that there is not.
    Optional<String> tag(String tag) {
        if (!api.tags().containsKey(tag)) {
            return Optional.empty();
        }
        StringBuilder html = new StringBuilder("<p><a href=\"/v1/docs\">All calls</a></p>");
        of(tag).forEach(operation -> operation(operation, html));
        return Optional.of(page(tag, html.toString()));
    }

    String schemas() {
        StringBuilder html = new StringBuilder("<p><a href=\"/v1/docs\">All calls</a></p>");
        api.schemas().forEach((name, schema) -> {
            html.append("<section id=\"")
                    .append(name)
                    .append("\"><h2>")
                    .append(name)
                    .append("</h2>");
            schema(map(schema), html);
            html.append("</section>");
        });
        return page(SCHEMAS, html.toString());
    }

    private List<ApiDescription.Operation> of(String tag) {
        return api.operations().stream()
                .filter(operation -> operation.tags().contains(tag))
                .toList();
    }

    private void operation(ApiDescription.Operation operation, StringBuilder html) {
        Map<String, Object> body = operation.body();
        html.append("<section id=\"")
                .append(anchor(operation))
                .append("\"><h2>")
                .append(escaped(text(body, "summary")))
                .append("</h2><p><code>")
                .append(name(operation))
                .append("</code></p>");
        paragraphs(text(body, "description"), html);
        parameters(list(at(body, "parameters")), html);
        Map<String, Object> request = api.resolved(at(body, "requestBody"));
        if (!request.isEmpty()) {
            html.append("<h3>Body</h3>");
            content(request, html);
        }
        html.append("<h3>Answers</h3>");
        map(at(body, "responses")).forEach((status, response) -> {
            Map<String, Object> answer = api.resolved(response);
            html.append("<h4>").append(escaped(status)).append("</h4>");
            paragraphs(text(answer, "description"), html);
            content(answer, html);
        });
        html.append("</section>");
    }

    private void parameters(List<Object> parameters, StringBuilder html) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append("<h3>Parameters</h3>");
        List<Row> rows = new ArrayList<>();
        for (Object one : parameters) {
            Map<String, Object> parameter = api.resolved(one);
            rows.add(new Row(
                    text(parameter, "name"),
                    text(parameter, "in") + ", " + type(at(parameter, "schema")),
                    Boolean.TRUE.equals(at(parameter, "required")),
                    text(parameter, "description")));
        }
        table(rows, html);
    }

    private void content(Map<String, Object> holder, StringBuilder html) {
        map(at(holder, "content")).forEach((mediaType, media) -> {
            html.append("<p><code>").append(escaped(mediaType)).append("</code> ");
            Object schema = at(map(media), "schema");
            schemaName(schema).ifPresent(name -> html.append(link(name)));
            html.append("</p>");
            if (!map(schema).isEmpty() && schemaName(schema).isEmpty()) {
                schema(map(schema), html);
            }
            if (map(media).containsKey("example")) {
                Object example = at(map(media), "example");
                html.append("<pre tabindex=\"0\">")
                        .append(escaped(shown(example)))
                        .append("</pre>");
            }
        });
    }

    private void schema(Map<String, Object> schema, StringBuilder html) {
        paragraphs(text(schema, "description"), html);
        Map<String, Object> properties = map(at(schema, "properties"));
        if (properties.isEmpty()) {
            html.append("<p>").append(type(schema)).append("</p>");
            return;
        }
        List<String> required = texts(at(schema, "required"));
        List<Row> rows = new ArrayList<>();
        rows(properties, required, "", rows);
        table(rows, html);
    }

    /// Also the fields of objects that have no schema of their own.
    private void rows(Map<String, Object> properties, List<String> required, String prefix, List<Row> rows) {
        properties.forEach((name, property) -> {
            Map<String, Object> of = map(property);
            rows.add(new Row(prefix + name, type(property), required.contains(name), text(of, "description")));
            Map<String, Object> inner = map(at(of, "items"));
            boolean isList = map(at(inner, "properties")).isEmpty();
            Map<String, Object> below = isList ? of : inner;
            rows(
                    map(at(below, "properties")),
                    texts(at(below, "required")),
                    prefix + name + (isList ? "." : "[]."),
                    rows);
        });
    }

    /// Of one field.
    private record Row(String name, String type, boolean required, String description) {}

    private static void table(List<Row> rows, StringBuilder html) {
        html.append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Name</th>"
                + "<th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>");
        for (Row row : rows) {
            html.append("<tr><th scope=\"row\"><code>")
                    .append(escaped(row.name()))
                    .append("</code></th><td>")
                    .append(row.type())
                    .append(row.required() ? "" : ", optional")
                    .append("</td><td>")
                    .append(marked(escaped(row.description())))
                    .append("</td></tr>");
        }
        html.append("</tbody></table></div>");
    }

    /// As HTML: a link to a schema, or words.
    private static String type(Object node) {
        Optional<String> name = schemaName(node);
        if (name.isPresent()) {
            return link(name.get());
        }
        Map<String, Object> schema = map(node);
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.containsKey(choice)) {
                return String.join(
                        choice.equals("allOf") ? " and " : " or ",
                        list(at(schema, choice)).stream().map(DocsPages::type).toList());
            }
        }
        if (schema.containsKey("enum")) {
            return "one of " + code(texts(at(schema, "enum")));
        }
        if (schema.containsKey("const")) {
            return code(List.of(text(schema, "const")));
        }
        if (schema.containsKey("items")) {
            return "list of " + type(at(schema, "items"));
        }
        Object type = schema.getOrDefault("type", "any");
        String said = type instanceof List<?> several
                ? String.join(" or ", several.stream().map(String::valueOf).toList())
                : type.toString();
        return escaped(said + (schema.containsKey("format") ? ", " + text(schema, "format") : ""))
                + (schema.containsKey("pattern") ? ", " + code(List.of(text(schema, "pattern"))) : "");
    }

    private static String code(List<String> values) {
        return String.join(
                ", ",
                values.stream()
                        .map(value -> "<code>" + escaped(value) + "</code>")
                        .toList());
    }

    private static String link(String schema) {
        return "<a href=\"/v1/docs/" + SCHEMAS + "#" + schema + "\">" + schema + "</a>";
    }

    private static String anchor(ApiDescription.Operation operation) {
        return escaped(text(operation.body(), "operationId"));
    }

    private static String name(ApiDescription.Operation operation) {
        return operation.method().toUpperCase(Locale.ROOT) + " " + escaped(operation.path());
    }

    private static void paragraphs(String text, StringBuilder html) {
        for (String paragraph : text.split("\n\\s*\n")) {
            if (!paragraph.isBlank()) {
                html.append("<p>").append(marked(escaped(paragraph))).append("</p>");
            }
        }
    }

    /// What stands between back quotes is code.
    private static String marked(String escaped) {
        return escaped.replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    private static String shown(Object example) {
        if (example instanceof String text) {
            return text;
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(example);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an example is no value", impossible);
        }
    }

    private static String page(String title, String body) {
        return Html.opening(Language.ENGLISH)
                + "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + escaped(title) + " - Tributary</title><style>" + DocsResource.STYLE
                + "</style></head><body><main><h1>" + escaped(title) + "</h1>" + body + "</main></body></html>";
    }

    private static String escaped(String text) {
        return Html.escaped(text);
    }
}
