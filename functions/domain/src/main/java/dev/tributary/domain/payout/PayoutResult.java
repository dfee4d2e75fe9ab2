package dev.tributary.domain.payout;

import dev.tributary.domain.id.PayoutId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What a rail, or the person who carried out a file, says of one payout.
public record PayoutResult(PayoutId payout, Status status, Optional<String> reference, Optional<String> reason) {
    public enum Status {
        PAID,
        /// The money never left.
        FAILED,
        /// It left and came back.
        RETURNED,
        /// With the bank, which says no more yet.
        PENDING;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Status> parse(String text) {
            for (Status status : values()) {
                if (status.text().equals(text)) {
                    return Optional.of(status);
                }
            }
            return Optional.empty();
        }
    }

    public PayoutResult {
        Objects.requireNonNull(payout, "payout");
        refuse("reference", reference);
        refuse("reason", reason);
    }

    private static void refuse(String name, Optional<String> text) {
        if (text.filter(of -> of.isBlank() || of.length() > Payout.MAX_TEXT).isPresent()) {
            throw new IllegalArgumentException(name + " is not 1 to " + Payout.MAX_TEXT + " characters");
        }
    }

    /// What is to be done about it.
    public sealed interface Step {
        /// One step of the payout, with what it posts. A result may need two: what came back was paid
        /// before.
        record Post(Payout after) implements Step {}

        /// Known already.
        record Nothing() implements Step {}

        /// Not believed: nothing is posted.
        record Contradiction(Payout noted) implements Step {}
    }

    public Step step(Payout now, Instant at) {
        return switch (now.state()) {
            case SUBMITTED, UNKNOWN, UNCLAIMED, BLOCKED_BY_RAIL ->
                switch (status) {
                    case PENDING -> new Step.Nothing();
                    case PAID -> new Step.Post(now.paid(reference, at));
                    case FAILED -> new Step.Post(now.failed(reason, reference, at));
                    // First that it left, then, asked again, that it came back.
                    case RETURNED -> new Step.Post(now.paid(reference, at));
                };
            case PAID ->
                switch (status) {
                    case PAID, PENDING -> new Step.Nothing();
                    case RETURNED -> new Step.Post(now.returned(reason, reference, at));
                    case FAILED -> contradiction(now);
                };
            case RETURNED -> status == Status.FAILED ? contradiction(now) : new Step.Nothing();
            case FAILED ->
                (status == Status.FAILED || status == Status.PENDING)
                                && now.submission().isPresent()
                        ? new Step.Nothing()
                        : contradiction(now);
            case PLANNED, RESERVED, DROPPED -> contradiction(now);
        };
    }

    /// The first one stays.
    private Step contradiction(Payout now) {
        String note = "reported " + status.text() + " while " + now.state().text();
        return now.note().isPresent() ? new Step.Nothing() : new Step.Contradiction(now.noted(note));
    }
}
