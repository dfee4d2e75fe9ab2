package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What is told of the bonuses that conversions and clicks reach and lose, from the entries that give and take them.
public final class BonusNotices {
    private static final AccountName EXPENSE = new AccountName.MerchantExpense();

    private BonusNotices() {}

    /// Of each bonus that stands behind an entry which it was reached or lost by. They share its two times; one that
    /// a decision gave stands there by chance, and does not.
    /// @param causes which entries those are
    /// @param prizes where those without cash are looked up
    public static List<Notice> following(
            List<Entry> entries, Predicate<Entry> causes, MerchantId merchant, PrizeNotices.Known prizes) {
        List<Notice> told = new ArrayList<>();
        Optional<Entry> by = Optional.empty();
        for (Entry entry : entries) {
            if (!isOfBonus(entry)) {
                by = Optional.of(entry).filter(causes);
            } else if (by.filter(cause -> isBy(cause, entry)).isPresent()) {
                of(entry, merchant)
                        .or(() -> PrizeNotices.of(entry, merchant, prizes))
                        .ifPresent(told::add);
            }
        }
        return told;
    }

    private static boolean isBy(Entry cause, Entry bonus) {
        return cause.account().equals(bonus.account())
                && cause.cause().occurredAt().equals(bonus.cause().occurredAt())
                && cause.cause().postedAt().equals(bonus.cause().postedAt());
    }

    private static boolean isOfBonus(Entry entry) {
        return entry.cause().kind() == Cause.Kind.BONUS || entry.cause().kind() == Cause.Kind.BONUS_LOST;
    }

    /// Empty for one of a prize without cash, which moves no money.
    private static Optional<Notice> of(Entry entry, MerchantId merchant) {
        Money given = Money.zero(entry.account().currency());
        for (Posting posting : entry.postings()) {
            given = posting.from().equals(EXPENSE) ? given.plus(posting.amount()) : given;
            given = posting.to().equals(EXPENSE) ? given.minus(posting.amount()) : given;
        }
        Optional<BonusKey> key = BonusKey.of(entry);
        if (given.isZero() || key.isEmpty()) {
            return Optional.empty();
        }
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, entry.account().program().toString());
        facts.put(NoticeFact.AFFILIATE_ID, entry.account().affiliate().toString());
        facts.put(NoticeFact.BONUS_ID, key.get().bonus().text());
        facts.put(NoticeFact.PERIOD, key.get().period().text());
        facts.put(NoticeFact.OCCURRED_AT, entry.cause().occurredAt().toString());
        facts.put(NoticeFact.ENTRY_ID, entry.id().text());
        return Optional.of(Notice.of(
                given.isNegative() ? NoticeType.BONUS_REVERSED : NoticeType.BONUS_AWARDED,
                entry.cause().postedAt(),
                List.of(
                        new Tenant.OfMerchant(merchant),
                        new Tenant.OfAffiliate(entry.account().affiliate())),
                Optional.of(given.isNegative() ? given.negate() : given),
                facts,
                entry.id().text()));
    }
}
