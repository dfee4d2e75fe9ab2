package dev.tributary.domain.oracle.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.attribution.Visit.Binding;
import dev.tributary.domain.oracle.attribution.Visit.Bond;
import dev.tributary.domain.oracle.attribution.Visit.Bound;
import dev.tributary.domain.oracle.attribution.Visit.Change;
import dev.tributary.domain.oracle.attribution.Visit.Click;
import dev.tributary.domain.oracle.attribution.Visit.Coupon;
import dev.tributary.domain.oracle.attribution.Visit.LateClicks;
import dev.tributary.domain.oracle.attribution.Visit.Party;
import dev.tributary.domain.oracle.attribution.Visit.Policy;
import dev.tributary.domain.oracle.attribution.Visit.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A visit as the rows of the table tell it; times are seconds from the conversion.
///
/// - policy: `linear days=7 click_first suppress=coupon_site cut=0.5:browser_extension,coupon_site
///   least=60 binding months=12 charges=3 new_click`
/// - visit: `1@-3600 2@-60/browser_extension 3@-5!` are clicks, the last one not qualified;
///   `checkout=-600 coupon=2 customer=1,2@2026-01-31T12:00:00Z charges=2 subscription=1@... self=1
///   banned=1@-60 paused=1@-60 ended=1@-60 approved=1@-30 stranger=1 one_touch at=...`
/// - credited: `1 click 50 TOO_FAST, 2 click 50` in percent; or the reason why it is nobody
final class ToldVisit {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final List<String> policy;
    private final List<String> words;
    private final Instant at;

    private ToldVisit(String policy, String visit) {
        this.policy = List.of(policy.strip().split("\\s+"));
        words = List.of(visit.strip().split("\\s+"));
        at = Instant.parse(fact("at").orElse("2026-11-22T12:00:00Z"));
    }

    static void credits(String policy, String visit, String expected) {
        Visit told = new ToldVisit(policy, visit).visit();
        assertThat(told(Crediting.of(told))).as("oracle").isEqualTo(expected);
        assertThat(told(EngineCredit.of(told))).as("engine").isEqualTo(expected);
    }

    private static String told(Credit credit) {
        if (credit.shares().isEmpty()) {
            return String.join(",", credit.why());
        }
        return credit.shares().stream()
                .map(share -> (share.affiliate() + " " + share.by().split(" ")[0] + " "
                                + share.part()
                                        .times(Exact.of(BigDecimal.valueOf(100)))
                                        .rounded(2)
                                        .stripTrailingZeros()
                                        .toPlainString()
                                + " " + share.flags().stream().sorted().collect(Collectors.joining("+")))
                        .strip())
                .collect(Collectors.joining(", "));
    }

    private Visit visit() {
        List<Party> parties = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            boolean self = is("self", number);
            parties.add(new Party(number, changes(number), Set.of(self ? "customer" : "member")));
        }
        return new Visit(
                ZoneId.of("Europe/Riga"),
                at,
                fact("checkout").map(this::time),
                Set.of("customer"),
                parties,
                clicks(),
                fact("coupon").map(owner -> new Coupon("ANNA10", Integer.parseInt(owner))),
                bonds(),
                policy(),
                !words.contains("one_touch"));
    }

    private List<Click> clicks() {
        List<Click> clicks = new ArrayList<>();
        for (String word : words) {
            if (Character.isDigit(word.charAt(0))) {
                String[] sides = word.replace("!", "").split("/");
                String[] whose = sides[0].split("@");
                clicks.add(new Click(
                        clicks.size() + 1,
                        Integer.parseInt(whose[0]),
                        time(whose[1]),
                        !word.endsWith("!"),
                        sides.length == 1 ? Optional.empty() : Optional.of(sides[1])));
            }
        }
        return clicks;
    }

    private List<Change> changes(int affiliate) {
        if (is("stranger", affiliate)) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>(List.of(new Change(LONG_AGO, Standing.APPROVED)));
        for (String word : words) {
            for (Standing standing : Standing.values()) {
                String start = standing.name().toLowerCase(Locale.ROOT) + "=" + affiliate + "@";
                if (word.startsWith(start)) {
                    changes.add(new Change(time(word.substring(start.length())), standing));
                }
            }
        }
        return changes;
    }

    private List<Bond> bonds() {
        List<Bond> bonds = new ArrayList<>();
        for (String kind : List.of("customer", "subscription")) {
            fact(kind).ifPresent(told -> {
                String[] sides = told.split("@");
                String[] whose = sides[0].split(",");
                List<Bound> bound = Arrays.stream(whose)
                        .map(number -> new Bound(
                                Integer.parseInt(number), new Exact(BigDecimal.ONE, BigDecimal.valueOf(whose.length))))
                        .toList();
                int charges = fact("charges").map(Integer::parseInt).orElse(1);
                bonds.add(new Bond(kind.equals("subscription"), time(sides[1]), bound, charges));
            });
        }
        return bonds;
    }

    private Policy policy() {
        Optional<LateClicks> suppress = rule("suppress").map(kinds -> new LateClicks(names(kinds), Optional.empty()));
        Optional<LateClicks> cut = rule("cut").map(told -> {
            String[] sides = told.split(":");
            return new LateClicks(names(sides[1]), Optional.of(Exact.of(new BigDecimal(sides[0]))));
        });
        return new Policy(
                Visit.Model.valueOf(policy.getFirst().toUpperCase(Locale.ROOT)),
                rule("days").map(Integer::parseInt).orElse(30),
                policy.contains("click_first"),
                suppress.or(() -> cut),
                rule("least").map(Integer::parseInt),
                policy.contains("binding")
                        ? Optional.of(new Binding(
                                rule("months").map(Integer::parseInt),
                                rule("charges").map(Integer::parseInt),
                                policy.contains("new_click")))
                        : Optional.empty());
    }

    private boolean is(String name, int affiliate) {
        return fact(name).equals(Optional.of(Integer.toString(affiliate)));
    }

    private Optional<String> fact(String name) {
        return value(words, name);
    }

    private Optional<String> rule(String name) {
        return value(policy, name);
    }

    private static Optional<String> value(List<String> words, String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    private static Set<String> names(String text) {
        return Set.of(text.split(","));
    }

    private Instant time(String text) {
        return text.contains("T") ? Instant.parse(text) : at.plusSeconds(Long.parseLong(text));
    }
}
