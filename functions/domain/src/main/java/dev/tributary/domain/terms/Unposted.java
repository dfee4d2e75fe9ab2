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
        return faults;
    }

    /// @param path of the pay, as faults name it
    public static List<Fault> faults(String path, Pay pay) {
        List<Fault> faults = new ArrayList<>();
        // Counted when a day's clicks are closed.
        if (pay instanceof Pay.Tiered tiered && tiered.measure() == Measure.QUALIFIED_CLICKS) {
            faults.add(new Fault(path + ".tiers.measure", CODE));
        }
        return faults;
    }
}
