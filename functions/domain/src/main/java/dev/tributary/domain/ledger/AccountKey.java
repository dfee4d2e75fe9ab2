package dev.tributary.domain.ledger;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;

/// Whose account it is: everything that one affiliate has in one program and currency.
public record AccountKey(ProgramId program, AffiliateId affiliate, CurrencyCode currency) {}
