package dev.tributary.domain.program;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.util.List;

/// What anybody reads of a program in the directory.
///
/// @param landingDomains of its shops
public record ListedProgram(ProgramId id, String name, CurrencyCode currency, List<String> landingDomains) {
    public ListedProgram {
        landingDomains = List.copyOf(landingDomains);
    }

    public static ListedProgram of(Program program) {
        return new ListedProgram(program.id(), program.name(), program.currency(), program.landingDomains());
    }
}
