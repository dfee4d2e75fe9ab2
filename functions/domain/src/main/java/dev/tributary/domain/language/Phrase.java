package dev.tributary.domain.language;

/// Everything that is said of terms and commissions. A `Language` has a pattern for each, in which
/// `{0}`, `{1}` stand for what is named here, already in that language; the patterns end their own
/// sentences.
public enum Phrase {
    /// The window.
    LAST_CLICK,
    FIRST_CLICK,
    LINEAR,
    POSITION,

    COUPON_FIRST,
    CLICK_FIRST,
    /// Kinds of channels.
    CHECKOUT_SUPPRESSED,
    /// Kinds of channels, the percent that is kept.
    CHECKOUT_CUT,
    /// A time.
    TOO_FAST,
    BOUND,
    /// A time.
    BOUND_MONTHS,
    /// A number of charges.
    BOUND_CHARGES,
    /// A time, a number of charges.
    BOUND_MONTHS_AND_CHARGES,
    BOUND_FOR_GOOD,
    REBOUND_BY_CLICK,
    UNDER_CLICK,
    UNDER_CONVERSION,

    /// Several rules follow.
    RULES_IN_ORDER,
    /// A rule, its pay.
    RULE,
    /// A rule, its conditions, its pay.
    RULE_IF,
    /// A rule, a time.
    RULE_HOLD,
    /// A pay.
    OWN_PAY,
    /// A link, a pay.
    OWN_LINK_PAY,

    /// Each one condition of a rule: values, or the two ends.
    IF_EVENTS,
    IF_DATES,
    IF_FIRST_DATE,
    IF_LAST_DATE,
    IF_DAYS,
    IF_HOURS,
    IF_GROUPS,
    IF_CHANNELS,
    IF_COUPON,
    IF_COUPONS,
    IF_PRODUCTS,
    IF_CATEGORIES,
    IF_NEW_CUSTOMER,
    IF_RETURNING_CUSTOMER,
    IF_COUNTRIES,
    IF_DEVICES,
    IF_AMOUNT,
    IF_LEAST_AMOUNT,
    IF_MOST_AMOUNT,

    /// A percent.
    PERCENT,
    /// An amount.
    FIXED,
    /// An amount, a percent.
    FIXED_AND_PERCENT,
    /// An amount.
    PER_ITEM,
    /// A pay, a time.
    STAGE,
    /// Of stages: those before, the next one.
    STAGE_THEN,
    STAGES_END,
    /// A measure, a period, steps.
    TIERS_MARGINAL,
    TIERS_RETROACTIVE,
    /// A pay.
    FIRST_STEP,
    /// A pay, a place of the counter.
    STEP_ABOVE,
    STEP_FROM,

    /// An amount.
    LEAST,
    MOST,
    /// Two amounts.
    LEAST_AND_MOST,
    /// An amount, a period.
    CAP,
    /// A rule, an amount, a period.
    CAP_OF_RULE,
    /// An amount.
    CLICK_PAY,
    /// An amount, a number of clicks.
    CLICK_PAY_CAPPED,
    /// Groups.
    CLICK_PAY_GROUPS,

    /// A bonus, an amount.
    SIGNING_BONUS,
    FIRST_SALE_BONUS,
    /// A bonus, an amount, a figure, a measure, a period.
    MILESTONE,
    /// A bonus, an amount, a period.
    FLAT_FEE,
    /// A bonus, an amount, a period, a date.
    FLAT_FEE_FROM,
    FLAT_FEE_UNTIL,
    /// A bonus, an amount, a period, two dates.
    FLAT_FEE_BETWEEN,
    /// A bonus, an amount, a title.
    BOUNTY,
    /// A bonus, an amount, a title, a date.
    BOUNTY_UNTIL,
    /// A bonus, an amount, a number of places, a measure, a period.
    LEADERBOARD,
    /// A bonus, groups.
    BONUS_GROUPS,

