package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What nobody posted within a minute is sent again each minute, until it is posted.
final class DecisionsDueTest {
    private static final Instant DECIDED = Instant.parse("2026-11-22T10:15:00.750Z");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    private final Table table = EmbeddedTable.create().connect();
    private final DynamoDecisions decisions = new DynamoDecisions(table);
    private final List<Adjustment> sent = new ArrayList<>();
    private final DecisionsDueSearch search = new DecisionsDueSearch(decisions, sent::addAll);

    @Test
    void decision_isSentAgain_afterAMinute_andEachMinuteFromThenOn() {
        Adjustment adjustment = recorded(1);

        assertThat(search.send(DECIDED.plusSeconds(58))).isZero();
        assertThat(search.send(DECIDED.plusSeconds(60))).isEqualTo(1);
        assertThat(search.send(DECIDED.plusSeconds(120))).isEqualTo(1);
        assertThat(sent).containsExactly(adjustment, adjustment);
    }

    @Test
    void manyDecisions_areSentInPages() {
        List<Adjustment> all = LongStream.range(0, 130).mapToObj(this::recorded).toList();

        assertThat(search.send(DECIDED.plusSeconds(60))).isEqualTo(130);
        assertThat(sent).containsExactlyInAnyOrderElementsOf(all);
    }

    /// The index may be behind: the item says that it is posted.
    @Test
    void whatIsPosted_isNotSent_thoughTheIndexShowsIt() {
        Adjustment posted = recorded(1);
        Adjustment waits = recorded(2);
        table.client()
                .updateItem(update -> update.tableName(table.name())
                        .key(Map.of(
                                Keys.PK,
                                AttributeValue.fromS(Keys.decision(posted.id())),
                                Keys.SK,
                                AttributeValue.fromS(Keys.SOLE)))
                        .updateExpression("SET outcome = :posted, entry = :entry")
                        .expressionAttributeValues(Map.of(
                                ":posted",
                                AttributeValue.fromS("posted"),
                                ":entry",
                                AttributeValue.fromS(posted.entry().text()))));

        assertThat(search.send(DECIDED.plusSeconds(60))).isEqualTo(1);
        assertThat(sent).containsExactly(waits);
    }

    private Adjustment recorded(long id) {
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(id),
                new AccountKey(new ProgramId(1), new AffiliateId(2), EUR),
                Money.of("1.00", EUR),
                "goodwill",
                "key_1",
                DECIDED,
                Optional.empty());
        decisions.create(adjustment);
        return adjustment;
    }
}
