package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Programs in the table. What only terms ask for is left to this side: the lean reader of the redirect
/// passes it over.
public final class DynamoPrograms implements Programs {
    private static final String CATEGORIES = "categories";

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
    public Creation create(Program program) {
        return items.create(place(program), item(program));
    }

    @Override
    public Replacement replace(Versioned<Program> program) {
        return items.replace(place(program.value()), item(program.value()), program.version());
    }

    static Map<String, Object> item(Program program) {
        Map<String, Object> item = new LinkedHashMap<>(Items.of(program));
        if (!program.categories().isEmpty()) {
            item.put(
                    CATEGORIES,
                    program.categories().stream().map(Category::text).sorted().toList());
        }
        return item;
    }

    private static Program program(Map<String, Object> item) {
        Program program = Items.program(item);
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
