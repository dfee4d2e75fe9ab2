package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRun;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is told of money that becomes free, leaves, and comes back: from a row or an entry as it is kept. Where it went
/// is not told.
public final class PaymentNotices {
    private PaymentNotices() {}

    /// What stands of a payout: paid, or returned; of one that came back it is told no more that it was paid.
    public static List<Notice> of(PayoutRun run, Payout payout) {
        return switch (payout.state()) {
            case PAID -> List.of(notice(run, payout, NoticeType.PAYOUT_PAID));
            case RETURNED -> List.of(notice(run, payout, NoticeType.PAYOUT_RETURNED));
            case PLANNED, RESERVED, SUBMITTED, FAILED, UNCLAIMED, BLOCKED_BY_RAIL, UNKNOWN, DROPPED -> List.of();
        };
    }

    private static Notice notice(PayoutRun run, Payout payout, NoticeType type) {
        Instant at = payout.endedAt().orElse(run.head().created());
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, run.head().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, payout.affiliate().toString());
        facts.put(NoticeFact.PAYOUT_ID, payout.id().toString());
        facts.put(NoticeFact.RUN_ID, run.id().toString());
        facts.put(NoticeFact.RAIL, payout.line().to().rail().text());
        facts.put(NoticeFact.STATE, payout.state().text());
        payout.reason().ifPresent(reason -> facts.put(NoticeFact.REASON, reason));
        return Notice.of(
                type,
                at,
                List.of(new Tenant.OfMerchant(run.head().merchant()), new Tenant.OfAffiliate(payout.affiliate())),
                Optional.of(payout.line().net()),
                facts,
                payout.id().toString());
    }

    /// Of an entry that released something; no other is told here.
    public static Optional<Notice> released(MerchantId merchant, Entry entry) {
        if (entry.cause().kind() != Cause.Kind.RELEASE) {
            return Optional.empty();
        }
        Money sum = Money.zero(entry.account().currency());
        Optional<String> through = Optional.empty();
        for (Posting posting : entry.postings()) {
            if (posting.from() instanceof AccountName.Pending(var day)) {
                sum = sum.plus(posting.amount());
                through = Optional.of(through.filter(last -> last.compareTo(day.toString()) > 0)
                        .orElse(day.toString()));
            }
        }
        if (through.isEmpty()) {
            return Optional.empty();
        }
        Instant at = entry.cause().postedAt();
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, entry.account().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, entry.account().affiliate().toString());
        facts.put(NoticeFact.ENTRY_ID, entry.id().text());
        facts.put(NoticeFact.RELEASED_THROUGH, through.get());
        return Optional.of(Notice.of(
                NoticeType.COMMISSION_RELEASED,
                at,
                List.of(
                        new Tenant.OfMerchant(merchant),
                        new Tenant.OfAffiliate(entry.account().affiliate())),
                Optional.of(sum),
                facts,
                entry.id().text()));
    }
}
