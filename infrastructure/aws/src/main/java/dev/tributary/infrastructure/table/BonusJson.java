package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.JsonParts.constant;
import static dev.tributary.infrastructure.table.JsonParts.lower;
import static dev.tributary.infrastructure.table.JsonParts.money;
import static dev.tributary.infrastructure.table.JsonParts.optional;
import static dev.tributary.infrastructure.table.JsonParts.put;
import static dev.tributary.infrastructure.table.JsonParts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Prize;
import java.time.LocalDate;
import java.util.Set;

/// A bonus of terms as JSON, both directions; its kind decides what else it has:
/// ```json
/// {"kind":"milestone","id":"m100","groups":["vip"],"amount":"50.00
/// EUR","measure":"conversions","period":"month","from":100}
/// {"kind":"signing","id":"hello","amount":"10.00 EUR","when":"first_sale"}
/// {"kind":"leaderboard","id":"top","amount":"500.00 EUR","measure":"revenue","top":3}
/// {"kind":"leaderboard","id":"hall","amount":"0.00 EUR","measure":"revenue","top":3,
/// "prize":{"kind":"gift","title":"A bag","value":"120.00 EUR"}}
/// {"kind":"bounty","id":"video","amount":"80.00 EUR","title":"A video about our shoes","last":"2026-12-31"}
/// {"kind":"flat_fee","id":"banner","amount":"300.00 EUR","every":"month","first":"2026-12-01"}
/// ```
final class BonusJson {
    private static final String KIND = "kind";
    private static final String PRIZE = "prize";

    private BonusJson() {}

    static void write(ObjectNode json, Bonus bonus) {
        switch (bonus) {
            case Bonus.Signing signing -> {
                head(json, "signing", bonus, signing.amount());
                json.put("when", lower(signing.when()));
            }
            case Bonus.Milestone milestone -> {
                head(json, "milestone", bonus, milestone.amount());
                milestone.prize().inKind().ifPresent(prize -> prize(json, prize));
                json.put("measure", lower(milestone.measure()))
                        .put("period", lower(milestone.period()))
                        .put("from", milestone.from());
            }
            case Bonus.FlatFee fee -> {
                head(json, "flat_fee", bonus, fee.amount());
                json.put("every", lower(fee.every()));
                put(json, "first", fee.first());
                put(json, "last", fee.last());
            }
            case Bonus.Leaderboard board -> {
                head(json, "leaderboard", bonus, board.amount());
                board.prize().inKind().ifPresent(prize -> prize(json, prize));
                json.put("measure", lower(board.measure())).put("top", board.top());
            }
            case Bonus.Bounty bounty -> {
                head(json, "bounty", bonus, bounty.amount());
                json.put("title", bounty.title());
                put(json, "last", bounty.last());
            }
        }
    }

    private static void head(ObjectNode json, String kind, Bonus bonus, Money amount) {
        json.put(KIND, kind).put("id", bonus.id().text());
        if (!bonus.groups().isEmpty()) {
            ConditionJson.texts(json, "groups", bonus.groups(), Group::text);
        }
        json.put("amount", amount.toString());
    }

    /// Where there is one the amount is zero, in the currency of the program.
    private static void prize(ObjectNode json, Prize.InKind prize) {
        ObjectNode inKind = json.putObject(PRIZE).put(KIND, lower(prize.kind())).put("title", prize.title());
        prize.value().ifPresent(value -> inKind.put("value", value.toString()));
    }

    private static Prize prize(JsonNode json, Money amount) {
        JsonNode prize = json.path(PRIZE);
        if (prize.isMissingNode()) {
            return new Prize.Cash(amount);
        }
        return new Prize.InKind(
                constant(Prize.Kind.class, text(prize, KIND)),
                text(prize, "title"),
                optional(prize, "value", JsonParts::money),
                amount.currency());
    }

    /// @throws IllegalStateException for a kind that is not known, or a field that its kind does not have
    static Bonus read(JsonNode json) {
        BonusId id = new BonusId(text(json, "id"));
        Set<Group> groups = ConditionJson.values(json, "groups", Group::new);
        Money amount = money(text(json, "amount"));
        String kind = text(json, KIND);
        Bonus bonus = switch (kind) {
            case "signing" ->
                new Bonus.Signing(id, groups, constant(Bonus.Signing.When.class, text(json, "when")), amount);
            case "milestone" ->
                new Bonus.Milestone(
                        id,
                        groups,
                        constant(Measure.class, text(json, "measure")),
                        constant(Period.Length.class, text(json, "period")),
                        json.path("from").longValue(),
                        prize(json, amount));
            case "flat_fee" ->
                new Bonus.FlatFee(
                        id,
                        groups,
                        constant(Period.Length.class, text(json, "every")),
                        optional(json, "first", LocalDate::parse),
                        optional(json, "last", LocalDate::parse),
                        amount);
            case "leaderboard" ->
                new Bonus.Leaderboard(
                        id,
                        groups,
                        constant(Measure.class, text(json, "measure")),
                        json.path("top").intValue(),
                        prize(json, amount));
            case "bounty" ->
                new Bonus.Bounty(id, groups, text(json, "title"), optional(json, "last", LocalDate::parse), amount);
            default -> throw new IllegalStateException("terms hold a bonus that is not known: " + kind);
        };
        refuseUnknown(json, bonus);
        return bonus;
    }

    /// What is not written again is not known.
    private static void refuseUnknown(JsonNode json, Bonus bonus) {
        ObjectNode again = TermsJson.JSON.createObjectNode();
        write(again, bonus);
        json.fieldNames().forEachRemaining(name -> {
            if (!again.has(name)) {
                throw new IllegalStateException("terms hold a bonus with a field that is not known: " + name);
            }
        });
    }
}
