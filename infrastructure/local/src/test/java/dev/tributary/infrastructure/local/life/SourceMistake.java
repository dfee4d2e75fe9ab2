package dev.tributary.infrastructure.local.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A mistake in the platform's own source: one expression, which must stand there exactly once, and
/// what somebody could have written instead. Made from the present source, so it cannot rot unseen.
enum SourceMistake {
    /// What was handled is known by the queue's message id, which a redrive renews.
    GUARD_BY_MESSAGE_ID(
            "functions/domain",
            "dev.tributary.domain.order.Orders",
            "line -> line.isOf(postback)",
            "line -> false",
            OrderMistake.GUARD_BY_MESSAGE_ID),
    REFUND_APPLIED_TWICE(
            "functions/domain",
            "dev.tributary.domain.order.Refunds",
            "Optional<RefundRecord> known = find(draft.refunds, refund.refund());",
            "Optional<RefundRecord> known = Optional.empty();"),
    /// A refund that came before its sale is acknowledged, and forgotten.
    LATE_REFUND_LOST(
            "functions/domain",
            "dev.tributary.domain.order.Orders",
            "draft.waiting.add(postback);\n        draft.stage = draft.sale",
            "draft.stage = draft.sale"),
    /// Half down: a tie is lost.
    WRONG_ROUNDING(
            "functions/domain",
            "dev.tributary.domain.money.Fraction",
            "Math.abs(numerator) + denominator)",
            "Math.abs(numerator) + denominator - 1)"),
    /// The rate of the order's own date, which is published after it.
    RATE_OF_THE_WRONG_DAY("functions/domain", "dev.tributary.domain.rate.RateWindow", "day.minusDays(1)", "day"),
    /// What one unit of the program's currency is in the order's.
    RATE_UPSIDE_DOWN(
            "functions/domain",
            "dev.tributary.domain.rate.ReferenceDay",
            "rate.dividedBy(divisor)",
            "divisor.dividedBy(rate)"),
    WINDOW_BY_ARRIVAL(
            "functions/domain",
            "dev.tributary.domain.order.Claims",
            "reward.key().event(),\n                occurredAt,",
            "reward.key().event(),\n                context.now(),"),
    FORGED_TOKEN_ACCEPTED(
            "functions/domain",
            "dev.tributary.domain.token.ClickTokens",
            "MessageDigest.isEqual(expected, actual) ? decode(body) : Optional.empty()",
            "decode(body)"),
    OTHER_PROGRAM_ACCEPTED(
            "functions/postback",
            "dev.tributary.postback.CallClick",
            "!token.get().program().equals(program)",
            "false"),
    /// What the merchant wrote is logged, with who bought.
    CALL_LOGGED(
            "functions/postback",
            "dev.tributary.postback.PostbackCalls",
            "Instant arrival = arrivals.next();",
            "Instant arrival = arrivals.next(); log(0, \"call\", Map.of(\"body\", String.valueOf(event.getBody())));"),
    /// An answer is given though the queue took nothing.
    FAILED_SEND_SWALLOWED(
            "functions/postback",
            "dev.tributary.postback.PostbackCalls",
            "ports.queue().send(postback);",
            "try { ports.queue().send(postback); } catch (UnavailableException lost) { }"),
    HOLD_IGNORED(
            "functions/domain",
            "dev.tributary.domain.order.Sales",
            "Hold.end(sale.occurredAt(), entitled.terms().holdDays(earned.rule()))",
            "sale.occurredAt()");

    private final String module;
    private final String type;
    private final String expression;
    private final String instead;
    private final OrderMistake beside;

    SourceMistake(String module, String type, String expression, String instead) {
        this(module, type, expression, instead, OrderMistake.NONE);
    }

    SourceMistake(String module, String type, String expression, String instead, OrderMistake beside) {
        this.module = module;
        this.type = type;
        this.expression = expression;
        this.instead = instead;
        this.beside = beside;
    }

    /// The class that is changed.
    String type() {
        return type;
    }

    /// A mistake outside of the source that goes with it.
    OrderMistake beside() {
        return beside;
    }

    /// The present source with the mistake in it.
    /// @throws IllegalStateException when the expression does not stand there exactly once
    String source() {
        String source = right();
        int at = source.indexOf(expression);
        if (at < 0 || source.indexOf(expression, at + 1) >= 0) {
            throw new IllegalStateException(this + " no longer fits the source of " + type);
        }
        return source.substring(0, at) + instead + source.substring(at + expression.length());
    }

    /// The present source.
    String right() {
        try {
            return Files.readString(
                    root().resolve(module).resolve("src/main/java").resolve(type.replace('.', '/') + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no template.yaml above the working directory");
            }
        }
        return folder;
    }
}
