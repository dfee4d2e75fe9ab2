package dev.tributary.domain.decision;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.Optional;

/// A person gives an affiliate money, or takes some back: `+12.50 EUR, "goodwill for November"`.
///
/// @param account whose; its currency is the amount's
/// @param amount above zero is given, below zero taken; zero where a ruling leaves it to the terms, which are asked
/// when
///     it is posted
/// @param reason what the affiliate reads, 1 to 500 characters without control characters
/// @param author who decided: the id of a key, or of a member; `time` where nobody ruled on a dispute
/// @param about the commission that it corrects, where it does
/// @param award the bonus or the fee that it gives, where it does
/// @param ruling the dispute on which it rules, where it does
public record Adjustment(
        AdjustmentId id,
        AccountKey account,
        Money amount,
        String reason,
        String author,
        Instant decidedAt,
        Optional<About> about,
        Optional<Award> award,
        Optional<Ruling> ruling) {
    public static final int MAX_REASON_LENGTH = 500;
    private static final int MAX_AUTHOR_LENGTH = 100;

    /// A commission and the order in which it stands: an id alone finds neither.
    public record About(ConversionKey order, CommissionId commission) {}

    /// One that gives nothing of what terms promise.
    public Adjustment(
            AdjustmentId id,
            AccountKey account,
            Money amount,
            String reason,
            String author,
            Instant decidedAt,
            Optional<About> about) {
        this(id, account, amount, reason, author, decidedAt, about, Optional.empty());
    }

    /// One that rules on nothing.
    public Adjustment(
            AdjustmentId id,
            AccountKey account,
            Money amount,
            String reason,
            String author,
            Instant decidedAt,
            Optional<About> about,
            Optional<Award> award) {
        this(id, account, amount, reason, author, decidedAt, about, award, Optional.empty());
    }

    public Adjustment {
        boolean isComputed = ruling.filter(of -> of.basis().isComputed()).isPresent();
        if (amount.isZero() != isComputed || !isReadable(amount)) {
            throw new IllegalArgumentException("amount is zero or too large: " + amount);
        }
        if (!amount.currency().equals(account.currency())) {
            throw new IllegalArgumentException("amount is not in " + account.currency() + ": " + amount);
        }
        if (!isReason(reason)) {
            throw new IllegalArgumentException("reason is empty, longer than " + MAX_REASON_LENGTH + ", or no text");
        }
        if (author.isBlank() || author.length() > MAX_AUTHOR_LENGTH) {
            throw new IllegalArgumentException("author is empty or longer than " + MAX_AUTHOR_LENGTH);
        }
        if (about.filter(of -> !of.order().program().equals(account.program())).isPresent()) {
            throw new IllegalArgumentException("about is an order of another program");
        }
        if (award.isPresent() && (about.isPresent() || amount.isNegative())) {
            throw new IllegalArgumentException("award takes something, or corrects a commission");
        }
        if (ruling.isPresent() && (award.isPresent() || amount.isNegative())) {
            throw new IllegalArgumentException("ruling takes something, or gives a bonus");
        }
        if (ruling.flatMap(Ruling::order)
                .filter(order -> !order.program().equals(account.program()))
                .isPresent()) {
            throw new IllegalArgumentException("ruling is about an order of another program");
        }
    }

    public static boolean isReason(String text) {
        return !text.isBlank()
                && text.length() <= MAX_REASON_LENGTH
                && text.codePoints().noneMatch(sign -> Character.isISOControl(sign) || isLone(sign));
    }

    private static boolean isLone(int sign) {
        return Character.getType(sign) == Character.SURROGATE;
    }

    private static boolean isReadable(Money amount) {
        return amount.minor() >= -Money.MAX_MINOR && amount.minor() <= Money.MAX_MINOR;
    }

    /// Whether nobody gave it: a dispute was accepted since no person ruled on it. It is no hand's own.
    public boolean isByTime() {
        return ruling.isPresent() && author.equals(Dispute.BY_TIME);
    }

    /// The order that has to be read for it.
    public Optional<ConversionKey> order() {
        return about.map(About::order).or(() -> ruling.flatMap(Ruling::order));
    }

    /// The one entry that this may post, unless a ruling posts it on its order.
    public EntryId entry() {
        return award.map(given -> given.of(account).accrued(given.ordinal()))
                .orElseGet(() -> new EntryId("adjustment:" + id));
    }
}
