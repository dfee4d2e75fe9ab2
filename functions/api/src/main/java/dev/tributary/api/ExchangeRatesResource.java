package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.rate.MerchantRate;
import dev.tributary.domain.rate.MerchantRates;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `/v1/programs/{program_id}/exchange_rates`: a merchant's own rates, for currencies and dates that the
/// reference rates have no answer for. One that is there is never changed: orders may have been converted
/// by it.
final class ExchangeRatesResource {
    private static final String RATE = "rate";
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,10})?");
    /// The oldest event is 100 days old, and the oldest rate that counts for it is of 7 days before.
    private static final int OLDEST_DAYS = 107;

    private final Visible visible;
    private final MerchantRates rates;
    private final Cursors cursors;

    ExchangeRatesResource(Visible visible, MerchantRates rates, Cursors cursors) {
        this.visible = visible;
        this.rates = rates;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Program program = program(ask);
        Page<MerchantRate> page = rates.in(program.id(), cursors.page(ask));
        return Lists.of(page, cursors.next(ask, page), ExchangeRatesResource::write);
    }

    Decision put(Write write) {
        Program program = program(write.ask());
        FieldReader body = write.body();
        Optional<BigDecimal> rate = body.required(RATE, body.text(RATE, ExchangeRatesResource::rate));
        Optional<CurrencyCode> currency = CurrencyCode.parse(write.ask().variable("currency"));
        if (currency.isEmpty()) {
            body.fault("currency", "unknown_currency", "The path names no currency.");
        } else if (currency.get().equals(program.currency())) {
            body.fault("currency", "own_currency", "The program is in this currency.");
        }
        LocalDate today = LocalDate.ofInstant(write.now(), ZoneOffset.UTC);
        Optional<LocalDate> date = date(write.ask().variable("date"));
        if (date.isEmpty()) {
            body.fault("date", FieldReader.MALFORMED, "The path names no date.");
        } else if (date.get().isAfter(today) || date.get().isBefore(today.minusDays(OLDEST_DAYS))) {
            body.fault("date", "out_of_range", "A rate is of today, or of one of the " + OLDEST_DAYS + " days before.");
        }
        write.check();
        MerchantRate wanted = new MerchantRate(
                program.id(), currency.orElseThrow(), program.currency(), date.orElseThrow(), rate.orElseThrow());
        HttpAnswer answer = HttpAnswer.ok(json -> write(wanted, json));
        Optional<MerchantRate> there = rates.find(program.id(), wanted.from(), wanted.date());
        if (there.isPresent() && !there.get().equals(wanted)) {
            throw HttpRefusal.of(409, "rate_is_fixed", "There is another rate of this date, and it stays.");
        }
        return there.isPresent()
                ? Decision.unchanged(answer)
                : Decision.of(
                        List.of(new Change.NewMerchantRate(wanted)),
                        write.event(write.tenant(), "exchange_rate.put", object(wanted), Set.of(RATE)),
                        answer);
    }

    private Program program(Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return program;
    }

    private static String object(MerchantRate rate) {
        return rate.program() + "/" + rate.from() + "/" + rate.date();
    }

    private static Optional<BigDecimal> rate(String text) {
        return Optional.of(text)
                .filter(decimal -> DECIMAL.matcher(decimal).matches())
                .map(BigDecimal::new)
                .filter(ReferenceDay::isRate);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static void write(MerchantRate rate, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", rate.program().toString());
        json.writeStringField("currency", rate.from().code());
        json.writeStringField("date", rate.date().toString());
        json.writeStringField(RATE, rate.rate().toPlainString());
        json.writeStringField("in", rate.to().code());
        json.writeEndObject();
    }
}
