package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Prize;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Bonuses in bodies and answers; the one field of a kind that is not null says which it is:
/// ```json
/// {"id":"m100","groups":["vip"],"amount":{"amount":"50.00","currency":"EUR"},"prize":null,"signing":null,
///  "flat_fee":null,"milestone":{"measure":"conversions","period":"month","from":100}}
/// ```
/// `signing` is `{"when":"approval"}` or `{"when":"first_sale"}`, `flat_fee` is `{"every":"month",
/// "first":"2026-12-01","last":null}`, `bounty` is `{"title":"A video","last":null}`, `leaderboard` is
/// `{"measure":"revenue","top":3}`; `from` is money for revenue.
final class BonusFields {
    private static final String SIGNING = "signing";
    private static final String MILESTONE = "milestone";
    private static final String FLAT_FEE = "flat_fee";
    private static final String BOUNTY = "bounty";
    private static final String LEADERBOARD = "leaderboard";
    private static final List<String> KINDS = List.of(SIGNING, MILESTONE, FLAT_FEE, BOUNTY, LEADERBOARD);
    private static final String FROM = "from";

    private final CurrencyCode currency;

    private BonusFields(CurrencyCode currency) {
        this.currency = currency;
    }

    /// What is wrong is noted in the body.
    static List<Bonus> read(FieldReader body, CurrencyCode currency) {
        BonusFields fields = new BonusFields(currency);
        List<Bonus> bonuses = new ArrayList<>();
        for (FieldReader bonus : body.objects("bonuses", TermsCheck.MOST_BONUSES)) {
            fields.bonus(bonus).ifPresent(bonuses::add);
        }
        return bonuses;
    }

    private Optional<Bonus> bonus(FieldReader json) {
        Optional<BonusId> id = json.required("id", json.text("id", BonusFields::id));
        Set<Group> groups = ConditionFields.values(json, "groups", Texts::group);
        List<String> there = KINDS.stream().filter(json::has).toList();
        KINDS.forEach(json::isNull);
        boolean mayBeInKind = there.equals(List.of(MILESTONE)) || there.equals(List.of(LEADERBOARD));
        Optional<Prize> prize = mayBeInKind
                ? PrizeFields.read(json, currency)
                : PrizeFields.cash(json, currency).map(Prize.Cash::new);
        if (there.size() != 1) {
            json.fault("id", "not_one_kind", "A bonus has one kind of those that there are.");
            return Optional.empty();
        }
        FieldReader kind = json.object(there.getFirst());
        Optional<Head> head = id.flatMap(name -> prize.map(gives -> new Head(name, groups, gives)));
        return switch (there.getFirst()) {
            case SIGNING -> signing(kind, head);
            case MILESTONE -> milestone(kind, head);
            case BOUNTY -> bounty(kind, head);
            case LEADERBOARD -> leaderboard(kind, head);
            default -> flatFee(kind, head);
        };
    }

    /// What each kind has.
    private record Head(BonusId id, Set<Group> groups, Prize prize) {
        Money amount() {
            return prize.cash();
        }
    }

    private static Optional<Bonus> signing(FieldReader json, Optional<Head> head) {
        Optional<Bonus.Signing.When> when =
                json.required("when", json.text("when", Texts.constant(Bonus.Signing.When.class)));
        return head.flatMap(of -> when.map(is -> new Bonus.Signing(of.id(), of.groups(), is, of.amount())));
    }

    private Optional<Bonus> milestone(FieldReader json, Optional<Head> head) {
        Optional<Measure> measure = json.required("measure", json.text("measure", Texts.constant(Measure.class)));
        Optional<Period.Length> period = period(json, "period");
        Optional<Long> from = from(json, measure);
        return head.flatMap(of -> measure.flatMap(what -> period.flatMap(length ->
                from.map(least -> new Bonus.Milestone(of.id(), of.groups(), what, length, least, of.prize())))));
    }

    private Optional<Long> from(FieldReader json, Optional<Measure> measure) {
        if (measure.isEmpty()) {
            // A field of ours, though nobody knows what it counts.
            json.isNull(FROM);
            return Optional.empty();
        }
        return json.required(
                FROM,
                switch (measure.get()) {
                    case REVENUE -> Texts.money(json, FROM, currency).map(Money::minor);
                    case CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS ->
                        json.whole(FROM).map(Integer::longValue);
                });
    }

