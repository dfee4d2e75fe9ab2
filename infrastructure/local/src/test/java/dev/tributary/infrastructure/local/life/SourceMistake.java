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
            "return taken(dialect, SenderCall.of(program, event), seen);",
            "log(dialect, 0, \"call\", Map.of(\"body\", String.valueOf(event.getBody())));"
                    + " return taken(dialect, SenderCall.of(program, event), seen);"),
    /// An answer is given though the queue took nothing.
    FAILED_SEND_SWALLOWED(
            "functions/postback",
            "dev.tributary.postback.PostbackCalls",
            "ports.queue().send(one.postback());",
            "try { ports.queue().send(one.postback()); } catch (UnavailableException lost) { }"),
    HOLD_IGNORED(
            "functions/domain",
            "dev.tributary.domain.order.Sales",
            "Hold.end(sale.occurredAt(), entitled.terms().holdDays(earned.rule()))",
            "sale.occurredAt()"),
    /// A counter that stands at a step has not reached it.
    TIER_EDGE(
            "functions/domain",
            "dev.tributary.domain.terms.Pay",
            "step.from() <= counter ? step.pay()",
            "step.from() < counter ? step.pay()"),
    /// By count, the from-th conversion is paid at the new rate, and not the one after it.
    COUNT_EDGE(
            "functions/domain",
            "dev.tributary.domain.commission.Tiers",
            ": List.of(Earned.Part.whole(base, pay.reached(before)))",
            ": List.of(Earned.Part.whole(base, pay.reached(before + 1)))"),
    /// A slice begins where the conversion found the counter, not where the one before it ended.
    SLICE_EDGE(
            "functions/domain",
            "dev.tributary.domain.commission.Tiers",
            ": max(start, Fraction.of(steps.get(index).from()))",
            ": start"),
    /// A change of tier moves the slices of the same counter too.
    SLICES_MOVED(
            "functions/domain",
            "dev.tributary.domain.commission.Captured",
            "return tallies.getOrDefault(tally, 0L);",
            "return rerated.getOrDefault(tally, tallies.getOrDefault(tally, 0L));"),
    /// The first conversion of the period stays at the step that it was paid at.
    CHANGE_OF_TIER_SKIPS_ONE(
            "functions/commission", "dev.tributary.commission.EarlierEntries", "return low;", "return low + 1;"),
    /// What was taken back gives no room again.
    CAP_FORGETS_REFUNDS(
            "functions/domain", "dev.tributary.domain.order.Counting", "one.net().minor()", "one.amount().minor()"),
    CAP_ROOM_NEVER_SHRINKS(
            "functions/domain",
            "dev.tributary.domain.commission.Earnings",
            "cap.most().minor() - used",
            "cap.most().minor()"),
    /// The cents that are left when shares are rounded down go to nobody.
    SPLIT_LOSES_A_CENT("functions/domain", "dev.tributary.domain.commission.Rounding", ".limit(left)", ".limit(0)"),
    /// A new click takes over where the terms keep, and does not where they do not.
    REBIND_TURNED_AROUND(
            "functions/domain",
            "dev.tributary.domain.attribution.Attributor",
            "Optional.of(Rebind.NEW_CLICK)",
            "Optional.of(Rebind.KEEP)"),
    OLD_CLICK_TAKES_OVER(
            "functions/domain",
            "dev.tributary.domain.attribution.Attributor",
            "of.click().clickedAt().isAfter(since)",
            "of.click().clickedAt().isBefore(since.plusSeconds(1L << 32))"),
    SKEW(
            "functions/domain",
            "dev.tributary.domain.attribution.Attributor",
            "Duration.ofSeconds(300)",
            "Duration.ofSeconds(299)"),
    /// Each charge counts its stages from itself.
    STAGE_FROM_ITS_OWN_CHARGE(
            "functions/domain",
            "dev.tributary.domain.commission.Earnings",
            "captured.firstCharge().orElse(day)",
            "captured.firstCharge().map(charge -> day).orElse(day)"),
    /// A day too late: that of the second charge of those that come daily.
    STAGE_FROM_THE_NEXT_DAY(
            "functions/domain",
            "dev.tributary.domain.attribution.Binding",
            "Optional.of(since.atZone(zone).toLocalDate())",
            "Optional.of(since.atZone(zone).toLocalDate().plusDays(1))"),
    BONUS_ORDINAL(
            "functions/domain",
            "dev.tributary.domain.bonus.Milestones",
            "long ordinal = key.noted(Kind.BONUS_MET, account) + 1;",
            "long ordinal = 1;"),
    MILESTONE_TOO_LATE(
            "functions/domain",
            "dev.tributary.domain.bonus.Milestones",
            "getOrDefault(goal.tally(), 0L) >= goal.from()",
            "getOrDefault(goal.tally(), 0L) > goal.from()"),
    MILESTONE_KEPT(
            "functions/domain",
            "dev.tributary.domain.bonus.Milestones",
            "getOrDefault(goal.tally(), 0L) < goal.from()",
            "getOrDefault(goal.tally(), 0L) < 0"),
    /// A day's clicks are posted as often as somebody says that it is closed.
    CLICK_DAY_TWICE(
            "functions/domain",
            "dev.tributary.domain.ledger.ClickWindow",
            "before >= DAYS || (bits >>> before & 1) == 1",
            "before >= DAYS"),
    DAILY_CAP_OF_CLICKS_IGNORED(
            "functions/domain",
            "dev.tributary.domain.order.ClickPosting",
            "Math.min(most, closed.qualified())",
            "closed.qualified()"),
    /// From the day of a board, the last of January, the next month that begins is March.
    FEE_MONTH_OF_31_DAYS(
            "functions/domain",
            "dev.tributary.domain.bonus.FeeCalendar",
            "day.withDayOfMonth(1).plusMonths(1)",
            "day.plusDays(31).withDayOfMonth(1)"),
    FEE_BEGINS_IN_UTC(
            "functions/domain",
            "dev.tributary.domain.bonus.FeeCalendar",
            "return day.atStartOfDay(zone).toInstant();",
            "return day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant();"),
    /// Who stood when the month began is paid, though paused when it ended.
    FEE_OF_WHO_PAUSED(
            "functions/domain",
            "dev.tributary.domain.decision.Awards",
            "&& enrollment.stateAt(due.at()) == EnrollmentState.APPROVED",
            ""),
    /// The watermark moves on over what could not be recorded.
    FEE_FAILED_AND_PASSED(
            "functions/jobs",
            "dev.tributary.jobs.FeeDecisions",
            "ifPresent(this::record)",
            "ifPresent(one -> { try { record(one); } catch (RuntimeException lost) { return; } })"),
    SIGNING_AT_EACH_APPROVAL(
            "functions/domain",
            "dev.tributary.domain.decision.Awards",
            ".count()\n                == 1;",
            ".count() >= 1;"),
    TIE_TURNED_AROUND(
            "functions/domain",
            "dev.tributary.domain.bonus.Leaders",
            ".thenComparing(Place::reachedAt)",
            ".thenComparing(Place::reachedAt, Comparator.reverseOrder())"),
    /// Who reached a figure first is told by when it was heard of.
    TIE_BY_DELIVERY(
            "functions/domain",
            "dev.tributary.domain.bonus.Reached",
            "steps.stream().sorted(Comparator.comparing(Step::at)).toList()",
            "List.copyOf(steps)"),
    PLACE_OF_THE_BANNED(
            "functions/domain",
            "dev.tributary.domain.bonus.Standings",
            "enrollment.state() != EnrollmentState.BANNED",
            "enrollment.state() != EnrollmentState.REJECTED"),
    /// A bounty is given once for each submission, not once for each affiliate.
    BOUNTY_PER_SUBMISSION(
            "functions/domain",
            "dev.tributary.domain.decision.Awards",
            "bountyId(submission.program(), submission.affiliate(), currency, bounty.id()),",
            "id(account, new BonusId(\"b\" + Math.abs(submission.id().hashCode())), EVER),"),
    PRIZE_HANDED_OVER_THOUGH_LOST(
            "functions/domain",
            "dev.tributary.domain.bonus.PrizeAward",
            "if (lostAt.isPresent() && step",
            "if (lostAt.isPresent() && lostAt.isEmpty() && step"),
    CLICK_DAY_ENDS_IN_UTC(
            "functions/jobs",
            "dev.tributary.jobs.DayClose",
            "Instant end = day.date().plusDays(1).atStartOfDay(zone).toInstant();",
            "Instant end = day.date().plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(7_200);"),
    /// What was taken back in the period is paid by a back-test all the same.
    BACK_TEST_FORGETS_REFUNDS(
            "functions/domain",
            "dev.tributary.domain.order.Costing",
            "commissions.stream().map(Commission::net)",
            "commissions.stream().map(Commission::amount)");

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
