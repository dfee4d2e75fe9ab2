package dev.tributary.domain.language;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Locale;

/// English, with dates and numbers as the API writes them.
final class English implements Language {
    @Override
    public String code() {
        return "en";
    }

    @Override
    public String pattern(Phrase phrase) {
        return switch (phrase) {
            case LAST_CLICK -> "The last click before a conversion is credited, for {0}.";
            case FIRST_CLICK -> "The first click before a conversion is credited, for {0}.";
            case LINEAR -> "All affiliates who brought a click share equally; a click counts for {0}.";
            case POSITION ->
                "The first and the last affiliate who brought a click get 40 % each, those between share the"
                        + " rest equally, two get half each; a click counts for {0}.";
            case COUPON_FIRST -> "A coupon stands before a click.";
            case CLICK_FIRST -> "A click stands before a coupon.";
            case CHECKOUT_SUPPRESSED -> "A click on a channel of the kind {0} after the checkout began does not count.";
            case CHECKOUT_CUT ->
                "A click on a channel of the kind {0} after the checkout began keeps {1} of its share; the"
                        + " rest goes to the other clicks.";
            case TOO_FAST -> "A conversion less than {0} after its click is held for review.";
            case BOUND -> "A customer stays bound to whom the first conversion was credited: {0}.";
            case BOUND_MONTHS -> "for {0}";
            case BOUND_CHARGES -> "for {0}";
            case BOUND_MONTHS_AND_CHARGES -> "for {0} and at most {1}";
            case BOUND_FOR_GOOD -> "without an end";
            case REBOUND_BY_CLICK -> "A later click takes a bound customer over.";
            case UNDER_CLICK -> "A click is paid under the terms that hold when it is made.";
            case UNDER_CONVERSION -> "A click is paid under the terms that hold at the conversion.";
            case RULES_IN_ORDER -> "Of these rules the first that matches pays, for each line of an order.";
            case RULE -> "Rule \"{0}\": {1}.";
            case RULE_IF -> "Rule \"{0}\", {1}: {2}.";
            case RULE_HOLD -> "Rule \"{0}\" holds its commissions for {1}.";
            case OWN_PAY -> "A pay of your own stands in place of what the rules pay: {0}.";
            case OWN_LINK_PAY -> "A click through the link {0} is paid differently: {1}.";
            case IF_EVENTS -> "for the event {0}";
            case IF_DATES -> "from {0} to {1}";
            case IF_FIRST_DATE -> "from {0} on";
            case IF_LAST_DATE -> "until {0}";
            case IF_DAYS -> "on {0}";
            case IF_HOURS -> "between {0} and {1}";
            case IF_GROUPS -> "for affiliates in {0}";
            case IF_CHANNELS -> "on a channel of the kind {0}";
            case IF_COUPON -> "with a coupon";
            case IF_COUPONS -> "with the coupon {0}";
            case IF_PRODUCTS -> "for the product {0}";
            case IF_CATEGORIES -> "for the category {0}";
            case IF_NEW_CUSTOMER -> "for new customers";
            case IF_RETURNING_CUSTOMER -> "for returning customers";
            case IF_COUNTRIES -> "for customers in {0}";
            case IF_DEVICES -> "by a click on a {0}";
            case IF_AMOUNT -> "for orders of {0} to {1}";
            case IF_LEAST_AMOUNT -> "for orders of at least {0}";
            case IF_MOST_AMOUNT -> "for orders of at most {0}";
            case PERCENT -> "{0}";
            case FIXED -> "{0} per conversion";
            case FIXED_AND_PERCENT -> "{0} per conversion and {1}";
            case PER_ITEM -> "{0} per item";
            case STAGE -> "{0} for {1}";
            case STAGE_THEN -> "{0}, then {1}";
            case STAGES_END -> "nothing";
            case TIERS_MARGINAL -> "by {0} {1} {2}, each part at its own step";
            case TIERS_RETROACTIVE -> "by {0} {1} {2}, all of it at the step that is reached";
            case FIRST_STEP -> "{0} at first";
            case STEP_ABOVE -> "{0} above {1}";
            case STEP_FROM -> "{0} from {1} on";
            case LEAST -> "A conversion that is paid at all is paid at least {0}.";
            case MOST -> "A conversion is paid at most {0}.";
            case LEAST_AND_MOST -> "A conversion that is paid at all is paid at least {0} and at most {1}.";
            case CAP -> "All rules together pay at most {0} {1}.";
            case CAP_OF_RULE -> "Rule \"{0}\" pays at most {1} {2}.";
            case CLICK_PAY -> "Each qualified click: {0}.";
            case CLICK_PAY_CAPPED -> "Each qualified click: {0}, for at most {1} per day.";
            case CLICK_PAY_GROUPS -> "Clicks are paid to affiliates in {0}.";
            case SIGNING_BONUS -> "Bonus \"{0}\": {1}, once, for being approved.";
            case FIRST_SALE_BONUS -> "Bonus \"{0}\": {1}, once, for the first sale.";
            case MILESTONE -> "Bonus \"{0}\": {1} when {2} {3} are reached {4}.";
            case FLAT_FEE -> "Fee \"{0}\": {1} {2}, paid after it.";
            case FLAT_FEE_FROM -> "Fee \"{0}\": {1} {2}, paid after it, from {3} on.";
            case FLAT_FEE_UNTIL -> "Fee \"{0}\": {1} {2}, paid after it, until {3}.";
            case FLAT_FEE_BETWEEN -> "Fee \"{0}\": {1} {2}, paid after it, from {3} to {4}.";
            case BOUNTY -> "Bounty \"{0}\": {1}, once, for what is accepted of: {2}.";
            case BOUNTY_UNTIL -> "Bounty \"{0}\": {1}, once, for what is accepted of: {2}; submitted until {3}.";
            case LEADERBOARD -> "Bonus \"{0}\": {1} for each of the first {2} by {3} {4}.";
            case BONUS_GROUPS -> "Bonus \"{0}\" is for affiliates in {1}.";
            case MILESTONE_REACHED ->
                "Bonus \"{0}\" for {1}: {2} {3} where {4} were asked for, {5} under version {6} of the terms.";
            case MILESTONE_OPEN -> "Bonus \"{0}\" for {1}: {2} {3} so far; {4} give {5}.";
            case MILESTONE_WON -> "Bonus \"{0}\" for {1}: at least {2} {3}, {4} under version {5} of the terms.";
            case SIGNING_GIVEN -> "Bonus \"{0}\": {1} for the approval, under version {2} of the terms.";
            case FIRST_SALE_GIVEN -> "Bonus \"{0}\": {1} for the first sale, under version {2} of the terms.";
            case FEE_GIVEN -> "Fee \"{0}\" for {1}: {2} under version {3} of the terms, in force when it began.";
            case BOUNTY_GIVEN -> "Bounty \"{0}\": {1} for \"{2}\", under version {3} of the terms.";
            case LEADER_GIVEN ->
                "Bonus \"{0}\" for {1}: {2} for place {3}, with {4} {5}, under version {6} of the terms.";
            case BONUS_WAITS -> "It is released on {0}.";
            case BONUS_RELEASED -> "It was released on {0}.";
            case BONUS_LOST -> "It was reached, and lost again before its release.";
            case PRIZE_GIFT -> "the gift \"{0}\"";
            case PRIZE_EVENT -> "the invitation \"{0}\"";
            case PRIZE_RECOGNITION -> "public recognition \"{0}\"";
            case PRIZE_WORTH -> "{0} (worth {1})";
            case PRIZE_WAITS -> "It is certain from {0} on.";
            case PRIZE_CERTAIN -> "It is certain since {0}.";
            case PRIZE_KEPT -> "The figure fell later; what was handed over is not taken back.";
            case HOLD -> "A commission is held for {0} from its conversion.";
            case NO_HOLD -> "A commission is not held.";
            case APPROVED_BY_TIME -> "A pending conversion is approved by itself when the hold is over.";
            case APPROVED_BY_HAND ->
                "A pending conversion waits for the merchant's decision, and is approved by itself after {0}.";
            case MINIMUM -> "A balance is paid out from {0} on.";
            case NO_MINIMUM -> "A balance is paid out whatever it is.";
            case PAID_WITHIN -> "Commissions are paid out within {0} of their conversion.";
            case ADDED -> "New: {0}";
            case REMOVED -> "No longer: {0}";
            case CHANGED -> "Changed: {0} Before: {1}";
            case RULE_PAYS_NOW -> "Rule \"{0}\" pays {1}; before it was {2}.";
            case RULES_REORDERED -> "The rules stand in another order: {0}.";
            case EARNED -> "{0}, by rule \"{1}\" of terms version {2}, {3}: {4}.";
            case EARNED_NOTHING -> "No line of the order is left to rule \"{0}\": {1}.";
            case CLICKS_EARNED ->
                "{0} for each qualified click, {1} on {2}, by rule \"{3}\" of terms version {4}: {5}.";
            case CLICKS_UNPAID -> "Of {0} qualified clicks the daily limit pays {1}.";
            case PAID_PERCENT -> "{0} of {1}";
            case PAID_FIXED -> "{0} for an order with a base of {1}";
            case PAID_FIXED_AND_PERCENT -> "{0} and {1} of {2}";
            case PAID_PER_ITEM -> "{0} for each of {1}";
            case PAID_PLUS -> "{0} plus {1}";
            case BASE_LESS -> "{0} ({1} less {2})";
            case BASE_OF -> "{0} ({1})";
            case DISCLOSURE -> "Advertisement: if you buy through this link, I may earn a commission.";
            case LESS_TAX -> "tax {0}";
            case LESS_SHIPPING -> "shipping {0}";
            case LESS_FEE -> "fees {0}";
            case FOR_CLICK -> "for the click of {0}";
            case FOR_COUPON -> "for the coupon {0}";
            case FOR_BINDING -> "for a customer bound since {0}";
            case FOR_RULING -> "for the order that the ruling of dispute {0} attributed";
            case FOR_STATED -> "for an order as it is stated";
            case ROUNDED -> "{0} ({1} rounded half up)";
            case ROUNDED_TOGETHER -> "{0} ({1} rounded together with the conversion's other commissions)";
            case EXCHANGED_AT_ECB -> "Exchanged at 1 {0} = {1} {2}, the European Central Bank's rate of {3}.";
            case EXCHANGED_AT_OWN_RATE -> "Exchanged at 1 {0} = {1} {2}, the merchant's rate of {3}.";
            case OWN_PAY_STANDS -> "A pay of the affiliate's own stands in place of the rule's.";
            case TIER_STOOD -> "Before it the tier had counted, by {0} {1}: {2}.";
            case TIER_REACHED -> "It is paid at the step that the tier has reached, by {0} {1}: {2}.";
            case STAGED_SINCE -> "The stages count from the first charge on {0}.";
            case RAISED_TO_LEAST -> "{0} was raised to {1}, by the least of a conversion.";
            case LOWERED_TO_MOST -> "{0} was lowered to {1}, by the most of a conversion.";
            case SHARED -> "The affiliate's share is {0}: {1}.";
            case CAPPED -> "The cap left {0} of {1}.";
            case REVERSED -> "{0} of it is reversed.";
            case HELD_TOO_FAST -> "It came so soon after the click that it is held for review.";
            case CUT_AFTER_CHECKOUT -> "The share is cut, since the click came after the checkout had begun.";
            case OTHERS_CUT_AFTER_CHECKOUT ->
                "A click of another affiliate came after the checkout had begun and counts less or not at all.";
            case KNOWN_BY_ONE_TOUCH -> "Of this visitor no click but this one is known.";
            case CHECKOUT_TIME_IGNORED ->
                "The checkout's start was not within 24 hours before the conversion and was not counted.";
        };
    }

