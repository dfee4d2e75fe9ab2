package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.Purge.Phase;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PurgeKeys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Purges in the table, in their program's partition:
/// ```
/// pk P#prg_0test... | sk PURGE | version 3 | requested_at 2026-11-22T10:15:00Z | phase content | deleted 1200
/// | after {pk} {sk} | gsi2pk purge#0 | gsi2sk {requested_at}#...
/// ```
/// What is to go is found by keys alone: a pass reads no attribute of any item but those of its keys.
public final class DynamoPurges implements Purges {
    private static final int PAGE = 500;
    /// No id and no code holds it.
    private static final String BETWEEN = "\n";
    private static final int MOST_HEADS = 100_000;

    private final ItemStore items;
    private final Table table;

    public DynamoPurges(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<Purge>> find(ProgramId program) {
        return items.find(Keys.program(program), PurgeKeys.PURGE, item -> purge(program, item));
    }

    @Override
    public Replacement replace(Versioned<Purge> purge) {
        return items.replace(place(purge.value()), item(purge.value()), purge.version());
    }

    @Override
    public Page<ProgramId> due(Instant now, Optional<String> from) {
        return new DueIndex(table).due(PurgeKeys.duePurges(), now, from, PurgeKeys::purgedOf);
    }

    @Override
    public Set<String> heads(ProgramId program) {
        Set<String> heads = new HashSet<>();
        for (String list : PurgeKeys.lists(program)) {
            table.client()
                    .queryPaginator(query -> query.tableName(table.name())
                            .indexName(Keys.GSI1)
                            .keyConditionExpression("#list = :list")
                            .expressionAttributeNames(Map.of("#list", Keys.GSI1_PK))
                            .expressionAttributeValues(Map.of(":list", Table.text(list))))
                    .items()
                    .forEach(item -> heads.add(Table.text(item, Keys.PK)));
            if (heads.size() > MOST_HEADS) {
                throw new IllegalStateException("too many threads, runs and exports of " + program);
            }
        }
        return heads;
    }

    @Override
    public Swept sweep(Purge purge, Set<String> heads) {
        ScanResponse page = page(purge.after());
        int deleted = 0;
        for (Map<String, AttributeValue> item : page.items()) {
            String pk = Table.text(item, Keys.PK);
            String sk = Table.text(item, Keys.SK);
            String list = item.containsKey(Keys.GSI1_PK) ? Table.text(item, Keys.GSI1_PK) : "";
            boolean goes = purge.phase() == Phase.CONTENT
                    ? PurgeKeys.isContent(purge.program(), pk, sk, heads)
                    : PurgeKeys.isListed(purge.program(), pk, sk, list);
            if (PurgeKeys.isLink(purge.program(), pk, list)) {
                deleted += deleteLink(pk, sk);
            } else if (goes) {
                delete(pk, sk);
                deleted++;
            }
        }
        Map<String, AttributeValue> last = page.lastEvaluatedKey();
        return new Swept(
                deleted,
                last.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Table.text(last, Keys.PK) + BETWEEN + Table.text(last, Keys.SK)));
    }

    private ScanResponse page(Optional<String> after) {
        try {
            return table.client()
                    .scan(scan -> scan.tableName(table.name())
                            .consistentRead(true)
                            // The role allows a scan that says so, and no other.
                            .select(Select.SPECIFIC_ATTRIBUTES)
                            .projectionExpression("#pk, #sk, #list")
                            .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK, "#list", Keys.GSI1_PK))
                            .limit(PAGE)
                            .exclusiveStartKey(after.map(DynamoPurges::key).orElse(null)));
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    private static Map<String, AttributeValue> key(String after) {
        int between = after.indexOf(BETWEEN);
        return Table.key(after.substring(0, between), after.substring(between + 1));
    }

    /// First what finds it by its id.
    private int deleteLink(String pk, String sk) {
        Optional<Link> link = items.get(pk, sk).map(Items::link);
        link.ifPresent(found -> delete(Keys.linkId(found.id()), Keys.SOLE));
        delete(pk, sk);
        return link.isPresent() ? 2 : 1;
    }

    private void delete(String pk, String sk) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(Table.key(pk, sk)));
    }

    static ItemStore.Place place(Purge purge) {
        return new ItemStore.Place(Keys.program(purge.program()), PurgeKeys.PURGE, Optional.empty());
    }

    static Map<String, Object> item(Purge purge) {
        Map<String, Object> item = new HashMap<>();
        item.put("requested_at", purge.requestedAt().toString());
        item.put("phase", purge.phase().text());
        item.put("deleted", purge.deleted());
        purge.after().ifPresent(after -> item.put("after", after));
        purge.doneAt().ifPresent(done -> item.put("done_at", done.toString()));
        if (purge.isRunning()) {
            item.put(Keys.GSI2_PK, PurgeKeys.duePurges());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(
                            purge.requestedAt().truncatedTo(ChronoUnit.SECONDS),
                            Keys.program(purge.program()),
                            PurgeKeys.PURGE));
        }
        return item;
    }

    private static Purge purge(ProgramId program, Map<String, Object> item) {
        return new Purge(
                program,
                Instant.parse((String) ItemStore.required(item, "requested_at")),
                Phase.valueOf(((String) ItemStore.required(item, "phase")).toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) item.get("after")),
                (Long) ItemStore.required(item, "deleted"),
                Optional.ofNullable((String) item.get("done_at")).map(Instant::parse));
    }
}
