package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.payout.PayoutRun;
import java.time.ZoneId;

/// The accounts that a run pays from: those of its program in the run's own currency, which was fixed when it
/// began, whatever the program says by now.
record Books(PayoutRun run, ProgramId program, CurrencyCode currency, ZoneId zone) {
    AccountKey account(AffiliateId affiliate) {
        return new AccountKey(program, affiliate, currency);
    }
}
