package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Awards;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.MerchantId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is told of a decision about money once the ledger has it, from the decision as it is kept; who decided is not.
public final class DecisionNotices {
    private DecisionNotices() {}

    /// Nothing of one that waits or was refused, nor of a ruling that credits an order: the order tells that.
    public static Optional<Notice> of(Decision decision, MerchantId merchant) {
        Adjustment adjustment = decision.adjustment();
        if (!(decision.state() instanceof Decision.State.Posted posted)
                || adjustment
                        .ruling()
                        .filter(ruling -> ruling.basis() == Ruling.Basis.CREDIT)
                        .isPresent()) {
            return Optional.empty();
        }
        Map<NoticeFact, String> facts = facts(adjustment);
        facts.put(NoticeFact.ENTRY_ID, posted.entry().text());
        return Optional.of(Notice.of(
                adjustment.award().map(DecisionNotices::type).orElse(NoticeType.ADJUSTMENT_POSTED),
                adjustment.decidedAt(),
                List.of(
                        new Tenant.OfMerchant(merchant),
                        new Tenant.OfAffiliate(adjustment.account().affiliate())),
                decision.amount(),
                facts,
                adjustment.id().toString()));
    }

    private static NoticeType type(Award award) {
        return switch (award.ground()) {
            case SIGNING, BOUNTY, LEADERBOARD -> NoticeType.BONUS_AWARDED;
            case FLAT_FEE -> NoticeType.FLAT_FEE_POSTED;
        };
    }

    private static Map<NoticeFact, String> facts(Adjustment adjustment) {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, adjustment.account().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, adjustment.account().affiliate().toString());
        facts.put(NoticeFact.OCCURRED_AT, adjustment.decidedAt().toString());
        adjustment.order().ifPresent(order -> {
            facts.put(NoticeFact.CONVERSION_ID, order.id().toString());
            facts.put(NoticeFact.ORDER_ID, order.order().text());
            facts.put(NoticeFact.EVENT, order.event().text());
        });
        adjustment
                .about()
                .map(Adjustment.About::commission)
                .or(() -> adjustment.ruling().flatMap(Ruling::commission))
                .ifPresent(commission -> facts.put(NoticeFact.COMMISSION_ID, commission.toString()));
        adjustment
                .ruling()
                .ifPresent(ruling ->
                        facts.put(NoticeFact.DISPUTE_ID, ruling.dispute().toString()));
        adjustment
                .award()
                .ifPresentOrElse(
                        award -> {
                            facts.put(NoticeFact.AWARD_ID, adjustment.id().toString());
                            facts.put(NoticeFact.BONUS_ID, award.bonus().text());
                            facts.put(NoticeFact.PERIOD, award.period().text());
                            facts.put(NoticeFact.GROUND, award.ground().text());
                        },
                        () -> facts.put(
                                NoticeFact.ADJUSTMENT_ID, adjustment.id().toString()));
        // What terms decide by themselves has no reason but the bonus and its period.
        if (!Awards.isByTerms(adjustment)) {
            facts.put(NoticeFact.REASON, adjustment.reason());
        }
        return facts;
    }
}
