package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Terms in one line, for tables; parts by `;`, what is left out is as by default:
/// ```
/// base: event=sale + group=vip,gold > 10 @14; > 5 EUR & 2.5; > 1 EUR/item
/// > stages 25*12 ~ 10; > tiers revenue month marginal 0:5 ~ 1000:7
/// model linear; window 45; precedence click; paid conversion; seconds 10; suppress cashback;
/// cut 1/2 coupon_site; bind 12 months 3 charges new_click; least 1 EUR; most 50 EUR;
/// cap base day 100 EUR; clicks c 0.05 EUR 100 vip; hold 14; manual 20; minimum 25 EUR; within 90
/// ```
/// Rules without a name are r0, r1, ... by their place.
public final class TermsText {
    public static final CurrencyCode EUR = new CurrencyCode("EUR");

    private Model model = Model.LAST_CLICK;
    private int window = 30;
    private Precedence precedence = Precedence.COUPON;
    private Optional<AfterCheckout> afterCheckout = Optional.empty();
    private Optional<Integer> seconds = Optional.empty();
    private Optional<BindingPolicy> binding = Optional.empty();
    private TermsDocument.PaidUnder paid = TermsDocument.PaidUnder.CLICK;
    private final List<Rule> rules = new ArrayList<>();
    private Optional<Money> least = Optional.empty();
    private Optional<Money> most = Optional.empty();
    private final List<Cap> caps = new ArrayList<>();
    private Optional<ClickPay> clicks = Optional.empty();
    private int hold = 30;
    private ValidationPolicy validation = ValidationPolicy.AUTO;
    private Money minimum = Money.zero(EUR);
    private int within = 65;

    private TermsText() {}

    public static TermsDocument document(String text) {
        return document(text, 1, Instant.EPOCH);
    }

    public static TermsDocument document(String text, int version, Instant from) {
        TermsText terms = new TermsText();
        Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(terms::add);
        return new TermsDocument(
                version,
                from,
                new AttributionPolicy(
                        terms.model, terms.window, terms.precedence, terms.afterCheckout, terms.seconds, terms.binding),
                terms.paid,
                terms.rules,
                new Limits(terms.least, terms.most),
                terms.caps,
                terms.clicks,
                terms.hold,
                terms.validation,
                terms.minimum,
                terms.within,
                List.of());
    }