    @Override
    public String count(long number, Unit unit) {
        String one = switch (unit) {
            case SECOND -> "second";
            case DAY -> "day";
            case MONTH -> "month";
            case CHARGE -> "charge";
            case CLICK -> "click";
            case ITEM -> "item";
        };
        return number + " " + (number == 1 ? one : one + "s");
    }

    /// As the API writes it.
    @Override
    public String instant(Instant instant) {
        return instant.toString();
    }

    @Override
    public String or() {
        return " or ";
    }

    @Override
    public String and() {
        return " and ";
    }

    @Override
    public String day(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String channel(ChannelKind kind) {
        return switch (kind) {
            case WEBSITE -> "website";
            case INSTAGRAM -> "Instagram";
            case YOUTUBE -> "YouTube";
            case TIKTOK -> "TikTok";
            case NEWSLETTER -> "newsletter";
            case PODCAST -> "podcast";
            case COUPON_SITE -> "coupon site";
            case CASHBACK -> "cashback";
            case BROWSER_EXTENSION -> "browser extension";
            case APP -> "app";
            case OTHER -> "other";
        };
    }

    @Override
    public String device(Device device) {
        return switch (device) {
            case DESKTOP -> "desktop";
            case MOBILE -> "phone";
            case TABLET -> "tablet";
            case OTHER -> "other device";
        };
    }

    @Override
    public String measure(Measure measure) {
        return switch (measure) {
            case REVENUE -> "revenue";
            case CONVERSIONS -> "conversions";
            case NEW_CUSTOMERS -> "new customers";
            case QUALIFIED_CLICKS -> "qualified clicks";
        };
    }

    @Override
    public String period(Period.Length period) {
        return switch (period) {
            case DAY -> "per day";
            case MONTH -> "per month";
            case QUARTER -> "per quarter";
            case YEAR -> "per year";
            case EVER -> "in all";
        };
    }

    @Override
    public String entry(Cause.Kind kind) {
        return switch (kind) {
            case ACCRUE -> "Commission earned";
            case REVERSE -> "Commission taken back";
            case REINSTATE -> "Commission given again";
            case UPDATE -> "Commission changed with its order";
            case VALIDATE -> "Commission approved or waiting";
            case TIER -> "Commission brought to another tier";
            case CLICKS -> "Clicks of a day paid";
            case RELEASE -> "Hold over: available now";
            case REVIEW -> "Under review, or freed from it";
            case ADJUST -> "Adjustment by a person";
            case BONUS -> "Bonus earned";
            case BONUS_LOST -> "Bonus lost before it was released";
            case FLAT_FEE -> "Flat fee";
            case RESERVE -> "Reserved for a payout";
            case SETTLE -> "Paid out";
            case FAIL -> "Payout failed: available again";
            case RETURN -> "Payout came back: available again";
            case WRITE_OFF -> "Debt written off";
        };
    }

    @Override
    public String statement(StatementWord word) {
        return switch (word) {
            case STATEMENT -> "Statement";
            case PROGRAM -> "Program";
            case AFFILIATE -> "Affiliate";
            case MONTH -> "Month";
            case TIME_ZONE -> "Time zone";
            case CURRENCY -> "Currency";
            case FINAL -> "Final";
            case NOT_FINAL -> "May still change";
            case POSTED -> "Posted";
            case ENTRY -> "Entry";
            case PENDING -> "Pending";
            case HELD -> "Held";
            case AVAILABLE -> "Available";
            case IN_FLIGHT -> "In flight";
            case RECEIVABLE -> "Owed";
            case OPENING -> "Opening balance";
            case CLOSING -> "Closing balance";
        };
    }
}