    /// A bonus, a period, a figure, a measure, the figure asked for, an amount, a version.
    MILESTONE_REACHED,
    /// The same without a version.
    MILESTONE_OPEN,
    /// A bonus, a period, the figure asked for, a measure, what it gives, a version.
    MILESTONE_WON,
    /// A bonus, an amount, a version.
    SIGNING_GIVEN,
    FIRST_SALE_GIVEN,
    /// A bonus, a period, an amount, a version.
    FEE_GIVEN,
    /// A bonus, an amount, a title, a version.
    BOUNTY_GIVEN,
    /// A bonus, a period, an amount, a place, a figure, a measure, a version.
    LEADER_GIVEN,
    /// A date.
    BONUS_WAITS,
    BONUS_RELEASED,
    BONUS_LOST,

    /// A title.
    PRIZE_GIFT,
    PRIZE_EVENT,
    PRIZE_RECOGNITION,
    /// A prize, an amount.
    PRIZE_WORTH,
    /// A date.
    PRIZE_WAITS,
    PRIZE_CERTAIN,
    PRIZE_KEPT,

    /// A time.
    HOLD,
    NO_HOLD,
    APPROVED_BY_TIME,
    /// A time.
    APPROVED_BY_HAND,
    /// An amount.
    MINIMUM,
    NO_MINIMUM,
    /// A time.
    PAID_WITHIN,

    /// A sentence that was not there before; one that is there no more; one and what it was before.
    ADDED,
    REMOVED,
    CHANGED,
    /// A rule, its pay, its pay before.
    RULE_PAYS_NOW,
    /// Rules.
    RULES_REORDERED,

    /// How it was computed, the rule, the version of the terms, for what it was credited, the amount.
    EARNED,
    /// The rule, the amount.
    EARNED_NOTHING,
    /// An amount for each, paid clicks, a date, the rule, the version of the terms, the amount.
    CLICKS_EARNED,
    /// Qualified clicks, how many of them are paid.
    CLICKS_UNPAID,
    /// A percent, a base.
    PAID_PERCENT,
    /// An amount, a base.
    PAID_FIXED,
    /// An amount, a percent, a base.
    PAID_FIXED_AND_PERCENT,
    /// An amount, a number of items.
    PAID_PER_ITEM,
    /// What one part pays, what the next one does.
    PAID_PLUS,
    /// A base, the order's amount, what is taken off.
    BASE_LESS,
    /// A base, the order's amount in its own currency.
    BASE_OF,
    /// What stands beside a link that may earn something.
    DISCLOSURE,
    /// Each an amount.
    LESS_TAX,
    LESS_SHIPPING,
    LESS_FEE,
    /// When the click was made.
    FOR_CLICK,
    /// A code.
    FOR_COUPON,
    /// Since when.
    FOR_BINDING,
    /// The dispute.
    FOR_RULING,
    /// Of an order that is not there.
    FOR_STATED,
    /// An amount, what it was before.
    ROUNDED,
    ROUNDED_TOGETHER,
    /// A currency, a rate, a currency, a date.
    EXCHANGED_AT_ECB,
    EXCHANGED_AT_OWN_RATE,
    OWN_PAY_STANDS,
    /// A measure, a period, what was counted.
    TIER_STOOD,
    TIER_REACHED,
    /// A date.
    STAGED_SINCE,
    /// What the parts pay, what became of it.
    RAISED_TO_LEAST,
    LOWERED_TO_MOST,
    /// A percent or a fraction, an amount.
    SHARED,
    /// What the cap left, of what.
    CAPPED,
    /// An amount.
    REVERSED,
    /// Each a flag of the attribution.
    HELD_TOO_FAST,
    CUT_AFTER_CHECKOUT,
    OTHERS_CUT_AFTER_CHECKOUT,
    KNOWN_BY_ONE_TOUCH,
    CHECKOUT_TIME_IGNORED
}
