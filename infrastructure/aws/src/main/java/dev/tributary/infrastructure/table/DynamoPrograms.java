package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.ListedProgram;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.JoiningKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Programs in the table. What only terms ask for is left to this side: the lean reader of the redirect
/// passes it over.
public final class DynamoPrograms implements Programs {
    private static final String CATEGORIES = "categories";
    private static final String LISTED = "listed";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String CURRENCY = "currency";
    private static final String DOMAINS = "landing_domains";

    private final ItemStore items;

    public DynamoPrograms(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Program>> find(ProgramId id) {
        return items.find(Keys.program(id), Keys.SOLE, DynamoPrograms::program);
    }

    @Override
    public Map<ProgramId, Program> find(Collection<ProgramId> ids) {
        return items
                .all(ids.stream()
                        .map(id -> Table.key(Keys.program(id), Keys.SOLE))
                        .collect(Collectors.toSet()))
                .stream()
                .map(DynamoPrograms::program)
                .collect(Collectors.toMap(Program::id, Function.identity()));
    }

    @Override
    public Page<Program> of(MerchantId merchant, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.merchant(merchant), Keys.PROGRAMS), page)
                .map(DynamoPrograms::program);
    }

    @Override
    public Page<ListedProgram> listed(PageRequest page) {
        return items.indexed(new ItemStore.Stretch(JoiningKeys.DIRECTORY, Keys.PROGRAMS), page)
                .map(DynamoPrograms::listed);
    }

    @Override
    public Creation create(Program program) {
        return items.create(place(program), item(program));
    }

    @Override
    public Replacement replace(Versioned<Program> program) {
        return items.replace(place(program.value()), item(program.value()), program.version());
    }

    /// A program that is written and its place in the directory, which follows it: a put or a delete without a
    /// condition of its own, since the program's is in the same transaction.
    static List<TransactWriteItem> together(Table table, TransactWriteItem written, Program program) {
        String key = Keys.program(program.id());
        if (!program.listed()) {
            return List.of(
                    written,
                    TransactWriteItem.builder()
                            .delete(Delete.builder()
                                    .tableName(table.name())
                                    .key(Table.key(key, JoiningKeys.LISTED))
                                    .build())
                            .build());
        }
        Map<String, Object> item = Map.of(
                Keys.PK,
                key,
                Keys.SK,
                JoiningKeys.LISTED,
                Keys.GSI1_PK,
                JoiningKeys.DIRECTORY,
                Keys.GSI1_SK,
                key,
                ID,
                program.id().toString(),
                NAME,
                program.name(),
                CURRENCY,
                program.currency().code(),
                DOMAINS,
                program.landingDomains());
        return List.of(
                written,
                TransactWriteItem.builder()
                        .put(Put.builder()
                                .tableName(table.name())
                                .item(PlainItems.attributes(item))
                                .build())
                        .build());
    }

    private static ListedProgram listed(Map<String, Object> item) {
        return new ListedProgram(
                ProgramId.of((String) ItemStore.required(item, ID)),
                (String) ItemStore.required(item, NAME),
                new CurrencyCode((String) ItemStore.required(item, CURRENCY)),
                ((List<?>) ItemStore.required(item, DOMAINS))
                        .stream().map(String.class::cast).toList());
    }

    static Map<String, Object> item(Program program) {
        Map<String, Object> item = new LinkedHashMap<>(Items.of(program));
        if (!program.categories().isEmpty()) {
            item.put(
                    CATEGORIES,
                    program.categories().stream().map(Category::text).sorted().toList());
        }
        if (program.listed()) {
            item.put(LISTED, true);
        }
        return item;
    }

    private static Program program(Map<String, Object> item) {
        Program program = Items.program(item).with(item.containsKey(LISTED));
        return item.get(CATEGORIES) instanceof List<?> listed
                ? program.with(listed.stream()
                        .map(category -> new Category((String) category))
                        .collect(Collectors.toUnmodifiableSet()))
                : program;
    }

    static ItemStore.Place place(Program program) {
        String key = Keys.program(program.id());
        return ItemStore.Place.sole(key).listed(Keys.merchant(program.merchant()), key);
    }
}
