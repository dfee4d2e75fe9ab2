package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;

/// Key text of back-tests; the table of all items stands in `Keys`.
public final class BackTestKeys {
    private static final String BACK_TESTS = "G#";

    private BackTestKeys() {}

    public static String backTest(BackTestId backTest) {
        return BACK_TESTS + backTest;
    }

    /// The back-test of a key that `backTest` gave.
    public static BackTestId backTestOf(String pk) {
        return BackTestId.of(pk.substring(BACK_TESTS.length()));
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
