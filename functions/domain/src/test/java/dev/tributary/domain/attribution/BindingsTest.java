package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a conversion reads of bindings, and what it writes. Policies are `keep`, `new_click`, with an
/// end as in `keep 3 months` and `keep 3 charges`; -9000000 s is 104 days before the conversion.
class BindingsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # event      | customer | subscription | policy | keys
        sale         | yes      | yes          |        |
        sale         | yes      | yes          | keep   | customer
        sale         |          | yes          | keep   |
        lead         | yes      |              | keep   | customer
        subscription | yes      | yes          |        | subscription
        subscription | yes      |              |        | unnamed
        subscription |          | yes          |        | subscription
        subscription |          |              |        |
        subscription | yes      | yes          | keep   | customer, subscription
        subscription | yes      |              | keep   | customer, unnamed
        subscription |          | yes          | keep   | subscription
        subscription |          |              | keep   |
        """)
    void keys_areTwoAtMost(
            String event,
            @Nullable String customer,
            @Nullable String subscription,
            @Nullable String policy,
            @Nullable String expected) {
        Visit visit = visit(customer, policy);
        assertThat(keys(visit, event, subscription).stream()
                        .map(BindingsTest::name)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(Optional.ofNullable(expected).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy         | customer's bond  | subscription's   | bonds
        keep             | A x1 -9000000    | B x1 -9000000    | A customer, B subscription
        keep 4 months    | A x1 -9000000    | B x1 -9000000    | A customer, B subscription
        keep 3 months    | A x1 -9000000    | B x1 -60         | B subscription
        keep 3 months    | A x1 -60         | B x1 -9000000    | A customer
        keep 3 charges   | A x2 -60         | B x3 -60         | A customer
        keep 3 charges   | A x3 -60         | B x2 -60         | B subscription
        keep 3 charges   | A x3 -60         |                  |
        # Without a binding in the terms a subscription's has no end, and no customer's counts.
                         |                  | B x999 -90000000 | B subscription
        """)
    void bonds_areTheBindingsThatHold(
            @Nullable String policy,
            @Nullable String customer,
            @Nullable String subscription,
            @Nullable String expected) {
        Visit visit = visit("yes", policy);
        Bindings bindings = bindings(keys(visit, "subscription", "yes"), customer, subscription);
        List<Bond> bonds = bindings.bonds(visit.policy(), Visit.SALE, UTC, visit.enrollments);
        assertThat(bonds.stream()
                        .map(bond ->
                                Visit.letter(bond.binding().shares().getFirst().affiliate())
                                        + (bond.subscription() ? " subscription" : " customer"))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(Optional.ofNullable(expected).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy           | before          | standings   | coupon | clicks          | decided        | written
        # No binding unless the terms state one.
                           |                 |             |        | A -60           | A 1 by -60     |
        # The first attributed conversion binds, all of its shares.
        keep               |                 |             |        | A -60           | A 1 by -60     | customer A x1 0
        keep               |                 |             | C      | A -60           | C 1 by coupon  | customer C x1 0
        keep               |                 |             |        | A -60, B -50    | A 1/2 by -60, B 1/2 by -50 | customer A+B x1 0
        keep               |                 |             |        |                 | no_touch       |
        keep               |                 |             |        | A -9999999      | outside_window |
        # While it holds, later ones follow it; charges are counted where they end it.
        keep               | A x1 -2000      |             |        | B -60           | A 1 by bond    |
        keep 6 months      | A x1 -2000      |             |        | B -60           | A 1 by bond    |
        keep 3 charges     | A x1 -2000      |             |        | B -60           | A 1 by bond    | customer A x2 -2000
        keep 3 charges     | A x2 -2000      |             |        | B -60           | A 1 by bond    | customer A x3 -2000
        keep 3 charges     | A+B x2 -2000    | A banned -9 |        |                 | B 1/2 by bond  | customer A+B x3 -2000
        new_click 3 charges| A x2 -2000      |             |        |                 | A 1 by bond    | customer A x3 -2000
        # A coupon is paid and rebinds nobody.
        keep               | A x1 -2000      |             | C      |                 | C 1 by coupon  |
        keep 3 charges     | A x1 -2000      |             | C      |                 | C 1 by coupon  |
        new_click          | A x1 -2000      |             | C      | B -60           | C 1 by coupon  |
        # A new click does, where the terms say so.
        new_click          | A x1 -2000      |             |        | B -60           | B 1 by -60     | customer B x1 0
        new_click 3 charges| A x2 -2000      |             |        | A -60           | A 1 by -60     | customer A x1 0
        new_click          | A x1 -2000      |             |        | B -3000         | A 1 by bond    |
        # When it has ended, the next attributed conversion binds anew.
        keep 3 months      | A x1 -9000000   |             |        | B -60           | B 1 by -60     | customer B x1 0
        keep 3 months      | A x1 -9000000   |             | C      |                 | C 1 by coupon  | customer C x1 0
        keep 3 months      | A x1 -9000000   |             |        |                 | no_touch       |
        keep 3 charges     | A x3 -2000      |             |        | B -60           | B 1 by -60     | customer B x1 0
        new_click 3 months | A x1 -9000000   |             |        | B -60           | B 1 by -60     | customer B x1 0
        # So does one whose affiliates are all out.
        keep               | A x1 -2000      | A banned -9 |        | B -60           | B 1 by -60     | customer B x1 0
        keep               | A x1 -2000      | A member    |        | B -60           | B 1 by -60     | customer B x1 0
        keep               | A x1 -2000      | A banned -9 | C      |                 | C 1 by coupon  | customer C x1 0
        keep               | A x1 -2000      | A ended -9  |        | B -60           | A 1 by bond    |
        """)
    void sale_bindsItsCustomer(
            @Nullable String policy,
            @Nullable String before,
            @Nullable String standings,
            @Nullable String coupon,
            @Nullable String clicks,
            String decided,
            @Nullable String expected) {
        Visit visit = visit("yes", policy).standing(standings);
        visit.couponOf = Optional.ofNullable(coupon).map(Visit::affiliate);
        visit.model = clicks != null && clicks.contains(",") ? Model.LINEAR : Model.LAST_CLICK;
        check(visit, bindings(keys(visit, "sale", null), before, null), clicks, decided, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy           | customer's      | subscription's  | standings   | coupon | clicks | decided         | written
        # The first charge binds the subscription, whatever the terms state, with the versions that paid.
                           |                 |                 |             |        | A -60  | A 1 by -60      | subscription A x1 0 v7
                           |                 |                 |             | C      | A -60  | C 1 by coupon   | subscription C x1 0 v7
                           |                 |                 |             |        |        | no_touch        |
        keep               |                 |                 |             |        | A -60  | A 1 by -60      | customer A x1 0, subscription A x1 0 v7
        keep               | A x1 -2000      |                 |             |        | B -60  | A 1 by bond     | subscription A x1 0 v7
        keep 3 charges     | A x1 -2000      |                 |             |        | B -60  | A 1 by bond     | customer A x2 -2000, subscription A x1 0 v7
        keep               | A x1 -2000      |                 |             | C      |        | C 1 by coupon   | subscription C x1 0 v7
        new_click          | A x1 -2000      |                 |             |        | B -60  | B 1 by -60      | customer B x1 0, subscription B x1 0 v7
        # Every later one follows, and is counted.
                           |                 | A x1 -2000      |             |        |        | A 1 by bond v5  | subscription A x2 -2000 v5
                           |                 | A x1 -2000      |             | C      | B -60  | A 1 by bond v5  | subscription A x2 -2000 v5
                           |                 | A+B x1 -2000    | A banned -9 |        |        | B 1/2 by bond v6 | subscription A+B x2 -2000 v5 v6
                           |                 | A x99 -90000000 |             |        |        | A 1 by bond v5  | subscription A x100 -90000000 v5
        new_click          | A x1 -2000      | A x1 -2000      |             |        | B -60  | A 1 by bond v5  | subscription A x2 -2000 v5
        # For the customer's binding too, where that pays the same affiliates.
        keep 3 charges     | A x1 -2000      | A x1 -2000      |             |        |        | A 1 by bond v5  | customer A x2 -2000, subscription A x2 -2000 v5
        keep 3 charges     | B x1 -2000      | A x1 -2000      |             |        |        | A 1 by bond v5  | subscription A x2 -2000 v5
        # A bound charge binds a customer who was not bound, but lengthens no binding that has ended.
        keep               |                 | A x1 -2000      |             |        |        | A 1 by bond v5  | customer A x1 0, subscription A x2 -2000 v5
        keep 3 months      | A x1 -9000000   | A x1 -2000      |             |        |        | A 1 by bond v5  | subscription A x2 -2000 v5
        # An ended one, or one whose affiliates are all out, is bound anew.
        keep 3 months      | A x1 -2000      | B x1 -9000000   |             |        |        | A 1 by bond     | subscription A x1 0 v7
        keep 3 months      | A x1 -9000000   | B x1 -9000000   |             |        | D -60  | D 1 by -60      | customer D x1 0, subscription D x1 0 v7
        keep 3 months      | A x1 -9000000   | A x1 -9000000   |             |        |        | no_touch        |
        keep 3 charges     | A x3 -2000      | A x3 -2000      |             |        |        | no_touch        |
                           |                 | A x1 -2000      | A banned -9 |        | B -60  | B 1 by -60      | subscription B x1 0 v7
                           |                 | A x1 -2000      | A banned -9 |        |        | no_touch        |
        """)
    void subscription_followsItsBinding(
            @Nullable String policy,
            @Nullable String customer,
            @Nullable String subscription,
            @Nullable String standings,
            @Nullable String coupon,
            @Nullable String clicks,
            String decided,
            @Nullable String expected) {
        Visit visit = visit("yes", policy).standing(standings);
        visit.couponOf = Optional.ofNullable(coupon).map(Visit::affiliate);
        Bindings bindings = bindings(keys(visit, "subscription", "yes"), customer, subscription);
        check(visit, bindings, clicks, decided, expected);
    }

    @Test
    void chargesEnd_forTheSubscriptionAndItsCustomerAtOnce() {
        Visit visit = visit("yes", "keep 3 charges");
        List<BindingKey> keys = keys(visit, "subscription", "yes");
        Map<BindingKey, Binding> stored = new HashMap<>();
        List<String> decided = new ArrayList<>();
        for (String clicks : List.of("A -60", "", "", "", "")) {
            Bindings bindings = new Bindings(keys, stored);
            visit.bonds = bindings.bonds(visit.policy(), Visit.SALE, UTC, visit.enrollments);
            Attribution attribution = Attributor.decide(visit.claim(), visit.touches(clicks.isEmpty() ? null : clicks));
            decided.add(Visit.text(attribution));
            stored.putAll(bindings.next(visit.claim(), attribution, List.of(7)));
        }
        assertThat(decided).containsExactly("A 1 by -60", "A 1 by bond v7", "A 1 by bond v7", "no_touch", "no_touch");
    }

    @Test
    void affiliates_areThoseOfBothBindings() {
        List<BindingKey> keys = keys(visit("yes", "keep"), "subscription", "yes");
        assertThat(bindings(keys, "A x1 -60", "A+B x1 -60").affiliates())
                .containsExactlyInAnyOrder(Visit.affiliate("A"), Visit.affiliate("B"));
        assertThatThrownBy(() -> new Bindings(
                        keys.subList(0, 1),
                        bindings(keys, "A x1 -60", "B x1 -60").known()))
                .hasMessageContaining("known");
    }

    private static void check(
            Visit visit, Bindings bindings, @Nullable String clicks, String decided, @Nullable String expected) {
        visit.bonds = bindings.bonds(visit.policy(), Visit.SALE, UTC, visit.enrollments);
        Attribution attribution = Attributor.decide(visit.claim(), visit.touches(clicks));
        assertThat(Visit.text(attribution)).isEqualTo(decided);
        int shares = attribution instanceof Attributed of ? of.shares().size() : 0;
        Map<BindingKey, Binding> written = bindings.next(
                visit.claim(),
                attribution,
                IntStream.range(7, 7 + shares).boxed().toList());
        assertThat(written.entrySet().stream()
                        .map(one -> name(one.getKey()) + " " + text(one.getValue()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(Optional.ofNullable(expected).orElse(""));
        if (attribution instanceof Attributed somebody) {
            assertThat(written.values().stream()
                            .filter(binding -> binding.since().equals(Visit.SALE))
                            .map(Binding::shares))
                    .allMatch(somebody.shares()::equals);
        }
    }

    private static Visit visit(@Nullable String customer, @Nullable String policy) {
        Visit visit = new Visit();
        if (customer != null) {
            visit.customer =
                    new Customer(Optional.of(Visit.CUSTOMER), Optional.empty(), Optional.empty(), Optional.empty());
        }
        visit.binding = Optional.ofNullable(policy).map(BindingsTest::policy);
        return visit;
    }

    private static BindingPolicy policy(String text) {
        List<String> words = Visit.words(text, " ");
        Optional<Integer> most = words.size() > 1 ? Optional.of(Integer.valueOf(words.get(1))) : Optional.empty();
        return new BindingPolicy(
                most.filter(_ -> words.getLast().equals("months")),
                most.filter(_ -> words.getLast().equals("charges")),
                words.getFirst().equals("keep") ? Rebind.KEEP : Rebind.NEW_CLICK);
    }

    private static List<BindingKey> keys(Visit visit, String event, @Nullable String subscription) {
        Reward reward = new Reward(
                new ConversionKey(
                        new ProgramId(1),
                        new OrderId("A-1"),
                        EventName.parse(event).orElseThrow()),
                Optional.of(Visit.SALE),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                visit.customer,
                Optional.ofNullable(subscription).map(SubscriptionId::new),
                Optional.empty(),
                Optional.empty(),
                false);
        return BindingKey.of(reward, visit.policy());
    }

    private static String name(BindingKey key) {
        return switch (key) {
            case BindingKey.OfCustomer _ -> "customer";
            case BindingKey.OfSubscription _ -> "subscription";
            case BindingKey.OfUnnamedSubscription _ -> "unnamed";
        };
    }

    private static Bindings bindings(List<BindingKey> keys, @Nullable String customer, @Nullable String subscription) {
        Map<BindingKey, Binding> known = new HashMap<>();
        for (BindingKey key : keys) {
            String text = key.isSubscription() ? subscription : customer;
            if (text != null) {
                known.put(key, binding(text, key.isSubscription()));
            }
        }
        return new Bindings(keys, known);
    }

    /// `A+B x2 -60`: bound in equal parts 60 s before, two charges paid; a subscription's under the
    /// versions 5 and 6.
    private static Binding binding(String text, boolean subscription) {
        List<String> words = Visit.words(text, " ");
        List<String> letters = Visit.words(words.getFirst(), "\\+");
        List<Share> shares = letters.stream()
                .map(letter -> new Share(
                        Visit.affiliate(letter),
                        new Credit.Coupon(new CouponCode("CODE")),
                        Fraction.of(1, letters.size())))
                .toList();
        return new Binding(
                Visit.at(words.get(2)),
                shares,
                Integer.parseInt(words.get(1).substring(1)),
                subscription ? List.of(5, 6).subList(0, shares.size()) : List.of());
    }

    private static String text(Binding binding) {
        StringBuilder text = new StringBuilder(binding.shares().stream()
                .map(share -> Visit.letter(share.affiliate()))
                .collect(Collectors.joining("+")));
        text.append(" x").append(binding.charges()).append(' ').append(Visit.seconds(binding.since()));
        binding.termsVersions().forEach(version -> text.append(" v").append(version));
        return text.toString();
    }
}
