package dev.tributary.domain.decision;

import dev.tributary.domain.bonus.BoardDue;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.FeeDue;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.Submission;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The decisions that terms make by themselves. Everything in one follows from what it is about, its id
/// too: whoever decides it again decides the same, and finds it recorded.
public final class Awards {
    /// Who decided, where no person did.
    public static final String AUTHOR = "terms";

    private static final Period EVER = Period.of(Period.Length.EVER, LocalDate.EPOCH);

    private Awards() {}

    /// Whether a decision was made by terms alone.
    public static boolean isByTerms(Adjustment adjustment) {
        return adjustment.award().isPresent() && adjustment.author().equals(AUTHOR);
    }

    /// One for each (enrollment, bonus, period).
    public static AdjustmentId id(AccountKey account, BonusId bonus, Period period) {
        return new BonusKey(account, bonus, period).award();
    }

    /// What the first approval of an enrollment gives, by the version in force then; held like a commission.
    /// @param after the enrollment, whose last change is that approval
    public static List<Adjustment> signing(Enrollment after, TermsHistory terms, ZoneId zone) {
        List<Enrollment.Change> history = after.history();
        Instant approved = history.getLast().from();
        boolean first = history.stream()
                        .filter(change -> change.state() == EnrollmentState.APPROVED)
                        .count()
                == 1;
        Optional<TermsDocument> inForce =
                terms.inForce(approved).filter(found -> first && after.state() == EnrollmentState.APPROVED);
        return inForce.stream()
                .flatMap(document -> document.bonuses().stream()
                        .filter(bonus -> isFor(bonus, after.groups()))
                        .flatMap(bonus ->
                                bonus instanceof Bonus.Signing signing && signing.when() == Bonus.Signing.When.APPROVAL
                                        ? Optional.of(signing).stream()
                                        : Optional.<Bonus.Signing>empty().stream())
                        .map(signing -> {
                            Award award = new Award(
                                    Award.Ground.SIGNING,
                                    signing.id(),
                                    EVER,
                                    document.version(),
                                    Hold.releaseDay(Hold.end(approved, document.holdDays()), zone));
                            return byTerms(after, signing.amount(), award, approved);
                        }))
                .toList();
    }

    /// The same, by the published version that the program names.
    /// @throws IllegalStateException for a version that the program names and that is not there
    public static List<Adjustment> signing(PublishedTerms terms, Program program, Enrollment after) {
        return program.inForce(after.history().getLast().from())
                .map(version -> terms.find(program.id(), version.version())
                        .orElseThrow(() -> new IllegalStateException(
                                "no terms version " + version.version() + " of " + program.id())))
                .map(document -> signing(after, new TermsHistory(List.of(document)), program.zone()))
                .orElse(List.of());
    }

    /// A fee for a period at whose beginning and end the affiliate was approved.
    public static Optional<Adjustment> fee(Enrollment enrollment, FeeDue due) {
        boolean stood = !enrollment.history().getFirst().from().isAfter(due.from())
                && enrollment.stateAt(due.from()) == EnrollmentState.APPROVED
                && enrollment.stateAt(due.at()) == EnrollmentState.APPROVED
                && enrollment.state() != EnrollmentState.BANNED;
        return Optional.of(due)
                .filter(fee -> stood && isFor(fee.fee(), enrollment.groups()))
                .map(fee -> byTerms(
                        enrollment,
                        fee.fee().amount(),
                        new Award(Award.Ground.FLAT_FEE, fee.fee().id(), fee.period(), fee.version(), fee.releaseDay()),
                        fee.at()));
    }

    /// Who accepted a submission, when, and where days begin.
    public record Acceptance(String by, Instant at, ZoneId zone) {}

    /// What an accepted submission gives: a person decides it, so it counts as that person's.
    /// @param document the version under which it was submitted
    public static Adjustment bounty(
            Submission submission, Bonus.Bounty bounty, TermsDocument document, Acceptance acceptance) {
        CurrencyCode currency = bounty.amount().currency();
        AccountKey account = new AccountKey(submission.program(), submission.affiliate(), currency);
        LocalDate day = Hold.releaseDay(Hold.end(acceptance.at(), document.holdDays()), acceptance.zone());
        return new Adjustment(
                bountyId(submission.program(), submission.affiliate(), currency, bounty.id()),
                account,
                bounty.amount(),
                bounty.title(),
                acceptance.by(),
                acceptance.at(),
                Optional.empty(),
                Optional.of(new Award(Award.Ground.BOUNTY, bounty.id(), EVER, document.version(), day)));
    }

    /// The one decision that gives an affiliate this bounty.
    public static AdjustmentId bountyId(
            ProgramId program, AffiliateId affiliate, CurrencyCode currency, BonusId bounty) {
        return id(new AccountKey(program, affiliate, currency), bounty, EVER);
    }

    /// What a place on a board gives where it gives no money; its hold is over.
    public static PrizeAward prize(AffiliateId affiliate, Leaders leaders, BoardDue due, CurrencyCode currency) {
        AccountKey account = new AccountKey(leaders.program(), affiliate, currency);
        BonusKey key = new BonusKey(account, leaders.bonus(), leaders.period());
        return PrizeAward.of(key, leaders.version(), due.day(), due.at());
    }

    /// What a place on a board gives; its hold is over.
    public static Adjustment leader(AffiliateId affiliate, Leaders leaders, BoardDue due, CurrencyCode currency) {
        AccountKey account = new AccountKey(leaders.program(), affiliate, currency);
        return new Adjustment(
                id(account, leaders.bonus(), leaders.period()),
                account,
                due.board().amount(),
                leaders.bonus() + " " + leaders.period().text(),
                AUTHOR,
                due.at(),
                Optional.empty(),
                Optional.of(new Award(
                        Award.Ground.LEADERBOARD, leaders.bonus(), leaders.period(), leaders.version(), due.day())));
    }

    private static boolean isFor(Bonus bonus, Set<Group> groups) {
        return bonus.groups().isEmpty() || !Collections.disjoint(bonus.groups(), groups);
    }

    private static Adjustment byTerms(Enrollment enrollment, Money amount, Award award, Instant at) {
        AccountKey account = new AccountKey(enrollment.program(), enrollment.affiliate(), amount.currency());
        return new Adjustment(
                id(account, award.bonus(), award.period()),
                account,
                amount,
                award.bonus() + " " + award.period().text(),
                AUTHOR,
                at,
                Optional.empty(),
                Optional.of(award));
    }
}
