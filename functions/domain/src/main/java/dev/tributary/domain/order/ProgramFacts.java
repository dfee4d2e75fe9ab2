package dev.tributary.domain.order;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.terms.TermsHistory;
import java.time.ZoneId;

/// What a decision needs to know of the program.
public record ProgramFacts(ProgramId id, CurrencyCode currency, ZoneId zone, TermsHistory terms) {}
