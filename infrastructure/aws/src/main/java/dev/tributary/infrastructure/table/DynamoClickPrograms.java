package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickOverrides;
import dev.tributary.domain.click.ClickPrograms;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;

/// Asks every published version of a program, the last ones first: one that takes effect later asks for
/// the clicks of its first day; then whether an override does.
public final class DynamoClickPrograms implements ClickPrograms {
    private final Programs programs;
    private final PublishedTerms terms;
    private final ClickOverrides overrides;

    public DynamoClickPrograms(Table table) {
        this.programs = new DynamoPrograms(table);
        this.terms = new DynamoTerms(table);
        this.overrides = new DynamoClickOverrides(table);
    }

    @Override
    public boolean ask(ProgramId id) {
        return termsAsk(id) || overrides.areNoted(id);
    }

    private boolean termsAsk(ProgramId id) {
        return programs.find(id)
                .map(found -> found.value().terms().reversed().stream()
                        .map(Program.TermsVersion::version)
                        .anyMatch(version -> terms.find(id, version)
                                .filter(TermsDocument::asksForClicks)
                                .isPresent()))
                .orElse(false);
    }
}
