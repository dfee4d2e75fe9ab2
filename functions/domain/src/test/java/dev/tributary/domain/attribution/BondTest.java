package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom a binding credits, and before whom it stands. Bindings here are from 1,000 s before the
/// conversion; the first share of a subscription is paid under version 3, the next under 4.
class BondTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # precedence | rebind    | subscription | customer | coupon | clicks         | decision
        # A subscription follows its binding before everything.
        COUPON       | KEEP      | A 1          | B 1      | C      | D -60          | A 1 by bond v3
        COUPON       |           | A 1          |          | C      | D -60          | A 1 by bond v3
        COUPON       | NEW_CLICK | A 1          | B 1      |        | D -60          | A 1 by bond v3
        CLICK        | KEEP      | A 1          | B 1      | C      | D -60          | A 1 by bond v3
        CLICK        | NEW_CLICK | A 1          |          |        | D -60          | A 1 by bond v3
        # Then the coupon, the customer's binding, the click.
        COUPON       | KEEP      |              | B 1      | C      | D -60          | C 1 by coupon
        COUPON       | KEEP      |              | B 1      |        | D -60          | B 1 by bond
        COUPON       | KEEP      |              | B 1      |        | D -2000        | B 1 by bond
        COUPON       | KEEP      |              | B 1      |        |                | B 1 by bond
        COUPON       | KEEP      |              | B 1      |        | D -9999999     | B 1 by bond
        COUPON       |           |              | B 1      |        | D -60          | B 1 by bond
        COUPON       | KEEP      |              |          |        | D -60          | D 1 by -60
        # Where the program says click: the binding, the click, the coupon.
        CLICK        | KEEP      |              | B 1      | C      | D -60          | B 1 by bond
        CLICK        | KEEP      |              | B 1      | C      |                | B 1 by bond
        CLICK        | KEEP      |              |          | C      | D -60          | D 1 by -60
        CLICK        | KEEP      |              |          | C      |                | C 1 by coupon
        # A click strictly later than the binding takes over where the terms say so.
        COUPON       | NEW_CLICK |              | B 1      | C      | D -60          | C 1 by coupon
        COUPON       | NEW_CLICK |              | B 1      |        | D -60          | D 1 by -60
        COUPON       | NEW_CLICK |              | B 1      |        | D -999.999     | D 1 by -999.999
        COUPON       | NEW_CLICK |              | B 1      |        | D -1000        | B 1 by bond
        COUPON       | NEW_CLICK |              | B 1      |        | D -2000        | B 1 by bond
        COUPON       | NEW_CLICK |              | B 1      |        |                | B 1 by bond
        COUPON       | NEW_CLICK |              | B 1      |        | D -60 bot      | B 1 by bond
        COUPON       | NEW_CLICK |              | B 1      |        | D -2000, D -60 | D 1 by -60
        CLICK        | NEW_CLICK |              | B 1      | C      | D -60          | D 1 by -60
        CLICK        | NEW_CLICK |              | B 1      | C      | D -2000        | B 1 by bond
        """)
    void bonds_standInOrder(
            Precedence precedence,
            @Nullable Rebind rebind,
            @Nullable String subscription,
            @Nullable String customer,
            @Nullable String coupon,
            @Nullable String clicks,
            String expected) {
        Visit visit = new Visit();
        visit.precedence = precedence;
        visit.binding = Optional.ofNullable(rebind).map(BondTest::endless);
        visit.couponOf = Optional.ofNullable(coupon).map(Visit::affiliate);
        visit.bonds = bonds(visit, subscription, customer);
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # standings                         | subscription     | customer | clicks | decision
        # Out are the banned and who buys itself; the others keep their parts.
                                            | A 1/3, B 2/3     |          | D -60  | A 1/3 by bond v3, B 2/3 by bond v4
        A banned -9                         | A 1/3, B 2/3     |          | D -60  | B 2/3 by bond v4
        B banned -9                         | A 1/3, B 2/3     |          | D -60  | A 1/3 by bond v3
        B member                            | A 1/3, B 2/3     |          | D -60  | A 1/3 by bond v3
        B none                              | A 1/3, B 2/3     |          | D -60  | A 1/3 by bond v3
        # A pause or an end takes no bound customer away.
        A paused -9; B ended -2000          | A 1/3, B 2/3     |          | D -60  | A 1/3 by bond v3, B 2/3 by bond v4
        # With all of them out it is as if there were none.
        A banned -9; B member               | A 1/3, B 2/3     |          | D -60  | D 1 by -60
        A banned -9                         | A 1              | B 1      | D -60  | B 1 by bond
        A banned -9; B member               | A 1              | B 1      | D -60  | D 1 by -60
        A banned -9; B member               | A 1              | B 1      |        | no_touch
                                            |                  | A 1/4    | D -60  | A 1/4 by bond
        A paused -9                         |                  | A 1      | D -60  | A 1 by bond
        A banned -9                         |                  | A 1      | D -60  | D 1 by -60
        A banned -9                         |                  | A 1      | A -60  | banned
        A banned -99 approved -9            |                  | A 1      | D -60  | A 1 by bond
        """)
    void bound_areAllButTheBannedAndWhoBuysItself(
            @Nullable String standings,
            @Nullable String subscription,
            @Nullable String customer,
            @Nullable String clicks,
            String expected) {
        Visit visit = new Visit().standing(standings);
        visit.customer =
                new Customer(Optional.of(Visit.CUSTOMER), Optional.empty(), Optional.empty(), Optional.empty());
        visit.bonds = bonds(visit, subscription, customer);
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # model     | clicks          | decision
        # The click that decides is asked whether it is new; of several, one is enough.
        LINEAR      | A -2000, B -60  | A 1/2 by -2000, B 1/2 by -60
        LINEAR      | A -2000, A -60  | C 1 by bond
        FIRST_CLICK | A -2000, B -60  | C 1 by bond
        LAST_CLICK  | A -2000, B -60  | B 1 by -60
        """)
    void newClick_isOneThatDecides(Model model, String clicks, String expected) {
        Visit visit = new Visit();
        visit.model = model;
        visit.binding = Optional.of(endless(Rebind.NEW_CLICK));
        visit.bonds = bonds(visit, null, "C 1");
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @Test
    void bonds_areOneOfAKind() {
        Visit visit = new Visit();
        Bond bond = bonds(visit, null, "A 1").getFirst();
        visit.bonds = List.of(bond, bond);
        assertThatThrownBy(visit::claim).hasMessageContaining("more than one of a kind");
    }

    private static BindingPolicy endless(Rebind rebind) {
        return new BindingPolicy(Optional.empty(), Optional.empty(), rebind);
    }

    private static List<Bond> bonds(Visit visit, @Nullable String subscription, @Nullable String customer) {
        List<Bond> bonds = new ArrayList<>();
        if (customer != null) {
            Binding binding = new Binding(Visit.at("-1000"), shares(customer), 1, List.of());
            bonds.add(new Bond(binding, false, visit.enrollments));
        }
        if (subscription != null) {
            List<Share> shares = shares(subscription);
            List<Integer> versions = List.of(3, 4).subList(0, shares.size());
            Binding binding = new Binding(Visit.at("-1000"), shares, 1, versions);
            bonds.add(new Bond(binding, true, visit.enrollments));
        }
        return bonds;
    }

    private static List<Share> shares(String text) {
        return Visit.words(text, ",").stream()
                .map(share -> new Share(
                        Visit.affiliate(share),
                        new Credit.Coupon(new CouponCode("CODE")),
                        Fraction.parse(share.substring(2))))
                .toList();
    }
}
