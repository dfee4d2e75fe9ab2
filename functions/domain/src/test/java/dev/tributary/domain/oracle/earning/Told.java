package dev.tributary.domain.oracle.earning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Earning.Paid;
import dev.tributary.domain.oracle.earning.Situation.Amounts;
import dev.tributary.domain.oracle.earning.Situation.Counter;
import dev.tributary.domain.oracle.earning.Situation.Line;
import dev.tributary.domain.oracle.earning.Situation.Order;
import dev.tributary.domain.oracle.earning.Situation.Person;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.oracle.earning.Situation.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A situation as the rows of the tables tell it. Shares stand apart by `&`; terms that are told once
/// are those of all shares.
///
/// - order: `100.00 tax=21.00 S1/shoes*2=60.00 _=19.00`, `JPY 1005`, `USD 100.00 @0.9 EUR`; `-` without
///   an amount
/// - facts: `event=lead new part=1/3 group=vip,autumn coupon=ANNA10 channel=newsletter country=LV
///   device=mobile at=2026-11-22T12:00:00Z zone=Europe/Riga first=2026-01-31 override=5.00
///   revenue@2026-11=900.00 cap.r1@2026-11-22=3.00`
/// - earned: `r1 3.34, r2 0.10 & r1 3.33`, without those of 0; `-` for nothing at all
final class Told {
    private final Map<String, String> facts;

    private Told(String facts) {
        this.facts = new HashMap<>();
        for (String fact : words(facts)) {
            String[] parts = fact.split("=", 2);
            this.facts.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
    }

    static void earns(String terms, String order, String facts, String expected) {
        Situation situation = situation(terms, order, facts);
        assertThat(told(Earning.of(situation), situation)).as("oracle").isEqualTo(expected);
        assertThat(told(EngineEarning.of(situation), situation)).as("engine").isEqualTo(expected);
        assertThat(Agreement.difference(situation)).isEmpty();
    }

    static Situation situation(String terms, String order, String facts) {
        List<String> apart = Arrays.asList(facts.split("&", -1));
        List<String> own = Arrays.asList(terms.split("&", -1));
        Order placed = order(order);
        String currency = placed.rate().isPresent() ? order.substring(order.lastIndexOf(' ') + 1) : placed.currency();
        List<Share> shares = new ArrayList<>();
        for (int index = 0; index < apart.size(); index++) {
            Terms paying = ToldTerms.of(own.get(own.size() == 1 ? 0 : index));
            shares.add(new Told(apart.get(index)).share(index + 1, paying));
        }
        Told all = new Told(facts.replace('&', ' '));
        return new Situation(
                currency,
                ZoneId.of(all.fact("zone").orElse("Europe/Riga")),
                all.fact("event").orElse("sale"),
                Instant.parse(all.fact("at").orElse("2026-11-22T12:00:00Z")),
                all.fact("new").map(_ -> true).or(() -> all.fact("returning").map(_ -> false)),
                placed,
                shares);
    }

    private static Order order(String text) {
        List<String> words = new ArrayList<>(List.of(words("EUR " + text)));
        if (Character.isUpperCase(words.get(1).charAt(0))) {
            words.removeFirst();
        }
        String currency = words.get(0);
        Map<String, BigDecimal> parts = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        Optional<Exact> rate = Optional.empty();
        for (String word : words.subList(2, words.size())) {
            String[] sides = word.split("=", 2);
            if (word.startsWith("@")) {
                rate = Optional.of(fraction(word.substring(1)));
            } else if (Set.of("tax", "shipping", "fee").contains(sides[0])) {
                parts.put(sides[0], new BigDecimal(sides[1]));
            } else if (sides.length == 2) {
                lines.add(line(sides[0], new BigDecimal(sides[1])));
            }
        }
        Optional<Amounts> amounts = words.get(1).equals("-")
                ? Optional.empty()
                : Optional.of(new Amounts(
                        new BigDecimal(words.get(1)),
                        Optional.ofNullable(parts.get("tax")),
                        Optional.ofNullable(parts.get("shipping")),
                        Optional.ofNullable(parts.get("fee"))));
        return new Order(currency, amounts, lines, rate);
    }

    private static Line line(String text, BigDecimal amount) {
        String[] pieces = text.split("\\*");
        String[] names = pieces[0].split("/");
        return new Line(
                Optional.of(names[0]).filter(name -> !name.equals("_")),
                names.length == 1 ? Optional.empty() : Optional.of(names[1]),
                pieces.length == 1 ? 1 : Integer.parseInt(pieces[1]),
                amount);
    }

    private Share share(int number, Terms terms) {
        Map<Counter, BigDecimal> counted = new HashMap<>();
        facts.forEach((name, value) -> {
            String[] sides = name.split("@");
            if (sides.length == 2) {
                String[] what = sides[0].split("\\.");
                Optional<String> rule = what.length == 1 ? Optional.empty() : Optional.of(what[1]);
                counted.put(new Counter(what[0], rule, sides[1]), new BigDecimal(value));
            }
        });
        Person person = new Person(
                fact("group").map(Told::names).orElse(Set.of()),
                fact("coupon"),
                fact("channel"),
                fact("country"),
                fact("device"));
        return new Share(
                number,
                fact("part").map(Told::fraction).orElse(Exact.ONE),
                terms,
                person,
                fact("override").map(text -> ToldTerms.pay(text.replace('_', ' '))),
                counted,
                fact("first").map(LocalDate::parse));
    }

    private Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    private static String told(List<Paid> paid, Situation situation) {
        String all = situation.shares().stream()
                .map(share -> paid.stream()
                        .filter(one -> one.affiliate() == share.affiliate())
                        .filter(one -> one.amount().signum() != 0)
                        .map(one -> one.rule() + " " + one.amount().toPlainString())
                        .collect(Collectors.joining(", ")))
                .map(share -> share.isEmpty() ? "-" : share)
                .collect(Collectors.joining(" & "));
        return all.chars().allMatch(letter -> "-& ".indexOf(letter) >= 0) ? "-" : all;
    }

    static Set<String> names(String text) {
        return Set.of(text.split(","));
    }

    static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    private static Exact fraction(String text) {
        String[] sides = text.split("/");
        return new Exact(new BigDecimal(sides[0]), sides.length == 1 ? BigDecimal.ONE : new BigDecimal(sides[1]));
    }
}
