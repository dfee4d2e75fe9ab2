package dev.tributary.domain.order;

import java.util.Locale;
import java.util.Optional;

/// What became of a call, as its receipt shows it.
public record Result(Kind kind, Optional<Reason> reason) {
    public enum Kind {
        PROCESSING,
        DECIDING,
        WAITING,
        CONVERTED,
        DUPLICATE,
        CONFLICT,
        REVERSED,
        UPDATED,
        UNATTRIBUTED,
        REJECTED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why, where the kind does not say it.
    public enum Reason {
        DIFFERENT_CONTENT,
        CLOSED,
        REFUND_TOO_LARGE,
        CURRENCY_MISMATCH,
        UNKNOWN_ITEM,
        TOO_MANY,
        TOO_OLD,
        IN_THE_FUTURE,
        BEFORE_CLICK,
        APPROVED_AMOUNT_TOO_LARGE,
        PARTS_EXCEED_AMOUNT,
        AMOUNT_BELOW_REFUNDS,
        AMOUNT_TOO_LARGE,
        NO_RATE,
        NO_SALE,
        UNPROVEN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean changesNothing() {
        return switch (kind) {
            case DUPLICATE, CONFLICT, REJECTED -> true;
            case PROCESSING, DECIDING, WAITING, CONVERTED, REVERSED, UPDATED, UNATTRIBUTED -> false;
        };
    }

    static Result of(Kind kind) {
        return new Result(kind, Optional.empty());
    }

    static Result waiting(Reason reason) {
        return new Result(Kind.WAITING, Optional.of(reason));
    }

    static Result rejected(Reason reason) {
        return new Result(Kind.REJECTED, Optional.of(reason));
    }

    static Result conflict(Reason reason) {
        return new Result(Kind.CONFLICT, Optional.of(reason));
    }
}
