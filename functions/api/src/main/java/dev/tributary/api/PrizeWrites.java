package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.Fulfilment.Step;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Prize;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/bonus_awards/{award_id}/{accept, ship, fulfil or cancel}`: how far a prize without cash is. It
/// posts nothing. What the ledger takes away meanwhile changes the prize, and so the call finds it lost.
final class PrizeWrites {
    private final Visible visible;
    private final PublishedTerms terms;
    private final Decisions decisions;
    private final BonusAwardsResource awards;

    PrizeWrites(Visible visible, PublishedTerms terms, Decisions decisions, BonusAwardsResource awards) {
        this.visible = visible;
        this.terms = terms;
        this.decisions = decisions;
        this.awards = awards;
    }

    Decision move(Write write, Step step) {
        Versioned<PrizeAward> read = awards.find(write.ask()).orElseThrow(() -> noPrize(write.ask()));
        PrizeAward before = read.value();
        if (step == Step.SHIPPED || step == Step.FULFILLED) {
            write.ask().merchantOnly();
        }
        Optional<String> reason = step == Step.CANCELLED
                ? write.body().required("reason", write.body().text("reason", Texts.upTo(Fulfilment.MAX_REASON_LENGTH)))
                : Optional.empty();
        write.check();
        write.match(read.version());
        if (!before.takes(step)) {
            throw HttpRefusal.of(
                    409, "illegal_state", "The prize is " + before.state().text() + ".");
        }
        AccountKey account = before.key().account();
        Program program = visible.program(write.tenant(), Optional.of(account.program()));
        List<Change> changes = new ArrayList<>();
        if (step != Step.CANCELLED) {
            changes.add(new Change.SameEnrollment(fit(write, before, step)));
        }
        String key = write.ask().principal().id().text();
        PrizeAward after = before.with(new Fulfilment(step, key, write.now(), reason, before.times()));
        changes.add(new Change.ChangedPrize(read.with(after)));
        return Decision.of(
                changes,
                write.event(
                        new Tenant.OfMerchant(program.merchant()),
                        "bonus_award." + step.text(),
                        after.id(),
                        reason.isPresent() ? Set.of("reason", "state") : Set.of("state")),
                awards.shown(write.ask(), new Versioned<>(after, read.version() + 1)));
    }

    /// @throws HttpRefusal 409 for a step that this prize, or whoever has won it, does not take
    private Versioned<Enrollment> fit(Write write, PrizeAward award, Step step) {
        AccountKey account = award.key().account();
        Prize.Kind kind = Published.read(terms, account.program(), award.version())
                .bonus(award.key().bonus())
                .flatMap(bonus -> bonus.inKind())
                .map(Prize.InKind::kind)
                .orElseThrow(() ->
                        new IllegalStateException("no prize " + award.key().bonus()));
        if (step == Step.SHIPPED && kind != Prize.Kind.GIFT) {
            throw HttpRefusal.of(409, "not_a_gift", "Only a gift is shipped.");
        }
        Versioned<Enrollment> enrollment = visible.enrollment(write.tenant(), account.program(), account.affiliate());
        if (enrollment.value().state() == EnrollmentState.BANNED) {
            throw HttpRefusal.of(409, "illegal_state", "The affiliate is banned.");
        }
        if (step == Step.FULFILLED
                && kind == Prize.Kind.PUBLIC_RECOGNITION
                && !enrollment.value().recognition()) {
            throw HttpRefusal.of(409, "not_opted_in", "The affiliate has not agreed that others read its name.");
        }
        return enrollment;
    }

    /// Money is no prize, for whoever sees it; everything else is not there.
    private HttpRefusal noPrize(Ask ask) {
        return AdjustmentId.parse(ask.variable("award_id"))
                        .flatMap(decisions::find)
                        .filter(found -> found.adjustment().award().isPresent()
                                && ask.affiliate()
                                        .filter(own -> !own.equals(
                                                found.adjustment().account().affiliate()))
                                        .isEmpty()
                                && visible.sees(
                                        ask.tenant(),
                                        found.adjustment().account().program()))
                        .isPresent()
                ? HttpRefusal.of(409, "no_prize", "The award is money: the ledger has it.")
                : BonusAwardsResource.notFound();
    }
}
