package dev.tributary.domain.postback;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One authenticated call for a program, as its call log keeps it: what was answered and why. Of what the call said
/// only the names of its order and event, never a secret, a customer or an amount. With all of it at its longest it
/// is an item below one kilobyte, so that a line costs one write unit.
///
/// @param at of its arrival
/// @param dialect whose form it had; `json` and `url` are ours
/// @param code `accepted`, `same`, or why it was refused
/// @param faults the first of them
/// @param said what it is about, as far as it could be read
/// @param skipped how many calls before it left no line, since there were too many
public record LoggedCall(
        ProgramId program,
        Instant at,
        String dialect,
        String method,
        int status,
        String code,
        List<Fault> faults,
        Said said,
        long skipped) {
    /// How long a line is kept.
    public static final Duration KEPT = Duration.ofDays(30);
    /// Whoever repairs these sees the rest of them at the next call.
    public static final int MOST_FAULTS = 5;

    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_FIELD = 40;
    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,32}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9_.\\[\\]-]");

    /// What became of a call.
    public enum Outcome {
        /// 200 and 202.
        TAKEN,
        /// A 4xx: sent again, it is answered alike.
        REFUSED,
        /// A 5xx: to be sent again.
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Outcome> parse(String text) {
            for (Outcome outcome : values()) {
                if (outcome.text().equals(text)) {
                    return Optional.of(outcome);
                }
            }
            return Optional.empty();
        }
    }

    /// What was wrong with a field, by the name that its sender has for it.
    public record Fault(String field, String code) {
        public Fault {
            field = printable(field, LONGEST_FIELD);
            code = printable(code, LONGEST_WORD);
        }
    }

    /// @param event as the call has it: `sale`, or `refund` of one
    /// @param receipt of a call that was taken
    /// @param isTest whether it said so
    public record Said(Optional<OrderId> order, Optional<String> event, Optional<ReceiptId> receipt, boolean isTest) {
        public static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty(), false);

        public Said {
            event = event.filter(text -> WORD.matcher(text).matches());
        }

        /// Of a call that was taken: its receipt names the order.
        public static Said of(ReceiptId receipt, Optional<String> event, boolean isTest) {
            return new Said(Optional.of(receipt.key().order()), event, Optional.of(receipt), isTest);
        }
    }

    public LoggedCall {
        dialect = printable(dialect, LONGEST_WORD);
        method = printable(method, LONGEST_WORD);
        code = printable(code, LONGEST_WORD);
        faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
        if (status < 200 || status > 599 || skipped < 0) {
            throw new IllegalArgumentException("status or skipped is none: " + status + ", " + skipped);
        }
    }

    public Outcome outcome() {
        return status < 300 ? Outcome.TAKEN : status < 500 ? Outcome.REFUSED : Outcome.FAILED;
    }

    /// With so many calls before it that left no line.
    public LoggedCall skipping(long more) {
        return new LoggedCall(program, at, dialect, method, status, code, faults, said, more);
    }

    /// A name out of a call may be anything.
    private static String printable(String text, int most) {
        String head = text.length() > most ? text.substring(0, most) : text;
        return UNPRINTABLE.matcher(head).replaceAll("?");
    }
}
