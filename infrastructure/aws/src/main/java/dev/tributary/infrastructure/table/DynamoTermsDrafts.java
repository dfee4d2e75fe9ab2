package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsDrafts;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Optional;

/// The draft of a program's terms, in the program's partition.
/// ```
/// pk P#{program} | sk DRAFT | version 3 | terms {"version":0,...}
/// ```
public final class DynamoTermsDrafts implements TermsDrafts {
    private final ItemStore items;

    public DynamoTermsDrafts(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<TermsDocument>> find(ProgramId program) {
        return items.find(Keys.program(program), Keys.DRAFT, DynamoTerms::document);
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(Keys.program(program), Keys.DRAFT, Optional.empty());
    }
}