    private static Optional<Bonus> flatFee(FieldReader json, Optional<Head> head) {
        Optional<Period.Length> every = period(json, "every");
        var first = json.text("first", Texts::day);
        var last = json.text("last", Texts::day);
        return head.flatMap(
                of -> every.map(length -> new Bonus.FlatFee(of.id(), of.groups(), length, first, last, of.amount())));
    }

    private static Optional<Bonus> leaderboard(FieldReader json, Optional<Head> head) {
        Optional<Measure> measure = json.required("measure", json.text("measure", Texts.constant(Measure.class)));
        Optional<Integer> top = json.required("top", json.whole("top"));
        return head.flatMap(of -> measure.flatMap(
                what -> top.map(places -> new Bonus.Leaderboard(of.id(), of.groups(), what, places, of.prize()))));
    }

    private static Optional<Bonus> bounty(FieldReader json, Optional<Head> head) {
        Optional<String> title = json.required("title", json.text("title", BonusFields::title));
        var last = json.text("last", Texts::day);
        return head.flatMap(of -> title.map(asked -> new Bonus.Bounty(of.id(), of.groups(), asked, last, of.amount())));
    }

    private static Optional<Period.Length> period(FieldReader json, String name) {
        return json.required(name, json.text(name, Texts.constant(Period.Length.class)));
    }

    /// What is asked for becomes the reason of the decision that gives it.
    private static Optional<String> title(String text) {
        return Optional.of(text.strip())
                .filter(title -> title.length() <= Bonus.Bounty.MAX_TITLE_LENGTH && Adjustment.isReason(title));
    }

    static Optional<BonusId> id(String text) {
        return text.matches(BonusId.SHAPE) ? Optional.of(new BonusId(text)) : Optional.empty();
    }

    static void write(JsonGenerator json, List<Bonus> bonuses) throws IOException {
        json.writeArrayFieldStart("bonuses");
        for (Bonus bonus : bonuses) {
            json.writeStartObject();
            json.writeStringField("id", bonus.id().text());
            Lists.texts(json, "groups", bonus.groups(), Group::text);
            switch (bonus) {
                case Bonus.Signing signing -> {
                    PrizeFields.write(json, bonus, signing.amount());
                    json.writeObjectFieldStart(SIGNING);
                    json.writeStringField("when", Texts.lower(signing.when()));
                    json.writeEndObject();
                }
                case Bonus.Milestone milestone -> milestone(json, milestone);
                case Bonus.FlatFee fee -> {
                    PrizeFields.write(json, bonus, fee.amount());
                    json.writeObjectFieldStart(FLAT_FEE);
                    json.writeStringField("every", fee.every().text());
                    Lists.nullable(json, "first", fee.first());
                    Lists.nullable(json, "last", fee.last());
                    json.writeEndObject();
                }
                case Bonus.Leaderboard board -> {
                    PrizeFields.write(json, bonus, board.amount());
                    json.writeObjectFieldStart(LEADERBOARD);
                    json.writeStringField("measure", board.measure().text());
                    json.writeNumberField("top", board.top());
                    json.writeEndObject();
                }
                case Bonus.Bounty bounty -> {
                    PrizeFields.write(json, bonus, bounty.amount());
                    json.writeObjectFieldStart(BOUNTY);
                    json.writeStringField("title", bounty.title());
                    Lists.nullable(json, "last", bounty.last());
                    json.writeEndObject();
                }
            }
            for (String kind : KINDS) {
                if (!kind.equals(kind(bonus))) {
                    json.writeNullField(kind);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void milestone(JsonGenerator json, Bonus.Milestone milestone) throws IOException {
        PrizeFields.write(json, milestone, milestone.amount());
        json.writeObjectFieldStart(MILESTONE);
        json.writeStringField("measure", milestone.measure().text());
        json.writeStringField("period", milestone.period().text());
        switch (milestone.measure()) {
            case REVENUE ->
                Amounts.money(
                        json,
                        FROM,
                        new Money(milestone.from(), milestone.amount().currency()));
            case CONVERSIONS, NEW_CUSTOMERS, QUALIFIED_CLICKS -> json.writeNumberField(FROM, milestone.from());
        }
        json.writeEndObject();
    }

    private static String kind(Bonus bonus) {
        return switch (bonus) {
            case Bonus.Signing _ -> SIGNING;
            case Bonus.Milestone _ -> MILESTONE;
            case Bonus.FlatFee _ -> FLAT_FEE;
            case Bonus.Bounty _ -> BOUNTY;
            case Bonus.Leaderboard _ -> LEADERBOARD;
        };
    }
}
