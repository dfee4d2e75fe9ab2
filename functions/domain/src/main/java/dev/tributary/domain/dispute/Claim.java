package dev.tributary.domain.dispute;

import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What an affiliate claims: `missing, order A-1001, 120.00 on 22 November, since Anna clicked my link`.
///
/// @param event of the order; `sale` where nothing else was said
/// @param claimed what it says it should have got, where it says so
/// @param text 1 to 2,000 characters
public record Claim(Kind kind, Subject subject, EventName event, Optional<Money> claimed, String text) {
    public static final int MAX_TEXT_LENGTH = 2_000;

    public enum Kind {
        /// Nothing was credited to it.
        MISSING,
        /// It was credited, and with another amount than it should have been.
        WRONG,
        /// What it was credited with was taken back.
        DECLINED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What it is about. Of an order that an affiliate is not credited with it may know the number or its own click,
    /// when it was and what it came to; of one that it is credited with everything is known here.
    public sealed interface Subject {
        /// @param order or else `click` is there
        /// @param amount what the order came to, in the program's currency
        record Unseen(Optional<OrderId> order, Optional<VerifiedClick> click, Instant occurredAt, Money amount)
                implements Subject {
            public Unseen {
                if (order.isEmpty() && click.isEmpty()) {
                    throw new IllegalArgumentException("order and click are both absent");
                }
                if (amount.isNegative()) {
                    throw new IllegalArgumentException("amount is negative: " + amount);
                }
                Objects.requireNonNull(occurredAt, "occurredAt");
            }
        }

        /// @param commission the one of the order's commissions that it is about; empty where it is about all
        record Credited(OrderId order, Optional<CommissionId> commission) implements Subject {}
    }

    public Claim {
        if ((kind == Kind.MISSING) != (subject instanceof Subject.Unseen)) {
            throw new IllegalArgumentException("kind " + kind.text() + " is not about such a subject");
        }
        if (claimed.filter(money -> !money.isPositive()).isPresent()) {
            throw new IllegalArgumentException("claimed is not above zero: " + claimed.orElseThrow());
        }
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_TEXT_LENGTH);
        }
    }

    public Optional<OrderId> order() {
        return switch (subject) {
            case Subject.Unseen unseen -> unseen.order();
            case Subject.Credited credited -> Optional.of(credited.order());
        };
    }

    public Optional<CommissionId> commission() {
        return switch (subject) {
            case Subject.Unseen _ -> Optional.empty();
            case Subject.Credited credited -> credited.commission();
        };
    }

    public Optional<VerifiedClick> click() {
        return switch (subject) {
            case Subject.Unseen unseen -> unseen.click();
            case Subject.Credited _ -> Optional.empty();
        };
    }

    /// By what two claims of one affiliate are about the same: `sale A-1001`, `sale A-1001 com_...`, or the click.
    public String about() {
        return order().map(id -> event.text() + " " + id.text())
                        .orElseGet(() -> "click " + click().orElseThrow().token())
                + commission().map(id -> " " + id).orElse("");
    }
}