    private void add(String part) {
        if (part.contains(">")) {
            rules.add(rule(part, rules.size()));
            return;
        }
        String[] words = part.split(" ");
        String rest = part.substring(words[0].length()).strip();
        switch (words[0]) {
            case "model" -> model = constant(Model.class, rest);
            case "window" -> window = Integer.parseInt(rest);
            case "precedence" -> precedence = constant(Precedence.class, rest);
            case "paid" -> paid = constant(TermsDocument.PaidUnder.class, rest);
            case "seconds" -> seconds = Optional.of(Integer.valueOf(rest));
            case "suppress" ->
                afterCheckout =
                        Optional.of(new AfterCheckout(values(rest, TermsText::channel), new Treatment.Suppress()));
            case "cut" ->
                afterCheckout = Optional.of(new AfterCheckout(
                        words.length > 2 ? values(words[2], TermsText::channel) : Set.of(),
                        new Treatment.Cut(Fraction.parse(words[1]))));
            case "bind" -> binding = Optional.of(binding(rest));
            case "least" -> least = Optional.of(money(rest));
            case "most" -> most = Optional.of(money(rest));
            case "cap" ->
                caps.add(new Cap(
                        words[1].equals("all") ? Optional.empty() : Optional.of(new RuleId(words[1])),
                        constant(Period.Length.class, words[2]),
                        money(words[3] + " " + words[4])));
            case "clicks" ->
                clicks = Optional.of(new ClickPay(
                        new RuleId(words[1]),
                        words.length > 5 ? values(words[5], Group::new) : Set.of(),
                        money(words[2] + " " + words[3]),
                        words.length > 4 && !words[4].equals("-")
                                ? Optional.of(Integer.valueOf(words[4]))
                                : Optional.empty()));
            case "hold" -> hold = Integer.parseInt(rest);
            case "manual" -> validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, Integer.parseInt(rest));
            case "minimum" -> minimum = money(rest);
            case "within" -> within = Integer.parseInt(rest);
            default -> throw new IllegalArgumentException(part);
        }
    }

    private static BindingPolicy binding(String text) {
        List<String> words = List.of(text.split(" "));
        Function<String, Optional<Integer>> before = unit -> words.contains(unit)
                ? Optional.of(Integer.valueOf(words.get(words.indexOf(unit) - 1)))
                : Optional.empty();
        return new BindingPolicy(
                before.apply("months"),
                before.apply("charges"),
                words.contains("new_click") ? Rebind.NEW_CLICK : Rebind.KEEP);
    }

    private static Rule rule(String text, int place) {
        String[] sides = text.split(">", 2);
        boolean named = sides[0].matches("\\s*[a-z0-9_-]+:.*");
        String name = named ? sides[0].substring(0, sides[0].indexOf(':')).strip() : "r" + place;
        String conditions = named ? sides[0].substring(sides[0].indexOf(':') + 1) : sides[0];
        String[] pay = sides[1].split("@");
        return new Rule(
                new RuleId(name),
                Arrays.stream(conditions.split("\\+"))
                        .map(String::strip)
                        .filter(condition -> !condition.isEmpty())
                        .map(TermsText::condition)
                        .toList(),
                pay(pay[0].strip()),
                pay.length > 1 ? Optional.of(Integer.valueOf(pay[1].strip())) : Optional.empty());
    }

    public static Pay pay(String text) {
        String[] words = text.split(" ");
        if (words[0].equals("stages")) {
            return new Pay.Staged(parts(text.substring(7)).stream()
                    .map(part -> part.split("\\*"))
                    .map(part -> new Pay.Stage(
                            part.length > 1 ? Optional.of(Integer.valueOf(part[1].strip())) : Optional.empty(),
                            flat(part[0].strip())))
                    .toList());
        }
        if (words[0].equals("tiers")) {
            Measure measure = constant(Measure.class, words[1]);
            String steps = text.substring(text.indexOf(words[3]) + words[3].length());
            return new Pay.Tiered(
                    measure,
                    constant(Period.Length.class, words[2]),
                    constant(Pay.Tiered.Mode.class, words[3]),
                    parts(steps).stream()
                            .map(part -> part.split(":"))
                            .map(part -> new Pay.Step(
                                    measure == Measure.REVENUE
                                            ? Money.of(part[0], EUR).minor()
                                            : Long.parseLong(part[0]),
                                    flat(part[1])))
                            .toList());
        }
        return flat(text);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("~")).map(String::strip).toList();
    }

    private static Pay.Flat flat(String text) {
        if (text.endsWith("/item")) {
            return new Pay.PerItem(money(text.substring(0, text.length() - 5)));
        }
        String[] both = text.split("&");
        if (both.length == 2) {
            return new Pay.FixedAndPercent(money(both[0].strip()), new BigDecimal(both[1].strip()));
        }
        return text.contains(" ") ? new Pay.Fixed(money(text)) : new Pay.Percent(new BigDecimal(text));
    }

    static Condition condition(String text) {
        int sign = text.indexOf('=');
        String value = text.substring(sign + 1);
        return switch (text.substring(0, sign)) {
            case "event" -> new Condition.Events(values(value, EventName::new));
            case "dates" -> new Condition.Dates(end(value, 0, LocalDate::parse), end(value, 1, LocalDate::parse));
            case "days" -> new Condition.Days(values(value, day -> constant(DayOfWeek.class, day)));
            case "hours" ->
                new Condition.Hours(
                        end(value, 0, LocalTime::parse).orElseThrow(),
                        end(value, 1, LocalTime::parse).orElseThrow());
            case "group" -> new Condition.Groups(values(value, Group::new));
            case "channel" -> new Condition.Channels(values(value, TermsText::channel));
            case "coupon" -> new Condition.CouponUsed(values(value, CouponCode::new));
            case "sku" -> new Condition.Products(values(value, Sku::new));
            case "category" -> new Condition.Categories(values(value, Category::new));
            case "new" -> new Condition.NewCustomer(Boolean.parseBoolean(value));
            case "country" -> new Condition.Countries(values(value, CountryCode::new));
            case "device" -> new Condition.Devices(values(value, device -> constant(Device.class, device)));
            case "amount" ->
                new Condition.OrderAmount(end(value, 0, TermsText::money), end(value, 1, TermsText::money));
            default -> throw new IllegalArgumentException(text);
        };
    }

    /// One end of `2026-11-01..2026-11-30`; either may be left out.
    private static <T> Optional<T> end(String text, int which, Function<String, T> read) {
        String[] ends = text.split("\\.\\.", -1);
        return which < ends.length && !ends[which].isBlank()
                ? Optional.of(read.apply(ends[which].strip()))
                : Optional.empty();
    }

    private static <T> Set<T> values(String text, Function<String, T> read) {
        Set<T> values = new HashSet<>();
        for (String value : text.isBlank() ? new String[0] : text.split(",")) {
            values.add(read.apply(value.strip()));
        }
        return values;
    }

    private static ChannelKind channel(String text) {
        return ChannelKind.parse(text).orElseThrow();
    }

    /// `5 EUR`
    private static Money money(String text) {
        String[] words = text.strip().split(" ");
        return new Money(new BigDecimal(words[0]).movePointRight(2).longValueExact(), new CurrencyCode(words[1]));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
    }
}
