package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.terms.Prize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What openapi.yaml says of notices, held against the types and facts that there are.
class WebhookExamplesTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        return new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(options)).<@Nullable Object>load(OpenApi.TEXT));
    }

    @Test
    void events_areTheTypesThatThereAre() {
        List<String> types =
                Stream.of(NoticeType.values()).map(NoticeType::text).toList();
        List<String> wanted =
                types.stream().filter(type -> !type.equals("webhook.test")).toList();
        JsonNode schemas = DOCUMENT.at("/components/schemas");

        assertThat(words(schemas.at("/WebhookEvent/enum"))).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(words(schemas.at("/WebhookDelivery/properties/type/enum")))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void examples_areNoticesThatCouldBe() {
        JsonNode examples = DOCUMENT.at("/paths/~1v1~1webhooks/post/callbacks/told/{$request.body#~1url}/post"
                + "/requestBody/content/application~1json/examples");
        assertThat(examples.properties()).hasSizeGreaterThanOrEqualTo(5);
        for (Map.Entry<String, JsonNode> example : examples.properties()) {
            JsonNode notice = example.getValue().path("value");
            // `bonus.awarded, a prize`
            assertThat(NoticeType.parse(notice.path("type").asText()).map(NoticeType::text))
                    .contains(example.getKey().split(", ", 2)[0]);
            assertThat(notice.path("data").has("amount") && notice.path("data").has("prize"))
                    .as("a prize has no amount")
                    .isFalse();
            assertThat(NoticeId.parse(notice.path("id").asText())).isPresent();
            assertThat(Instant.parse(notice.path("timestamp").asText())).isNotNull();
            for (Map.Entry<String, JsonNode> fact : notice.path("data").properties()) {
                if (fact.getKey().equals("amount")) {
                    assertThat(Money.of(
                                            fact.getValue().path("amount").asText(),
                                            new CurrencyCode(fact.getValue()
                                                    .path("currency")
                                                    .asText()))
                                    .isZero())
                            .isFalse();
                } else if (fact.getKey().equals("prize")) {
                    assertThat(Prize.Kind.parse(fact.getValue().path("kind").asText()))
                            .isPresent();
                    assertThat(fact.getValue().path("title").asText()).isNotBlank();
                    assertThat(fact.getValue()).hasSize(2);
                } else {
                    assertThat(NoticeFact.parse(fact.getKey()).map(NoticeFact::shape))
                            .as(fact.getKey())
                            .isPresent()
                            .isNotEqualTo(Optional.of(NoticeFact.Shape.PART));
                }
            }
            if (notice.at("/data/entry_id").isTextual()) {
                assertThat(new EntryId(notice.at("/data/entry_id").asText())).isNotNull();
            }
        }
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
