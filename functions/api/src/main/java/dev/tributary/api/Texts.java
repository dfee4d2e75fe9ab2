package dev.tributary.api;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Disguise;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the fields of a body are read as; empty for a text that is no such value.
final class Texts {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int DAY_LENGTH = 10;

    private Texts() {}

    /// Not blank, and at most so long.
    static Function<String, Optional<String>> upTo(int most) {
        return text -> text.isBlank() || text.length() > most ? Optional.empty() : Optional.of(text.strip());
    }

    /// The same for what people are told apart by: nothing in it hides.
    static Function<String, Optional<String>> name(int most) {
        return text -> Disguise.plain(text, most);
    }

    static Optional<ZoneId> zone(String text) {
        return ZONES.contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }

    static Optional<BigDecimal> percent(String text) {
        return PERCENT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /// Of a year with four digits: what lies beyond is a slip, and no calendar's end is to be met.
    static Optional<LocalDate> day(String text) {
        try {
            return text.length() == DAY_LENGTH ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /// `22:30`
    static Optional<LocalTime> time(String text) {
        return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    }

    static Optional<Group> group(String text) {
        return text.isBlank() || text.length() > Group.MAX_LENGTH ? Optional.empty() : Optional.of(new Group(text));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A constant as the API writes it, in small letters.
    static <E extends Enum<E>> Function<String, Optional<E>> constant(Class<E> type) {
        return text -> {
            for (E constant : type.getEnumConstants()) {
                if (lower(constant).equals(text)) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        };
    }

    /// `{"amount":"12.50","currency":"EUR"}`, in the one currency that fits.
    static Optional<Money> money(FieldReader body, String name, CurrencyCode currency) {
        if (!body.has(name)) {
            body.isNull(name);
            return Optional.empty();
        }
        FieldReader money = body.object(name);
        Optional<CurrencyCode> given = money.required("currency", money.text("currency", CurrencyCode::parse));
        if (given.isPresent() && !given.get().equals(currency)) {
            money.fault("currency", "currency_mismatch", "The program's currency is another one.");
        }
        return money.required("amount", money.money("amount", given));
    }

    /// For fields that a change may leave out, but not take away.
    static void refuseNull(FieldReader body, String... names) {
        for (String name : names) {
            if (body.isNull(name)) {
                body.fault(name, FieldReader.MALFORMED, "This field cannot be taken away.");
            }
        }
    }
}
