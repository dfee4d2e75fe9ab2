package dev.tributary.domain.rate;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The rates that merchants named, in their programs.
public interface MerchantRates {
    Optional<MerchantRate> find(ProgramId program, CurrencyCode currency, LocalDate date);

    /// Both ends included.
    List<MerchantRate> between(ProgramId program, CurrencyCode currency, LocalDate first, LocalDate last);

    /// By currency, then by date.
    Page<MerchantRate> in(ProgramId program, PageRequest page);
}
