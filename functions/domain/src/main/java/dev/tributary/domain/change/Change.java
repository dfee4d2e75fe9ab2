package dev.tributary.domain.change;

import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.RunningTests;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.Submission;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.AffiliateReference;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.joining.JoiningChange;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.Endpoints;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.ProgramSecret;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.purge.Purge;
import dev.tributary.domain.purge.PurgeDay;
import dev.tributary.domain.rate.MerchantRate;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.TalkChange;
import dev.tributary.domain.terms.TermsDocument;
import java.time.ZoneId;
import java.util.List;

/// One value that a call makes or changes, or that it was judged by. What is new must not be there; the
/// others must still be at the version that was read. A new kind is a new record here, and a case in the store.
public sealed interface Change {
    /// The trace of the same call in the log of one more tenant, whom it concerns.
    record Noted(AuditEvent event) implements Change {}

    record NewProgram(Program program) implements Change {}

    record ChangedProgram(Versioned<Program> program) implements Change {}

    /// No change of its own: what was decided holds only while the program is the one that was read.
    record SameProgram(ProgramId program, long version) implements Change {}

    /// A version that is published, once and for all.
    record NewTerms(ProgramId program, TermsDocument document) implements Change {}

    record NewDraft(ProgramId program, TermsDocument draft) implements Change {}

    record ChangedDraft(ProgramId program, Versioned<TermsDocument> draft) implements Change {}

    record RemovedDraft(ProgramId program, long version) implements Change {}

    record NewAffiliate(Affiliate affiliate) implements Change {}

    record ChangedAffiliate(Versioned<Affiliate> affiliate) implements Change {}

    record NewApiKey(ApiKey key) implements Change {}

    record NewMember(Member member) implements Change {}

    record ChangedMember(Versioned<Member> member) implements Change {}

    record RemovedMember(Versioned<Member> member) implements Change {}

    record NewAgencyGrant(AgencyGrant grant) implements Change {}

    record ChangedAgencyGrant(Versioned<AgencyGrant> grant) implements Change {}

    record RemovedAgencyGrant(Versioned<AgencyGrant> grant) implements Change {}

    /// What is counted of a tenant's members: of two calls that change them, one is judged again.
    record CountedMembers(Team team) implements Change {}

    record NewEnrollment(Enrollment enrollment) implements Change {}

    record ChangedEnrollment(Versioned<Enrollment> enrollment) implements Change {}

    /// Neither its code nor its id may be taken.
    record NewLink(Link link) implements Change {}

    record ChangedLink(Versioned<Link> link) implements Change {}

    /// To be posted by the ledger.
    record NewAdjustment(Adjustment adjustment) implements Change {}

    /// @param zone the program's, in which its next day begins
    record NewFeeSchedule(FeeSchedule schedule, ZoneId zone) implements Change {}

    record NewSubmission(Submission submission) implements Change {}

    record ChangedSubmission(Versioned<Submission> submission) implements Change {}

    /// How far its fulfilment is; what the ledger says of it stays as it was read.
    record ChangedPrize(Versioned<PrizeAward> award) implements Change {}

    /// No change of its own: what was decided holds only while the enrollment is the one that was read.
    record SameEnrollment(Versioned<Enrollment> enrollment) implements Change {}

    /// To be worked at by whoever finds it due.
    record NewBackTest(BackTest test) implements Change {}

    /// Those that may run at once: of two calls that start one, one is judged again.
    record CountedBackTests(RunningTests tests) implements Change {}

    /// To be worked at by whoever finds it due.
    record NewBookExport(BookExport export) implements Change {}

    /// One that has failed, from its beginning.
    record ChangedBookExport(Versioned<BookExport> export) implements Change {}

    /// To be worked at by whoever finds it due.
    record NewListExport(ListExport export) implements Change {}

    /// To be worked at by whoever finds it due.
    record NewPurge(Purge purge) implements Change {}

    /// One that has ended, from its beginning.
    record ChangedPurge(Versioned<Purge> purge) implements Change {}

    /// Beside one that begins.
    record CountedPurges(PurgeDay day) implements Change {}

    /// To be worked at by whoever finds it due, with all of its rows.
    /// @param chunks of the rows, each to stand in one item
    record NewImport(Import fresh, List<List<ImportRow>> chunks) implements Change {
        public NewImport {
            chunks = List.copyOf(chunks);
        }
    }

    /// By which name a merchant finds an affiliate from now on.
    record NewAffiliateReference(AffiliateReference reference, AffiliateId affiliate) implements Change {}

    /// One that is not revoked yet. Its use is noted beside, and does not get in the way.
    record RevokedApiKey(ApiKey key) implements Change {}

    record NewPayoutMethod(PayoutMethod method) implements Change {}

    record ChangedPayoutMethod(Versioned<PayoutMethod> method) implements Change {}

    /// A merchant's own rate of a date, once and for all.
    record NewMerchantRate(MerchantRate rate) implements Change {}

    /// The first override by clicks of a program.
    record NewClickOverrides(ProgramId program) implements Change {}

    record NewCoupon(Coupon coupon) implements Change {}

    record ChangedCoupon(Versioned<Coupon> coupon) implements Change {}

    /// Of creatives, announcements and threads, which have a list of their own.
    record OfTalk(TalkChange change) implements Change {}

    /// Of how affiliates come into a program.
    record OfJoining(JoiningChange change) implements Change {}

    /// Of disputes, which have a list of their own.
    record OfDispute(DisputeChange change) implements Change {}

    /// @param zone the program's, in which its next period ends
    record NewPayoutPolicy(PayoutPolicy policy, ZoneId zone) implements Change {}

    record ChangedPayoutPolicy(Versioned<PayoutPolicy> policy, ZoneId zone) implements Change {}

    /// No change of its own: what was decided holds only while the policy is the one that was read.
    /// @param version 0 when there was none
    record SamePayoutPolicy(ProgramId program, long version) implements Change {}

    record NewProgramSecret(ProgramId program, ProgramSecret secret) implements Change {}

    record ChangedProgramSecret(ProgramId program, Versioned<? extends ProgramSecret> secret) implements Change {}

    record NewPostbackCredentials(ProgramId program, PostbackCredentials credentials) implements Change {}

    record ChangedPostbackCredentials(ProgramId program, Versioned<PostbackCredentials> credentials)
            implements Change {}

    /// It has become silent, or orders come again.
    record ChangedOrderFlow(Versioned<OrderFlow> flow) implements Change {}

    /// The first one of a tenant.
    record NewEndpoints(Endpoints endpoints) implements Change {}

    record ChangedEndpoints(Versioned<Endpoints> endpoints) implements Change {}

    /// Somebody is to be told; found by whoever looks for what is due.
    record NewDelivery(Delivery delivery) implements Change {}

    record ChangedDelivery(Versioned<Delivery> delivery) implements Change {}

    record NewPayoutRun(PayoutRun run) implements Change {}

    record ChangedPayoutRun(Versioned<PayoutRun> run) implements Change {}

    /// With what was approved for its merchant on that day, which others may add to.
    record ApprovedPayoutRun(Versioned<PayoutRun> run, Approval.Day day) implements Change {}
}
