package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is told of a dispute, to both sides: nothing but what the affiliate said itself, and how it was ruled.
public final class DisputeNotices {
    private DisputeNotices() {}

    public static Notice opened(Dispute dispute) {
        return of(
                NoticeType.DISPUTE_OPENED,
                dispute,
                dispute.openedAt(),
                dispute.claim().claimed(),
                facts(dispute));
    }

    public static Notice escalated(Dispute dispute, Instant at) {
        return of(NoticeType.DISPUTE_ESCALATED, dispute, at, dispute.claim().claimed(), facts(dispute));
    }

    /// @param amount what was decided; empty where nothing is given, or the terms say it when it is posted
    public static Notice ruled(Dispute dispute, Optional<Money> amount, Instant at) {
        Map<NoticeFact, String> facts = facts(dispute);
        switch (dispute.state()) {
            case State.Accepted accepted -> facts.put(NoticeFact.REASON, accepted.reason());
            case State.Rejected rejected ->
                facts.put(NoticeFact.REASON, rejected.why().text());
            case State.Open _, State.Escalated _, State.Withdrawn _ ->
                throw new IllegalArgumentException("dispute is not ruled on: " + dispute.id());
        }
        return of(NoticeType.DISPUTE_RULED, dispute, at, amount, facts);
    }

    private static Map<NoticeFact, String> facts(Dispute dispute) {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.DISPUTE_ID, dispute.id().toString());
        facts.put(NoticeFact.PROGRAM_ID, dispute.parties().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, dispute.parties().affiliate().toString());
        facts.put(NoticeFact.STATE, dispute.state().text());
        facts.put(NoticeFact.EVENT, dispute.claim().event().text());
        dispute.claim().order().ifPresent(order -> facts.put(NoticeFact.ORDER_ID, order.text()));
        dispute.claim()
                .commission()
                .ifPresent(commission -> facts.put(NoticeFact.COMMISSION_ID, commission.toString()));
        return facts;
    }

    private static Notice of(
            NoticeType type, Dispute dispute, Instant at, Optional<Money> amount, Map<NoticeFact, String> facts) {
        Dispute.Parties parties = dispute.parties();
        return Notice.of(
                type,
                at,
                List.of(new Tenant.OfMerchant(parties.merchant()), new Tenant.OfAffiliate(parties.affiliate())),
                amount,
                facts,
                dispute.id().toString());
    }
}
