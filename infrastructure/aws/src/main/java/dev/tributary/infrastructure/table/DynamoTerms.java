package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Map;
import java.util.Optional;

/// Published terms in the table, a version per item, in their program's partition. They are put when
/// absent and never again.
/// ```
/// pk P#{program} | sk T#000001 | version 1 | terms {"version":1,...}
/// ```
public final class DynamoTerms implements PublishedTerms {
    private static final String TERMS = "terms";

    private final ItemStore items;

    public DynamoTerms(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<TermsDocument> find(ProgramId program, int version) {
        return items.get(Keys.program(program), Keys.terms(version)).map(DynamoTerms::document);
    }

    static TermsDocument document(Map<String, Object> item) {
        return TermsJson.read((String) ItemStore.required(item, TERMS));
    }

    @Override
    public Creation create(ProgramId program, TermsDocument document) {
        return items.create(place(program, document), item(document));
    }

    static ItemStore.Place place(ProgramId program, TermsDocument document) {
        return new ItemStore.Place(Keys.program(program), Keys.terms(document.version()), Optional.empty());
    }

    static Map<String, Object> item(TermsDocument document) {
        return Map.of(TERMS, TermsJson.write(document));
    }
}
