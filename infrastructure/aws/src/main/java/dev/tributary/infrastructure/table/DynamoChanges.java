package dev.tributary.infrastructure.table;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What a call changes, its audit event and the record of the call, in one transaction.
public final class DynamoChanges implements Changes {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";
    /// What people say about runs and schedules is found in the first bucket of what is due; all are searched.
    private static final int RUN_BUCKETS = 1;

    private final ItemStore items;
    private final Table table;

    public DynamoChanges(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Outcome commit(Commit commit) {
        List<TransactWriteItem> writes = new ArrayList<>();
        // The call's record stands first, so that its reason is known by its place.
        commit.done().ifPresent(done -> writes.add(DynamoCallRecords.finishing(table, done)));
        writes.add(items.creation(DynamoAuditEvents.place(commit.event()), DynamoAuditEvents.item(commit.event())));
        commit.changes().forEach(change -> writes.addAll(writes(change)));
        try {
            table.client().transactWriteItems(request -> request.transactItems(writes));
            return new Outcome.Committed();
        } catch (TransactionCanceledException cancelled) {
            return outcome(cancelled, commit.done().isPresent());
        }
    }

    List<TransactWriteItem> writes(Change change) {
        return switch (change) {
            case Change.Noted(var event) ->
                List.of(items.creation(DynamoAuditEvents.place(event), DynamoAuditEvents.item(event)));
            case Change.NewProgram(var program) ->
                program.listed()
                        ? DynamoPrograms.together(
                                table,
                                items.creation(DynamoPrograms.place(program), DynamoPrograms.item(program)),
                                program)
                        : List.of(items.creation(DynamoPrograms.place(program), DynamoPrograms.item(program)));
            case Change.ChangedProgram(var program) ->
                DynamoPrograms.together(
                        table,
                        items.replacement(
                                DynamoPrograms.place(program.value()),
                                DynamoPrograms.item(program.value()),
                                program.version()),
                        program.value());
            case Change.SameProgram(var program, var version) ->
                List.of(items.check(ItemStore.Place.sole(Keys.program(program)), version));
            case Change.NewTerms(var program, var document) ->
                List.of(items.creation(DynamoTerms.place(program, document), DynamoTerms.item(document)));
            case Change.NewDraft(var program, var draft) ->
                List.of(items.creation(DynamoTermsDrafts.place(program), DynamoTerms.item(draft)));
            case Change.ChangedDraft(var program, var draft) ->
                List.of(items.replacement(
                        DynamoTermsDrafts.place(program), DynamoTerms.item(draft.value()), draft.version()));
            case Change.RemovedDraft(var program, var version) ->
                List.of(items.removal(DynamoTermsDrafts.place(program), version));
            case Change.NewAffiliate(var affiliate) ->
                List.of(items.creation(DynamoAffiliates.place(affiliate), DynamoAffiliates.item(affiliate)));
            case Change.ChangedAffiliate(var affiliate) ->
                List.of(items.replacement(
                        DynamoAffiliates.place(affiliate.value()),
                        DynamoAffiliates.item(affiliate.value()),
                        affiliate.version()));
            case Change.NewApiKey(var key) ->
                List.of(items.creation(DynamoApiKeys.place(key), DynamoApiKeys.item(key)));
            case Change.NewMember(var member) ->
                List.of(items.creation(DynamoMembers.place(member), DynamoMembers.item(member)));
            case Change.ChangedMember(var member) ->
                List.of(items.replacement(
                        DynamoMembers.place(member.value()), DynamoMembers.item(member.value()), member.version()));
            case Change.RemovedMember(var member) ->
                List.of(items.removal(DynamoMembers.place(member.value()), member.version()));
            case Change.NewAgencyGrant(var grant) ->
                List.of(items.creation(DynamoAgencyGrants.place(grant), DynamoAgencyGrants.item(grant)));
            case Change.ChangedAgencyGrant(var grant) ->
                List.of(items.replacement(
                        DynamoAgencyGrants.place(grant.value()),
                        DynamoAgencyGrants.item(grant.value()),
                        grant.version()));
            case Change.RemovedAgencyGrant(var grant) ->
                List.of(items.removal(DynamoAgencyGrants.place(grant.value()), grant.version()));
            case Change.CountedMembers(var team) -> List.of(DynamoMembers.counted(items, team));
            case Change.NewEnrollment(var enrollment) ->
                List.of(items.creation(DynamoEnrollments.place(enrollment), DynamoEnrollments.item(enrollment)));
            case Change.ChangedEnrollment(var enrollment) ->
                List.of(items.replacement(
                        DynamoEnrollments.place(enrollment.value()),
                        DynamoEnrollments.item(enrollment.value()),
                        enrollment.version()));
            case Change.NewClickOverrides(var program) ->
                List.of(items.creation(DynamoClickOverrides.place(program), DynamoClickOverrides.item()));
            case Change.NewCoupon(var coupon) ->
                List.of(items.creation(DynamoCoupons.place(coupon), DynamoCoupons.item(coupon)));
            case Change.ChangedCoupon(var coupon) ->
                List.of(items.replacement(
                        DynamoCoupons.place(coupon.value()), DynamoCoupons.item(coupon.value()), coupon.version()));
            case Change.OfJoining(var joining) -> List.of(DynamoApplications.write(items, joining));
            case Change.OfTalk(var talk) -> TalkWrites.of(items, talk);
            case Change.OfDispute(var dispute) -> DynamoDisputes.writes(items, dispute);
            case Change.NewMerchantRate(var rate) ->
                List.of(items.creation(DynamoMerchantRates.place(rate), DynamoMerchantRates.item(rate)));
            case Change.NewLink(var link) ->
                DynamoLinks.newItems(link).entrySet().stream()
                        .map(item -> items.creation(item.getKey(), item.getValue()))
                        .toList();
            case Change.ChangedLink(var link) ->
                List.of(items.replacement(DynamoLinks.place(link.value()), Items.of(link.value()), link.version()));
            case Change.NewAdjustment(var adjustment) ->
                List.of(items.creation(
                        DynamoDecisions.place(adjustment), DecisionItems.of(Decision.recorded(adjustment))));
            case Change.NewFeeSchedule(var schedule, var zone) ->
                List.of(items.creation(DynamoFeeSchedules.place(schedule), DynamoFeeSchedules.item(schedule, zone)));
            case Change.NewSubmission(var submission) ->
                List.of(items.creation(DynamoSubmissions.place(submission), DynamoSubmissions.item(submission)));
            case Change.ChangedSubmission(var submission) ->
                List.of(items.replacement(
                        DynamoSubmissions.place(submission.value()),
                        DynamoSubmissions.item(submission.value()),
                        submission.version()));
            case Change.ChangedPrize(var award) ->
                List.of(items.replacement(
                        PrizeItems.place(award.value()), PrizeItems.of(award.value()), award.version()));
            case Change.SameEnrollment(var enrollment) ->
                List.of(items.check(DynamoEnrollments.place(enrollment.value()), enrollment.version()));
            case Change.NewBackTest(var test) ->
                List.of(items.creation(DynamoBackTests.place(test), BackTestItems.of(test)));
            case Change.CountedBackTests(var tests) -> List.of(DynamoBackTests.counted(items, tests));
            case Change.NewBookExport(var export) ->
                List.of(items.creation(DynamoBookExports.place(export), BookExportItems.of(export)));
            case Change.NewListExport(var export) ->
                List.of(items.creation(DynamoListExports.place(export), ListExportItems.of(export)));
            case Change.NewImport(var fresh, var chunks) -> DynamoImports.creations(items, fresh, chunks);
            case Change.NewAffiliateReference(var reference, var affiliate) ->
                List.of(DynamoAffiliateReferences.creation(items, reference, affiliate));
            case Change.ChangedBookExport(var export) ->
                List.of(items.replacement(
                        DynamoBookExports.place(export.value()), BookExportItems.of(export.value()), export.version()));
            case Change.NewPurge(var purge) ->
                List.of(items.creation(DynamoPurges.place(purge), DynamoPurges.item(purge)));
            case Change.ChangedPurge(var purge) ->
                List.of(items.replacement(
                        DynamoPurges.place(purge.value()), DynamoPurges.item(purge.value()), purge.version()));
            case Change.CountedPurges(var day) -> List.of(DynamoPurges.counted(items, day));
            case Change.RevokedApiKey(var key) -> List.of(DynamoApiKeys.revocation(table, key));
            case Change.NewPayoutMethod(var method) ->
                List.of(items.creation(DynamoPayoutMethods.place(method), DynamoPayoutMethods.item(method)));
            case Change.ChangedPayoutMethod(var method) ->
                List.of(items.replacement(
                        DynamoPayoutMethods.place(method.value()),
                        DynamoPayoutMethods.item(method.value()),
                        method.version()));
            case Change.NewPayoutPolicy(var policy, var zone) ->
                List.of(items.creation(
                        DynamoPayoutPolicies.place(policy), DynamoPayoutPolicies.item(policy, zone, RUN_BUCKETS)));
            case Change.ChangedPayoutPolicy(var policy, var zone) ->
                List.of(items.replacement(
                        DynamoPayoutPolicies.place(policy.value()),
                        DynamoPayoutPolicies.item(policy.value(), zone, RUN_BUCKETS),
                        policy.version()));
            case Change.SamePayoutPolicy(var program, var version) ->
                List.of(items.check(DynamoPayoutPolicies.place(program), version));
            case Change.NewProgramSecret(var program, var secret) ->
                List.of(items.creation(ProgramSecretItems.place(program, secret), ProgramSecretItems.of(secret)));
            case Change.ChangedProgramSecret(var program, var secret) ->
                List.of(items.replacement(
                        ProgramSecretItems.place(program, secret.value()),
                        ProgramSecretItems.of(secret.value()),
                        secret.version()));
            case Change.NewPostbackCredentials(var program, var credentials) ->
                List.of(items.creation(
                        DynamoPostbackCredentials.place(program), PostbackCredentialItems.of(credentials)));
            case Change.ChangedPostbackCredentials(var program, var credentials) ->
                List.of(items.replacement(
                        DynamoPostbackCredentials.place(program),
                        PostbackCredentialItems.of(credentials.value()),
                        credentials.version()));
            case Change.ChangedOrderFlow(var flow) ->
                List.of(items.replacement(
                        DynamoOrderFlows.place(flow.value()), DynamoOrderFlows.item(flow.value()), flow.version()));
            case Change.NewEndpoints(var endpoints) ->
                List.of(items.creation(DynamoEndpoints.place(endpoints), DynamoEndpoints.item(endpoints)));
            case Change.ChangedEndpoints(var endpoints) ->
                List.of(items.replacement(
                        DynamoEndpoints.place(endpoints.value()),
                        DynamoEndpoints.item(endpoints.value()),
                        endpoints.version()));
            case Change.NewDelivery(var delivery) ->
                List.of(items.creation(DynamoDeliveries.place(delivery), DynamoDeliveries.item(delivery)));
            case Change.ChangedDelivery(var delivery) ->
                List.of(items.replacement(
                        DynamoDeliveries.place(delivery.value()),
                        DynamoDeliveries.item(delivery.value()),
                        delivery.version()));
            case Change.NewPayoutRun(var run) ->
                List.of(items.creation(PayoutRunItems.place(run), PayoutRunItems.of(run, RUN_BUCKETS)));
            case Change.ChangedPayoutRun(var run) -> List.of(changed(run));
            case Change.ApprovedPayoutRun(var run, var day) ->
                List.of(
                        changed(run),
                        day.version() == 0
                                ? items.creation(DynamoPayoutRuns.place(day), DynamoPayoutRuns.item(day))
                                : items.replacement(
                                        DynamoPayoutRuns.place(day), DynamoPayoutRuns.item(day), day.version()));
        };
    }

    private TransactWriteItem changed(Versioned<PayoutRun> run) {
        return items.replacement(
                PayoutRunItems.place(run.value()), PayoutRunItems.of(run.value(), RUN_BUCKETS), run.version());
    }

    private static Outcome outcome(TransactionCanceledException cancelled, boolean recorded) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        if (recorded && CONDITION_FAILED.equals(reasons.getFirst().code())) {
            return new Outcome.Overtaken();
        }
        for (CancellationReason reason : reasons) {
            if (CONDITION_FAILED.equals(reason.code()) || CONFLICT.equals(reason.code())) {
                return new Outcome.Outdated();
            }
        }
        throw cancelled;
    }
}
