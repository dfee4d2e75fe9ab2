package dev.tributary.infrastructure.table;

import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.DueDecisions;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.decision.NewDecisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Decisions about money in the table: recorded here, ended by the ledger alone.
public final class DynamoDecisions implements Decisions, DueDecisions, NewDecisions {
    private static final int PAGE = 50;

    private final ItemStore items;
    private final Table table;

    public DynamoDecisions(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<Decision> find(AdjustmentId id) {
        try {
            return items.get(Keys.decision(id), Keys.SOLE).map(DecisionItems::decision);
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public Map<AdjustmentId, Decision> find(Collection<AdjustmentId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : items
                        .batchGet(ids.stream()
                                .map(id -> Table.key(Keys.decision(id), Keys.SOLE))
                                .toList())
                        .stream()
                        .map(DecisionItems::decision)
                        .collect(Collectors.toMap(one -> one.adjustment().id(), Function.identity()));
    }

    @Override
    public Page<Decision> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.decisions(program), Keys.DECISIONS), page)
                .map(DecisionItems::decision);
    }

    @Override
    public String positionOf(Instant since) {
        return Keys.conversionsFrom(since);
    }

    @Override
    public Page<Given> awardsIn(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(BonusKeys.awards(program), Keys.DECISIONS), page)
                .map(DynamoDecisions::given);
    }

    private static Given given(Map<String, Object> item) {
        boolean isPrize = ((String) ItemStore.required(item, Keys.PK)).startsWith(BonusKeys.PRIZES);
        return isPrize
                ? new Given.OfPrize(new Versioned<>(PrizeItems.award(item), ItemStore.version(item)))
                : new Given.OfMoney(DecisionItems.decision(item));
    }

    @Override
    public Creation create(Adjustment adjustment) {
        return items.create(place(adjustment), DecisionItems.of(Decision.recorded(adjustment)));
    }

    /// The index may show one that was posted a moment ago; the items say which still wait.
    @Override
    public DueDecisions.Found due(Instant now, Optional<String> from) {
        Map<String, AttributeValue> values = Map.of(
                ":pk", Table.text(Keys.dueDecisions()),
                ":after", Table.text(from.orElse("0")),
                ":until", Table.text(Keys.dueUntil(now)));
        QueryResponse page = table.client()
                .query(query -> query.tableName(table.name())
                        .indexName(Keys.GSI2)
                        .keyConditionExpression("gsi2pk = :pk AND gsi2sk BETWEEN :after AND :until")
                        .expressionAttributeValues(values)
                        .limit(PAGE));
        List<Adjustment> waiting = page.items().isEmpty()
                ? List.of()
                : items.batchGet(page.items()).stream()
                        .map(DecisionItems::decision)
                        .filter(Decision::isPosting)
                        .map(Decision::adjustment)
                        .toList();
        return new DueDecisions.Found(
                waiting,
                page.hasLastEvaluatedKey()
                        ? Optional.of(Keys.after(Table.text(page.lastEvaluatedKey(), Keys.GSI2_SK)))
                        : Optional.empty());
    }

    static ItemStore.Place place(Adjustment adjustment) {
        ProgramId program = adjustment.account().program();
        return ItemStore.Place.sole(Keys.decision(adjustment.id()))
                .listed(
                        Awards.isByTerms(adjustment) ? BonusKeys.awards(program) : Keys.decisions(program),
                        Keys.decisionAt(adjustment.decidedAt(), adjustment.id()));
    }
}
