package dev.tributary.domain.terms;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.terms.TermsCheck.Fault;
import java.util.ArrayList;
import java.util.List;

/// What a document can say and this version of the platform computes and explains, but does not post
/// yet: nobody may promise it. What is posted leaves this list.
public final class Unposted {
    private static final String CODE = "not_available";

    private Unposted() {}

    public static List<Fault> faults(TermsDocument document) {
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < document.rules().size(); index++) {
            faults.addAll(faults(
                    "rules[" + index + "].pay", document.rules().get(index).pay()));
        }
        document.clickPay().ifPresent(pay -> faults.add(new Fault("click_pay", CODE)));
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
        List<Fault> faults = new ArrayList<>();
        if (pay instanceof Pay.Tiered tiered) {
            // A change of tier has to pay the period's earlier commissions again.
            if (tiered.mode() == Pay.Tiered.Mode.RETROACTIVE) {
                faults.add(new Fault(path + ".tiers.mode", CODE));
            }
            // Counted when a day's clicks are closed.
            if (tiered.measure() == Measure.QUALIFIED_CLICKS) {
                faults.add(new Fault(path + ".tiers.measure", CODE));
            }
        }
        return faults;
    }
}
