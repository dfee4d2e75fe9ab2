package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.Purge.Phase;
import dev.tributary.domain.purge.Purge.Progress;
import dev.tributary.domain.purge.Purge.Window;
import dev.tributary.domain.purge.PurgeDay;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PurgeKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Purges in the table, in their program's partition:
/// ```
/// pk P#prg_0test... | sk PURGE | version 3 | merchant mer_... | requested_at 2026-11-22T10:15:00Z | phase content
/// | deleted 1200 | from {list} {its key} | until {list} {its key} | after {pk} {sk} | due 2026-11-22T10:17:00Z
/// | gsi1pk M#mer_... | gsi1sk PURGE#prg_0test... | gsi2pk purge#0 | gsi2sk {due}#...
/// ```
/// In both indexes while it runs only. Its merchant's partition counts them:
/// ```
/// pk M#mer_... | sk PURGES | version 7 | day 2026-11-22 | begun 3
/// ```
/// What is to go is found by keys alone: a pass reads no attribute of any item but those of its keys.
public final class DynamoPurges implements Purges {
    /// No id and no code holds it.
    private static final String BETWEEN = "\n";

    private final ItemStore items;
    private final Table table;
    private final Sizes sizes;

    /// @param page of keys that one part passes over
    /// @param window of heads that one worker knows at once: 100 bytes each
    public record Sizes(int page, int window) {
        static final Sizes USUAL = new Sizes(500, 100_000);
    }

    public DynamoPurges(Table table) {
        this(table, Sizes.USUAL);
    }

    public DynamoPurges(Table table, Sizes sizes) {
        this.items = new ItemStore(table);
        this.table = table;
        this.sizes = sizes;
    }

    @Override
    public Optional<Versioned<Purge>> find(ProgramId program) {
        return items.find(Keys.program(program), PurgeKeys.PURGE, item -> purge(program, item));
    }

    @Override
    public Page<Purge> running(MerchantId merchant, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.merchant(merchant), PurgeKeys.RUNNING), page)
                .map(item -> purge(PurgeKeys.purgedOf((String) ItemStore.required(item, Keys.PK)), item));
    }

    @Override
    public PurgeDay day(MerchantId merchant) {
        return items.get(Keys.merchant(merchant), PurgeKeys.COUNTED)
                .map(item -> new PurgeDay(
                        merchant,
                        LocalDate.parse((String) ItemStore.required(item, "day")),
                        Math.toIntExact((Long) ItemStore.required(item, "begun")),
                        ItemStore.version(item)))
                .orElseGet(() -> PurgeDay.none(merchant));
    }

    /// @param items of the same table
    static TransactWriteItem counted(ItemStore items, PurgeDay day) {
        ItemStore.Place place = new ItemStore.Place(Keys.merchant(day.merchant()), PurgeKeys.COUNTED, Optional.empty());
        Map<String, Object> item = Map.of("day", day.day().toString(), "begun", (long) day.begun());
        return day.version() == 0 ? items.creation(place, item) : items.replacement(place, item, day.version());
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
    public Heads heads(ProgramId program, Window window) {
        // One that was closed may have grown since: it is divided again before it is too much.
        int most = window.until().isPresent() ? 2 * sizes.window() : sizes.window();
        Set<String> heads = new HashSet<>();
        String last = "";
        for (String list : PurgeKeys.lists(program)) {
            for (Map<String, AttributeValue> item : listed(list, window)) {
                if (heads.size() == most) {
                    return new Heads(Set.of(), Optional.of(last));
                }
                heads.add(Table.text(item, Keys.PK));
                last = heads.size() <= sizes.window() ? list + BETWEEN + Table.text(item, Keys.GSI1_SK) : last;
            }
        }
        return new Heads(heads, Optional.empty());
    }

    /// What of a list stands in a window, page by page. Lists stand in the order of their keys, as their items do.
    private Iterable<Map<String, AttributeValue>> listed(String list, Window window) {
        String all = list + BETWEEN;
        String from = window.from()
                .map(Keys::after)
                .filter(place -> place.compareTo(all) > 0)
                .orElse(Keys.after(all));
        String until = window.until()
                .filter(place -> place.compareTo(Keys.endOf(all)) < 0)
                .orElse(Keys.endOf(all));
        if (!from.startsWith(all) || !until.startsWith(all)) {
            return List.of();
        }
        return table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .indexName(Keys.GSI1)
                        .keyConditionExpression("#list = :list AND #at BETWEEN :from AND :until")
                        .expressionAttributeNames(Map.of("#list", Keys.GSI1_PK, "#at", Keys.GSI1_SK))
                        .expressionAttributeValues(Map.of(
                                ":list", Table.text(list),
                                ":from", Table.text(from.substring(all.length())),
                                ":until", Table.text(until.substring(all.length())))))
                .items();
    }

    @Override
    public Swept sweep(Purge purge, Set<String> heads) {
        ScanResponse page = page(purge.progress().after());
        int deleted = 0;
        for (Map<String, AttributeValue> item : page.items()) {
            String pk = Table.text(item, Keys.PK);
            String sk = Table.text(item, Keys.SK);
            String list = item.containsKey(Keys.GSI1_PK) ? Table.text(item, Keys.GSI1_PK) : "";
            boolean goes = purge.progress().phase() == Phase.CONTENT
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
                            .limit(sizes.page())
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
        ItemStore.Place place = new ItemStore.Place(Keys.program(purge.program()), PurgeKeys.PURGE, Optional.empty());
        return purge.isRunning()
                ? place.listed(Keys.merchant(purge.merchant()), PurgeKeys.runningAt(purge.program()))
                : place;
    }

    static Map<String, Object> item(Purge purge) {
        Progress progress = purge.progress();
        Map<String, Object> item = new HashMap<>();
        item.put("merchant", purge.merchant().toString());
        item.put("requested_at", purge.requestedAt().toString());
        item.put("phase", progress.phase().text());
        item.put("deleted", progress.deleted());
        item.put("due", progress.due().toString());
        progress.window().from().ifPresent(from -> item.put("from", from));
        progress.window().until().ifPresent(until -> item.put("until", until));
        progress.after().ifPresent(after -> item.put("after", after));
        progress.doneAt().ifPresent(done -> item.put("done_at", done.toString()));
        if (purge.isRunning()) {
            item.put(Keys.GSI2_PK, PurgeKeys.duePurges());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(
                            progress.due().truncatedTo(ChronoUnit.SECONDS),
                            Keys.program(purge.program()),
                            PurgeKeys.PURGE));
        }
        return item;
    }

    private static Purge purge(ProgramId program, Map<String, Object> item) {
        Progress progress = new Progress(
                Phase.valueOf(((String) ItemStore.required(item, "phase")).toUpperCase(Locale.ROOT)),
                new Window(text(item, "from"), text(item, "until")),
                text(item, "after"),
                (Long) ItemStore.required(item, "deleted"),
                Instant.parse((String) ItemStore.required(item, "due")),
                text(item, "done_at").map(Instant::parse));
        return new Purge(
                program,
                MerchantId.of((String) ItemStore.required(item, "merchant")),
                Instant.parse((String) ItemStore.required(item, "requested_at")),
                progress);
    }

    private static Optional<String> text(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }
}
