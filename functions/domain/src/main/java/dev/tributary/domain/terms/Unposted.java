package dev.tributary.domain.terms;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.terms.TermsCheck.Fault;
import java.util.ArrayList;
import java.util.List;

/// What terms and overrides can say of clicks and the platform does not post. Clicks are counted by the day,
/// and no bonus is decided then; and whether a program's days are counted is asked of its terms, so a tier by
/// clicks stands there and in no override.
public final class Unposted {
    private static final String CODE = "not_available";

    private Unposted() {}

    public static List<Fault> faults(TermsDocument document) {
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < document.bonuses().size(); index++) {
            Bonus bonus = document.bonuses().get(index);
            if (bonus instanceof Bonus.Milestone milestone && milestone.measure() == Measure.QUALIFIED_CLICKS) {
                faults.add(new Fault("bonuses[" + index + "].milestone.measure", CODE));
            }
            if (bonus instanceof Bonus.Leaderboard board && board.measure() == Measure.QUALIFIED_CLICKS) {
                faults.add(new Fault("bonuses[" + index + "].leaderboard.measure", CODE));
            }
        }
        return faults;
    }

    /// @param path of the pay, as faults name it
    public static List<Fault> faults(String path, Pay pay) {
        return pay instanceof Pay.Tiered tiered && tiered.measure() == Measure.QUALIFIED_CLICKS
                ? List.of(new Fault(path + ".tiers.measure", CODE))
                : List.of();
    }
}
