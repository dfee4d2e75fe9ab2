package dev.tributary.domain.message;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.payout.PayoutResult;
import java.util.List;

/// A message on [transfers]: ids only, no amount and nothing about where money goes.
public sealed interface Transfer {
    String id();

    /// One page of accounts in which something is to be released.
    record AccountsDue(String id, List<AccountKey> accounts) implements Transfer {
        public static final int MOST = 50;

        public AccountsDue {
            accounts = List.copyOf(accounts);
            refuse("accounts", accounts.size(), MOST);
        }
    }

    /// One bucket of a run in which there is something to do.
    record RunDue(String id, RunId run, int bucket) implements Transfer {}

    /// Some payouts of one run whose entries, balances and rails are to be compared.
    record ReconcilePayouts(String id, RunId run, List<AffiliateId> affiliates) implements Transfer {
        /// The entries of each are read from the first one on.
        public static final int MOST = 10;

        public ReconcilePayouts {
            affiliates = List.copyOf(affiliates);
            refuse("affiliates", affiliates.size(), MOST);
        }
    }

    /// One bucket of a run whose files are to be compared with what it knows of them.
    record ReconcileFiles(String id, RunId run, int bucket) implements Transfer {}

    /// What was reported of payouts of one run.
    record PayoutResults(String id, RunId run, List<PayoutResult> lines) implements Transfer {
        public static final int MOST = 100;

        public PayoutResults {
            lines = List.copyOf(lines);
            refuse("lines", lines.size(), MOST);
        }
    }

    /// A transfer that its rail took back, by the rail's own word.
    ///
    /// @param id the rail's, of its event
    /// @param reference the transfer's
    /// @param whole whether all of it is back
    record TransferReversed(
            String id, RunId run, AffiliateId affiliate, PayoutId payout, String reference, boolean whole)
            implements Transfer {}

    /// The rail says that something became of a batch: which, the rail is asked.
    ///
    /// @param id the rail's, of its event
    record BatchChanged(String id, RunId run, int bucket, int number) implements Transfer {}

    private static void refuse(String name, int size, int most) {
        if (size < 1 || size > most) {
            throw new IllegalArgumentException(name + " are not 1 to " + most + ": " + size);
        }
    }
}
