package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Locale;

/// Key text of back-tests; the table of all items stands in `Keys`.
public final class BackTestKeys {
    /// What the keys of back-tests begin with, and the sort keys of a program's list of them.
    public static final String BACK_TESTS = "G#";
    /// In a merchant's partition: which of its back-tests may run.
    public static final String RUNNING = "BACKTESTS";

    private BackTestKeys() {}

    public static String backTest(BackTestId backTest) {
        return BACK_TESTS + backTest;
    }

    /// The back-test of a key that `backTest` gave.
    public static BackTestId backTestOf(String pk) {
        return BackTestId.of(pk.substring(BACK_TESTS.length()));
    }

    /// GSI1 of back-tests: their program.
    public static String backTestsOf(ProgramId program) {
        return "P#" + program + "#G";
    }

    /// GSI1 of back-tests, within their program: the newest stands first.
    public static String backTestAt(Instant started, BackTestId backTest) {
        return String.format(
                Locale.ROOT, "%s%012d#%s", BACK_TESTS, PayoutKeys.LAST_SECOND - started.getEpochSecond(), backTest);
    }

    /// In a back-test's partition.
    public static String backTestRow(AffiliateId affiliate) {
        return affiliate.toString();
    }

    /// One bucket: people start them.
    public static String dueBackTests() {
        return "backtest#0";
    }
}
