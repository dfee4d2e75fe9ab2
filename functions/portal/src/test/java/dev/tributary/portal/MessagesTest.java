package dev.tributary.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The words of the pages: each language says all of them and no other, with the same places.
class MessagesTest {
    private static final Path WEB = Path.of("src/main/resources/dev/tributary/portal/web");
    private static final ObjectMapper JSON = new ObjectMapper();
    /// `t('area.key'`, also as one of two; a name that is put together is in `COMPOSED`.
    private static final Pattern USED = Pattern.compile("'([a-z-]+\\.[a-z0-9_]+)'");

    /// Keys that are put together from a word and what the API, the menu or a list says.
    private static final Pattern COMPOSED = Pattern.compile("common\\.(problem|range|menu)_[a-z0-9_]+|state\\.[a-z_]+");

    /// Between a choice and its value: `links.kind__banner` is said by `choice('links.kind', value)`.
    private static final String OF_A_CHOICE = "__";

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    static List<String> languages() {
        return Language.ALL.stream().map(Language::code).toList();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aLanguage_saysWhatEnglishSays(String language) throws IOException {
        Map<String, JsonNode> english = messages("en");
        Map<String, JsonNode> other = messages(language);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        other.forEach((key, text) -> {
            assertThat(texts(text)).as(key).isNotEmpty().noneMatch(String::isBlank);
            assertThat(places(text)).as("places of " + key).isEqualTo(places(Objects.requireNonNull(english.get(key))));
        });
    }

    @Test
    void whatIsSaid_isThere_andWhatIsThere_isSaid() throws IOException {
        Set<String> known = new TreeSet<>(messages("en").keySet());
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(WEB)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".js")).toList()) {
                USED.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        Set<String> areas = new TreeSet<>();
        known.forEach(key -> areas.add(key.substring(0, key.indexOf('.'))));
        assertThat(used.stream().filter(key -> areas.contains(key.substring(0, key.indexOf('.')))))
                .as("keys in use")
                .isNotEmpty()
                .allMatch(key ->
                        known.contains(key) || known.stream().anyMatch(other -> other.startsWith(key + OF_A_CHOICE)));
        assertThat(known.stream().filter(key -> !COMPOSED.matcher(key).matches()))
                .as("keys that nobody uses")
                .allMatch(key -> used.contains(key.split(OF_A_CHOICE, 2)[0]));
    }

    @Test
    void everyPage_isNamedInTheMenu_andHasItsWords() throws IOException {
        List<String> files = new ArrayList<>();
        Pattern.compile("file: '([a-z-]+)'")
                .matcher(Files.readString(WEB.resolve("pages.js")))
                .results()
                .forEach(found -> files.add(found.group(1)));
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(WEB.resolve("pages/" + file + ".js")).exists();
            assertThat(messages("en")).containsKey(file + ".title");
            assertThat(messages("en")).containsKey("common.menu_" + file.replace('-', '_'));
        }
    }

    @Test
    void everyHeadingOfTheMenu_hasItsWord_butTheFirstPagesNeedNone() throws IOException {
        Set<String> groups = new TreeSet<>();
        Pattern.compile("menu: '([a-z]+)'")
                .matcher(Files.readString(WEB.resolve("pages.js")))
                .results()
                .forEach(found -> groups.add(found.group(1)));
        assertThat(groups).contains("first");
        groups.remove("first");
        String prefix = "common.menu_group_";
        assertThat(messages("en").keySet().stream().filter(key -> key.startsWith(prefix)))
                .containsExactlyInAnyOrderElementsOf(
                        groups.stream().map(group -> prefix + group).toList());
    }

    private static Map<String, JsonNode> messages(String language) throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(WEB.resolve("messages").resolve(language))) {
            for (Path file : files.toList()) {
                String area = file.getFileName().toString().replace(".json", "");
                JSON.readTree(Files.readString(file))
                        .properties()
                        .forEach(entry -> all.put(area + "." + entry.getKey(), entry.getValue()));
            }
        }
        return all;
    }

    private static List<String> texts(JsonNode message) {
        return message.isTextual()
                ? List.of(message.asText())
                : message.valueStream().map(JsonNode::asText).toList();
    }

    private static Set<String> places(JsonNode message) {
        Set<String> places = new TreeSet<>();
        texts(message).forEach(text -> PLACE.matcher(text).results().forEach(found -> places.add(found.group(1))));
        return places;
    }
}
