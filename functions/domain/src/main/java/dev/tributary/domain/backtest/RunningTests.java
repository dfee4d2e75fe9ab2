package dev.tributary.domain.backtest;

import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.MerchantId;
import java.util.ArrayList;
import java.util.List;

/// The back-tests of a merchant that may still run. Each reads the orders of months, in the time that all
/// merchants share: so few may run at once, over all of its programs.
///
/// @param tests those that were started, some of which may have ended since
/// @param version as it was read; 0 before the first
public record RunningTests(MerchantId merchant, List<BackTestId> tests, long version) {
    public static final int MOST = 3;

    public RunningTests {
        tests = List.copyOf(tests);
        if (tests.size() > MOST) {
            throw new IllegalArgumentException("tests are more than " + MOST);
        }
    }

    public boolean isFull() {
        return tests.size() == MOST;
    }

    /// With one more, still at the version that was read.
    public RunningTests and(BackTestId started) {
        List<BackTestId> more = new ArrayList<>(tests);
        more.add(started);
        return new RunningTests(merchant, more, version);
    }
}
