package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A condition in the words of a language; values in the order of their words, days in that of the
/// week, so that one document has one text.
final class ConditionInWords {
    private ConditionInWords() {}

    static String of(Condition condition, Language language) {
        return switch (condition) {
            case Condition.Events(var events) -> any(Phrase.IF_EVENTS, events, Object::toString, language);
            case Condition.Dates of -> dates(of, language);
            case Condition.Days(var days) ->
                language.say(
                        Phrase.IF_DAYS,
                        language.any(List.of(DayOfWeek.values()).stream()
                                .filter(days::contains)
                                .map(language::day)
                                .toList()));
            case Condition.Hours(var from, var to) ->
                language.say(Phrase.IF_HOURS, language.time(from), language.time(to));
            case Condition.Groups(var groups) -> any(Phrase.IF_GROUPS, groups, Group::text, language);
            case Condition.Channels(var channels) -> any(Phrase.IF_CHANNELS, channels, language::channel, language);
            case Condition.CouponUsed(var codes) ->
                codes.isEmpty()
                        ? language.say(Phrase.IF_COUPON)
                        : any(Phrase.IF_COUPONS, codes, CouponCode::text, language);
            case Condition.Products(var skus) -> any(Phrase.IF_PRODUCTS, skus, Object::toString, language);
            case Condition.Categories(var categories) ->
                any(Phrase.IF_CATEGORIES, categories, Object::toString, language);
            case Condition.NewCustomer(var isNew) ->
                language.say(isNew ? Phrase.IF_NEW_CUSTOMER : Phrase.IF_RETURNING_CUSTOMER);
            case Condition.Countries(var countries) -> any(Phrase.IF_COUNTRIES, countries, Object::toString, language);
            case Condition.Devices(var devices) -> any(Phrase.IF_DEVICES, devices, language::device, language);
            case Condition.OrderAmount of -> amount(of, language);
        };
    }

    static <T> String any(Phrase phrase, Collection<T> values, Function<T, String> word, Language language) {
        return language.say(
                phrase, language.any(values.stream().map(word).sorted().toList()));
    }

    private static String dates(Condition.Dates dates, Language language) {
        String first = dates.first().map(language::date).orElse("");
        String last = dates.last().map(language::date).orElse("");
        if (dates.last().isEmpty()) {
            return language.say(Phrase.IF_FIRST_DATE, first);
        }
        return dates.first().isEmpty()
                ? language.say(Phrase.IF_LAST_DATE, last)
                : language.say(Phrase.IF_DATES, first, last);
    }

    private static String amount(Condition.OrderAmount amount, Language language) {
        String least = amount.least().map(language::money).orElse("");
        String most = amount.most().map(language::money).orElse("");
        if (amount.most().isEmpty()) {
            return language.say(Phrase.IF_LEAST_AMOUNT, least);
        }
        return amount.least().isEmpty()
                ? language.say(Phrase.IF_MOST_AMOUNT, most)
                : language.say(Phrase.IF_AMOUNT, least, most);
    }
}
