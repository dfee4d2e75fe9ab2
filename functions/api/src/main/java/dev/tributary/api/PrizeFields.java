package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.Prize;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.Optional;

/// What a bonus gives: `amount`, or in its place `prize`; the other one is null.
/// ```json
/// {"kind":"gift","title":"A weekend in Riga","value":{"amount":"400.00","currency":"EUR"}}
/// ```
final class PrizeFields {
    static final String PRIZE = "prize";
    private static final String AMOUNT = "amount";
    private static final String TITLE = "title";
    private static final String VALUE = "value";

    private PrizeFields() {}

    /// Of a kind that may give either; what is wrong is noted in the body.
    static Optional<Prize> read(FieldReader json, CurrencyCode currency) {
        if (!json.has(PRIZE)) {
            json.isNull(PRIZE);
            return json.required(AMOUNT, Texts.money(json, AMOUNT, currency)).map(Prize.Cash::new);
        }
        if (json.has(AMOUNT)) {
            Texts.money(json, AMOUNT, currency);
            json.fault(PRIZE, "not_one_prize", "A bonus gives an amount or a prize, not both.");
        }
        json.isNull(AMOUNT);
        FieldReader prize = json.object(PRIZE);
        Optional<Prize.Kind> kind = prize.required("kind", prize.text("kind", Texts.constant(Prize.Kind.class)));
        Optional<String> title = prize.required(TITLE, prize.text(TITLE, PrizeFields::title));
        Optional<Money> value = Texts.money(prize, VALUE, currency);
        return kind.flatMap(what -> title.map(name -> new Prize.InKind(what, name, value, currency)));
    }

    /// Of a kind that gives money alone.
    static Optional<Money> cash(FieldReader json, CurrencyCode currency) {
        if (json.has(PRIZE)) {
            FieldReader prize = json.object(PRIZE);
            prize.names().forEach(prize::isNull);
            json.fault(PRIZE, "cash_only", "A bonus of this kind gives an amount.");
        }
        json.isNull(PRIZE);
        return json.required(AMOUNT, Texts.money(json, AMOUNT, currency));
    }

    private static Optional<String> title(String text) {
        return Optional.of(text.strip())
                .filter(title -> title.length() <= Prize.InKind.MAX_TITLE_LENGTH && Adjustment.isReason(title));
    }

    static void write(JsonGenerator json, Bonus bonus, Money amount) throws IOException {
        Optional<Prize.InKind> prize = bonus.inKind();
        Amounts.nullable(json, AMOUNT, prize.isPresent() ? Optional.empty() : Optional.of(amount));
        if (prize.isPresent()) {
            json.writeObjectFieldStart(PRIZE);
            json.writeStringField("kind", Texts.lower(prize.get().kind()));
            json.writeStringField(TITLE, prize.get().title());
            Amounts.nullable(json, VALUE, prize.get().value());
            json.writeEndObject();
        } else {
            json.writeNullField(PRIZE);
        }
    }
}
