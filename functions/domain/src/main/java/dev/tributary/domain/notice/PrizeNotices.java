package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeNote;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.terms.Prize;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is told of a prize without cash: that it was won, and that it was lost again. It names no amount, and is
/// followed by no word of how far its fulfilment is.
public final class PrizeNotices {
    private static final String MILESTONE = "milestone";

    private PrizeNotices() {}

    /// A prize and what the terms that gave it last say it is.
    public record Given(PrizeAward award, Prize.InKind prize) {}

    /// Where prizes are looked up that conversions and clicks reach.
    @FunctionalInterface
    public interface Known {
        /// Empty when it is not there any more.
        Optional<Given> find(BonusKey key);
    }

    /// Of a place on a board.
    public static Notice of(Given given, MerchantId merchant) {
        PrizeAward award = given.award();
        Map<NoticeFact, String> facts = facts(given, Award.Ground.LEADERBOARD.text(), award.awardedAt());
        return notice(
                NoticeType.BONUS_AWARDED,
                award.awardedAt(),
                merchant,
                given,
                facts,
                award.id().toString());
    }

    /// Of an entry that gives or takes one. Empty where nothing came of it: what a person has sent, or cancelled for
    /// good, is neither lost nor won again.
    static Optional<Notice> of(Entry entry, MerchantId merchant, Known known) {
        if (!PrizeNote.isOfPrize(entry)) {
            return Optional.empty();
        }
        boolean lost = entry.cause().kind() == Cause.Kind.BONUS_LOST;
        return BonusKey.of(entry)
                .flatMap(known::find)
                .filter(given -> !isForGood(given.award(), given.award().key().ordinal(entry.id()), lost))
                .map(given -> {
                    Map<NoticeFact, String> facts =
                            facts(given, MILESTONE, entry.cause().occurredAt());
                    facts.put(NoticeFact.ENTRY_ID, entry.id().text());
                    return notice(
                            lost ? NoticeType.BONUS_REVERSED : NoticeType.BONUS_AWARDED,
                            entry.cause().postedAt(),
                            merchant,
                            given,
                            facts,
                            entry.id().text());
                });
    }

    /// Whether what was done for good was done before: at an earlier time that it was given, or, of a loss, at this
    /// one.
    private static boolean isForGood(PrizeAward award, long ordinal, boolean lost) {
        return award.done()
                .filter(done -> done.step().isForGood())
                .map(Fulfilment::times)
                .filter(times -> lost ? times <= ordinal : times < ordinal)
                .isPresent();
    }

    private static Map<NoticeFact, String> facts(Given given, String ground, Instant occurredAt) {
        BonusKey key = given.award().key();
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, key.account().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, key.account().affiliate().toString());
        facts.put(NoticeFact.AWARD_ID, given.award().id().toString());
        facts.put(NoticeFact.BONUS_ID, key.bonus().text());
        facts.put(NoticeFact.PERIOD, key.period().text());
        facts.put(NoticeFact.GROUND, ground);
        facts.put(NoticeFact.PRIZE, given.prize().title());
        facts.put(NoticeFact.PRIZE_KIND, given.prize().kind().text());
        facts.put(NoticeFact.OCCURRED_AT, occurredAt.toString());
        return facts;
    }

    private static Notice notice(
            NoticeType type,
            Instant at,
            MerchantId merchant,
            Given given,
            Map<NoticeFact, String> facts,
            String cause) {
        return Notice.of(
                type,
                at,
                List.of(
                        new Tenant.OfMerchant(merchant),
                        new Tenant.OfAffiliate(given.award().key().account().affiliate())),
                Optional.empty(),
                facts,
                cause);
    }
}
