package dev.tributary.infrastructure.table;

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
import java.util.Optional;

/// Programs in the table.
public final class DynamoPrograms implements Programs {
    private final ItemStore items;

    public DynamoPrograms(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Program>> find(ProgramId id) {
        return items.find(Keys.program(id), Keys.SOLE, Items::program);
    }

    @Override
    public Page<Program> of(MerchantId merchant, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.merchant(merchant), Keys.PROGRAMS), page)
                .map(Items::program);
    }

    @Override
    public Creation create(Program program) {
        return items.create(place(program), Items.of(program));
    }

    @Override
    public Replacement replace(Versioned<Program> program) {
        return items.replace(place(program.value()), Items.of(program.value()), program.version());
    }

    static ItemStore.Place place(Program program) {
        String key = Keys.program(program.id());
        return ItemStore.Place.sole(key).listed(Keys.merchant(program.merchant()), key);
    }
}
