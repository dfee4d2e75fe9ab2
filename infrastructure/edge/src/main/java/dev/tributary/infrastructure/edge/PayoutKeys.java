package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/// Key text of what payouts are made of; the table of all items stands in `Keys`.
public final class PayoutKeys {
    static final long LAST_SECOND = 999_999_999_999L;

    private PayoutKeys() {}

    /// The account of an item's key.
    /// @throws IllegalArgumentException for a key that no account has
    public static AccountKey accountOf(String pk) {
        String[] parts = pk.split("#", -1);
        if (parts.length != 4 || !parts[0].equals("A")) {
            throw new IllegalArgumentException("no key of an account: " + pk);
        }
        return new AccountKey(ProgramId.of(parts[1]), AffiliateId.of(parts[2]), new CurrencyCode(parts[3]));
    }

    /// In the program's partition: how it pays.
    public static final String POLICY = "PAYOUT";

    /// In the program's partition: from which account it pays.
    public static final String DEBTOR = "DEBTOR";

    /// In the program's partition: by which key it pays at Stripe.
    public static final String STRIPE = "STRIPE";

    /// In the program's partition: by which app it pays at PayPal.
    public static final String PAYPAL = "PAYPAL";

    /// The program of a key that `program` gave.
    public static ProgramId programOf(String pk) {
        return ProgramId.of(pk.substring(Keys.PROGRAMS.length()));
    }

    /// What the partition keys of payout runs and of their rows begin with, and the sort keys of a
    /// program's list of runs.
    public static final String RUNS = "R#";

    public static String payoutRun(RunId run) {
        return RUNS + run;
    }

    /// The run of a key that `payoutRun` gave.
    public static RunId runOf(String pk) {
        return RunId.of(pk.substring(RUNS.length()));
    }

    public static String payoutRows(RunId run, int attempt, int bucket) {
        return RUNS + run + "#" + attempt + "#" + bucket;
    }

    /// In a bucket of rows.
    public static String payoutRow(AffiliateId affiliate) {
        return affiliate.toString();
    }

    /// In a bucket of rows.
    public static String payoutFile(int number) {
        return String.format(Locale.ROOT, "FILE#%06d", number);
    }

    /// GSI1 of runs: their program.
    public static String runsOf(ProgramId program) {
        return "P#" + program + "#R";
    }

    /// GSI1 of runs, within their program: the newest stands first.
    public static String runAt(Instant created, RunId run) {
        return String.format(Locale.ROOT, "R#%012d#%s", LAST_SECOND - created.getEpochSecond(), run);
    }

    /// What holds for a merchant; its audit events fill a partition of their own.
    public static String tenant(MerchantId merchant) {
        return Keys.merchant(merchant);
    }

    public static String approved(LocalDate date, CurrencyCode currency) {
        return "APPROVED#" + date + "#" + currency;
    }

    public static String dueRuns(int bucket) {
        return "run#" + bucket;
    }

    public static String duePolicies(int bucket) {
        return "policy#" + bucket;
    }
}
