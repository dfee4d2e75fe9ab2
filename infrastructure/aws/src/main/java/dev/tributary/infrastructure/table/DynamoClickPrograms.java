package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickPrograms;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;

/// Asks every published version of a program, the last ones first: one that takes effect later asks for
/// the clicks of its first day.
public final class DynamoClickPrograms implements ClickPrograms {
    private final Programs programs;
    private final PublishedTerms terms;

    public DynamoClickPrograms(Table table) {
        this.programs = new DynamoPrograms(table);
        this.terms = new DynamoTerms(table);
    }

    @Override
    public boolean ask(ProgramId id) {
        return programs.find(id)
                .map(found -> found.value().terms().reversed().stream()
                        .map(Program.TermsVersion::version)
                        .anyMatch(version -> terms.find(id, version)
                                .filter(TermsDocument::asksForClicks)
                                .isPresent()))
                .orElse(false);
    }
}
