package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.io.IOException;
import java.util.Optional;

/// How amounts are written: `{"amount":"12.50","currency":"EUR"}`, and what is not rounded yet with
/// its exact number of minor units, `{"minor":"20000/3","currency":"EUR"}`.
final class Amounts {
    private Amounts() {}

    static void money(JsonGenerator json, String name, Money money) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("amount", money.amount());
        json.writeStringField("currency", money.currency().code());
        json.writeEndObject();
    }

    static void nullable(JsonGenerator json, String name, Optional<Money> money) throws IOException {
        if (money.isPresent()) {
            money(json, name, money.get());
        } else {
            json.writeNullField(name);
        }
    }

    static void exact(JsonGenerator json, String name, Fraction minor, CurrencyCode currency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("minor", minor.toString());
        json.writeStringField("currency", currency.code());
        json.writeEndObject();
    }
}
