package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.TermsCheck.Publishing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules are written `condition+condition>pay`, as `event=sale+group=vip>10`; several by `;`.
class TermsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // rules, event, groups, coupon, day, winners: rule number and its lines (shoes 1, hat 2, rest)
        "event=lead>1;>2,                       sale, ,    ,       2026-11-10, 1:012",
        "event=sale|lead>1;>2,                  sale, ,    ,       2026-11-10, 0:012",
        "sku=S1>1;category=hats>2;>3,           sale, ,    ,       2026-11-10, 0:0 1:1 2:2",
        "sku=S1>1;category=hats>2,              sale, ,    ,       2026-11-10, 0:0 1:1",
        "group=vip>1;>2,                        sale, vip, ,       2026-11-10, 0:012",
        "group=vip>1;>2,                        sale, ,    ,       2026-11-10, 1:012",
        "coupon=ANNA10>1;>2,                    sale, ,    ANNA10, 2026-11-10, 0:012",
        "coupon=BERT10>1;>2,                    sale, ,    ANNA10, 2026-11-10, 1:012",
        "coupon=>1;>2,                          sale, ,    ,       2026-11-10, 1:012",
        "coupon=>1;>2,                          sale, ,    ANNA10, 2026-11-10, 0:012",
        "dates=2026-11-10|2026-11-12>1;>2,      sale, ,    ,       2026-11-10, 0:012",
        "dates=2026-11-10|2026-11-12>1;>2,      sale, ,    ,       2026-11-12, 0:012",
        "dates=2026-11-10|2026-11-12>1;>2,      sale, ,    ,       2026-11-13, 1:012",
        "dates=2026-11-10|2026-11-12>1;>2,      sale, ,    ,       2026-11-09, 1:012",
        "event=sale+group=vip>1;>2,             sale, ,    ,       2026-11-10, 1:012",
    })
    void theFirstRuleThatMatches_winsTheLine(
            String rules, String event, @Nullable String group, @Nullable String coupon, String day, String expected) {
        TermsDocument terms = terms(rules).draft();
        RuleFacts facts = new RuleFacts(
                new EventName(event),
                LocalDate.parse(day).atTime(12, 0),
                group == null ? Set.of() : Set.of(new Group(group)),
                Optional.ofNullable(coupon).map(CouponCode::new),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String won = terms.evaluate(facts, new Base(Money.of("3.00", EUR), Fraction.of(300), LINES)).stream()
                .map(one -> one.rule().id().text().substring(1) + ":"
                        + one.lines().stream().map(Object::toString).collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
        assertThat(won).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // rules, faults
        ">10,                                                 ",
        ">100,                                                ",
        ">100.01,                                             rules[0].pay.percent above_100",
        ">1.00001,                                            rules[0].pay.percent too_many_decimals",
        ">5 USD,                                              rules[0].pay.amount currency_mismatch",
        "event=>10,                                           rules[0].conditions[0] empty",
        ">10;event=sale>5,                                    rules[1] unreachable",
        "event=sale>10;event=sale+group=vip>5,                rules[1] unreachable",
        "event=sale|lead>10;event=lead>5,                     rules[1] unreachable",
        "event=lead>10;event=sale|lead>5,                     ",
        "coupon=>10;coupon=A>5,                               rules[1] unreachable",
        "coupon=A>10;coupon=>5,                               ",
        "dates=2026-01-01|2026-12-31>1;dates=2026-02-01|2026-03-01>2, rules[1] unreachable",
        "dates=2026-02-01|2026-03-01>1;dates=2026-01-01|2026-12-31>2, ",
        "dates=2026-12-31|2026-01-01>10,                      rules[0].conditions[0] dates_contradict",
        "dates=2026-01-01|2026-01-31+dates=2026-02-01|2026-02-28>10, rules[0].conditions[1] dates_contradict",
        "event=sale+event=lead>10,                            rules[0].conditions[1] contradicts",
    })
    void check_namesEachFaultWithItsPath(String rules, @Nullable String expected) {
        assertThat(texts(terms(rules))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        // hold, validation, pays within, run interval, fault
        "30, AUTO,   65, 30, ",
        "30, AUTO,   65, 32, ",
        "30, AUTO,   65, 33, pays_within_days pays_too_late",
        "30, MANUAL, 65, 3,  pays_within_days pays_too_late",
        "-1, AUTO,   65, 30, hold_days out_of_range",
    })
    void check_holdsThePromiseOfPayment(
            int hold, String mode, int paysWithin, int interval, @Nullable String expected) {
        Draft draft = terms(">10");
        draft.holdDays = hold;
        draft.validation = new ValidationPolicy(ValidationPolicy.Mode.valueOf(mode), 60);
        draft.paysWithinDays = paysWithin;
        draft.interval = interval;
        assertThat(texts(draft)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        // before, draft, days until it takes effect, fault
        ">10,                >10,              1,  ",
        ">10,                >11,              1,  ",
        ">10,                >9.99,            6,  effective_from notice_too_short",
        ">10,                >9.99,            7,  ",
        ">10;event=lead>5,   >10,              1,  effective_from notice_too_short",
        "event=sale>10,      event=sale>10;>5, 1,  ",
        "event=sale>10,      event=lead>10,    1,  effective_from notice_too_short",
        ">10,                >10,              -1, effective_from in_the_past",
    })
    void check_wantsNoticeForLoweredTerms(String before, String rules, int days, @Nullable String expected) {
        Draft draft = terms(rules);
        draft.version = 2;
        draft.effectiveFrom = NOW.plus(Duration.ofDays(days));
        draft.before = Optional.of(terms(before).with(Instant.EPOCH));
        assertThat(texts(draft)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void history_findsTheVersionInForce() {
        TermsDocument first = terms(">10").with(NOW);
        Draft later = terms(">11");
        later.version = 2;
        TermsDocument second = later.with(NOW.plusSeconds(10));
        TermsHistory history = new TermsHistory(List.of(second, first));
        assertThat(history.at(NOW.minusSeconds(1))).isEqualTo(first);
        assertThat(history.at(NOW.plusSeconds(9))).isEqualTo(first);
        assertThat(history.at(NOW.plusSeconds(10))).isEqualTo(second);
        assertThat(history.version(3)).isEmpty();
    }

    private static final List<BaseLine> LINES = List.of(
            new BaseLine(Optional.of(new Sku("S1")), Optional.empty(), 1, Fraction.ONE, Fraction.ONE),
            new BaseLine(Optional.of(new Sku("H1")), Optional.of(new Category("hats")), 1, Fraction.ONE, Fraction.ONE),
            new BaseLine(Optional.empty(), Optional.empty(), 1, Fraction.ONE, Fraction.ONE));

    private static String texts(Draft draft) {
        TermsCheck.Setting setting = new TermsCheck.Setting(EUR, Set.of(), draft.interval);
        Publishing publishing = new Publishing(setting, draft.before.stream().toList(), NOW);
        return TermsCheck.faults(draft.draft(), publishing).stream()
                .map(fault -> fault.path() + " " + fault.code())
                .collect(Collectors.joining("; "));
    }

    private static Draft terms(String rules) {
        Draft draft = new Draft();
        String[] texts = rules.split(";");
        for (int index = 0; index < texts.length; index++) {
            String[] parts = texts[index].strip().split(">", -1);
            List<Condition> conditions = parts[0].isEmpty()
                    ? List.of()
                    : Arrays.stream(parts[0].split("\\+"))
                            .map(TermsTest::condition)
                            .toList();
            String[] pay = parts[1].split(" ");
            draft.rules = new ArrayList<>(draft.rules);
            draft.rules.add(new Rule(
                    new RuleId("r" + index),
                    conditions,
                    pay.length == 1
                            ? new Pay.Percent(new BigDecimal(pay[0]))
                            : new Pay.Fixed(Money.of(pay[0], new CurrencyCode(pay[1]))),
                    Optional.empty()));
        }
        return draft;
    }

    private static Condition condition(String text) {
        String[] parts = text.split("=", -1);
        List<String> values = parts[1].isEmpty() ? List.of() : List.of(parts[1].split("\\|"));
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "event" ->
                new Condition.Events(values.stream().map(EventName::new).collect(Collectors.toSet()));
            case "group" -> new Condition.Groups(values.stream().map(Group::new).collect(Collectors.toSet()));
            case "coupon" ->
                new Condition.CouponUsed(values.stream().map(CouponCode::new).collect(Collectors.toSet()));
            case "sku" -> new Condition.Products(values.stream().map(Sku::new).collect(Collectors.toSet()));
            case "category" ->
                new Condition.Categories(values.stream().map(Category::new).collect(Collectors.toSet()));
            case "dates" ->
                new Condition.Dates(
                        Optional.of(LocalDate.parse(values.get(0))), Optional.of(LocalDate.parse(values.get(1))));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static final class Draft {
        int version = 1;
        Instant effectiveFrom = NOW.plus(Duration.ofDays(10));
        List<Rule> rules = List.of();
        int holdDays = 30;
        ValidationPolicy validation = ValidationPolicy.AUTO;
        int paysWithinDays = 65;
        int interval = 7;
        Optional<TermsDocument> before = Optional.empty();

        TermsDocument draft() {
            return with(effectiveFrom);
        }

        TermsDocument with(Instant from) {
            return new TermsDocument(
                    version,
                    from,
                    new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                    TermsDocument.PaidUnder.CLICK,
                    rules,
                    holdDays,
                    validation,
                    Money.zero(EUR),
                    paysWithinDays);
        }
    }
}
