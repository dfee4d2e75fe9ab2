package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.earning.Situation.Cap;
import dev.tributary.domain.oracle.earning.Situation.Flat;
import dev.tributary.domain.oracle.earning.Situation.Pay;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Stage;
import dev.tributary.domain.oracle.earning.Situation.Staged;
import dev.tributary.domain.oracle.earning.Situation.Step;
import dev.tributary.domain.oracle.earning.Situation.Subject;
import dev.tributary.domain.oracle.earning.Situation.Terms;
import dev.tributary.domain.oracle.earning.Situation.Tiered;
import dev.tributary.domain.oracle.earning.Situation.When;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Terms as the rows of the tables tell them, apart by `;`.
///
/// - a rule: `r1 event=sale,lead hours=22:00-02:00 > 10%`; other conditions are `dates=2026-11-01..`,
///   `days=SATURDAY`, `amount=50.00..99.99`, `new`, `returning`, `coupon` and names of each subject
/// - its pay: `5.00`, `10%`, `5.00+10%`, `1.00/item`, `staged 25%x12 10%`,
///   `marginal revenue month 0:5% 1000:7%`, `retroactive conversions ever 0:1.00 10:2.00`
/// - `least 5.00`, `most 50.00`, `cap month 100.00`, `cap r1 day 5.00`
final class ToldTerms {
    private static final Flat NOTHING = new Flat(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private ToldTerms() {}

    static Terms of(String text) {
        List<Rule> rules = new ArrayList<>();
        List<Cap> caps = new ArrayList<>();
        Optional<BigDecimal> least = Optional.empty();
        Optional<BigDecimal> most = Optional.empty();
        for (String told : text.split(";")) {
            String[] words = Told.words(told);
            BigDecimal amount = told.contains(">") ? BigDecimal.ZERO : new BigDecimal(words[words.length - 1]);
            switch (words[0]) {
                case "least" -> least = Optional.of(amount);
                case "most" -> most = Optional.of(amount);
                case "cap" -> {
                    Optional<String> rule = words.length == 4 ? Optional.of(words[1]) : Optional.empty();
                    caps.add(new Cap(rule, words[words.length - 2], amount));
                }
                default -> rules.add(rule(told));
            }
        }
        return new Terms(rules, least, most, caps);
    }

    private static Rule rule(String told) {
        String[] sides = told.split(">");
        List<String> words = List.of(Told.words(sides[0]));
        return new Rule(
                words.getFirst(),
                words.subList(1, words.size()).stream()
                        .map(ToldTerms::condition)
                        .toList(),
                pay(sides[1]));
    }

    private static When condition(String word) {
        String[] sides = word.split("=", 2);
        String value = sides.length == 1 ? "" : sides[1];
        return switch (sides[0]) {
            case "dates" ->
                new When.Dates(
                        end(value, 0).map(LocalDate::parse), end(value, 1).map(LocalDate::parse));
            case "days" ->
                new When.Days(
                        Arrays.stream(value.split(",")).map(DayOfWeek::valueOf).collect(Collectors.toSet()));
            case "hours" -> {
                String[] ends = value.split("-");
                yield new When.Hours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            }
            case "amount" ->
                new When.Amount(
                        end(value, 0).map(BigDecimal::new), end(value, 1).map(BigDecimal::new));
            case "new" -> new When.New(true);
            case "returning" -> new When.New(false);
            default ->
                new When.OneOf(
                        Subject.valueOf(sides[0].toUpperCase(Locale.ROOT)),
                        value.isEmpty() ? Set.of() : Told.names(value));
        };
    }

    private static Optional<String> end(String value, int index) {
        return Optional.of(value.split("\\.\\.", -1)[index]).filter(text -> !text.isEmpty());
    }

    static Pay pay(String told) {
        List<String> words = List.of(Told.words(told));
        return switch (words.getFirst()) {
            case "staged" ->
                new Staged(words.stream().skip(1).map(ToldTerms::stage).toList());
            case "marginal", "retroactive" ->
                new Tiered(
                        words.get(1),
                        words.get(2),
                        words.getFirst().equals("marginal"),
                        words.stream().skip(3).map(ToldTerms::step).toList());
            default -> flat(words.getFirst());
        };
    }

    private static Stage stage(String word) {
        String[] sides = word.split("x");
        return new Stage(
                sides.length == 1 ? Optional.empty() : Optional.of(Integer.parseInt(sides[1])), flat(sides[0]));
    }

    private static Step step(String word) {
        String[] sides = word.split(":");
        return new Step(new BigDecimal(sides[0]), flat(sides[1]));
    }

    private static Flat flat(String word) {
        if (word.endsWith("/item")) {
            return new Flat(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal(word.replace("/item", "")));
        }
        Flat flat = NOTHING;
        for (String part : word.split("\\+")) {
            flat = part.endsWith("%")
                    ? new Flat(flat.fixed(), new BigDecimal(part.replace("%", "")), BigDecimal.ZERO)
                    : new Flat(new BigDecimal(part), flat.percent(), BigDecimal.ZERO);
        }
        return flat;
    }
}
