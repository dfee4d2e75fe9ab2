package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.SubmissionId;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.time.Instant;

/// Key text of bonuses and fees; the table of all items stands in `Keys`.
public final class BonusKeys {
    /// What the partition keys of fee schedules begin with.
    public static final String SCHEDULES = "W#";

    /// In that partition: that overrides of the program ask for its clicks.
    public static final String CLICKS = "CLICKS";

    /// In that partition: how the orders of the program come.
    public static final String FLOW = "FLOW";

    private BonusKeys() {}

    /// How far the fees of a program are decided. Not within the program's own partition: whoever moves it
    /// need not be allowed to write the program.
    public static String schedule(ProgramId program) {
        return SCHEDULES + program;
    }

    /// The program of a key that `schedule` gave.
    public static ProgramId programOf(String pk) {
        return ProgramId.of(pk.substring(SCHEDULES.length()));
    }

    /// In that partition: who leads a board of a period.
    public static String leaders(BonusId bonus, Period period) {
        return bonus + "#" + period.text();
    }

    /// GSI1 of decisions that terms make by themselves: their program. Apart from those that people make,
    /// which are few and are looked through before a payout run is approved.
    public static String awards(ProgramId program) {
        return "P#" + program + "#W";
    }

    /// What the partition keys of submissions begin with, and their places in the list of a program.
    public static final String SUBMISSIONS = "Y#";

    public static String submission(SubmissionId submission) {
        return SUBMISSIONS + submission;
    }

    /// GSI1 of submissions: their program.
    public static String submissions(ProgramId program) {
        return "P#" + program + "#Y";
    }

    /// GSI1 of submissions, within their program.
    public static String submissionAt(Instant submittedAt, SubmissionId submission) {
        return SUBMISSIONS + Keys.conversionsFrom(submittedAt) + "#" + submission;
    }

    /// What the partition keys of prizes without cash begin with. In the list of a program they stand among
    /// the awards of money, by `awards` and the time and id of those.
    public static final String PRIZES = "Z#";

    public static String prize(AdjustmentId award) {
        return PRIZES + award;
    }

    public static String dueFees() {
        return "fees#0";
    }
}
