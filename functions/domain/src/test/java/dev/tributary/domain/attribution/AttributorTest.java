package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts at all, and the coupon. The models are in `CreditedTest`, late clicks in `CheckoutTest`,
/// bindings in `BondTest`.
class AttributorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # days | click                | decision
        30     | A 301                | no_touch
        30     | A 300.001            | no_touch
        30     | A 300                | A 1 by 300
        30     | A 1                  | A 1 by 1
        30     | A 0                  | A 1 by 0
        30     | A -2591999.999       | A 1 by -2591999.999
        30     | A -2592000           | A 1 by -2592000
        30     | A -2592000.001       | outside_window
        30     | A -2592001           | outside_window
        1      | A -86400             | A 1 by -86400
        1      | A -86401             | outside_window
        365    | A -31536000          | A 1 by -31536000
        365    | A -31536001          | outside_window
        """)
    void window_includesBothEnds(int days, String click, String expected) {
        Visit visit = new Visit();
        visit.windowDays = days;
        assertThat(visit.decide(click)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # standings                           | customer | click      | decision
                                              |          | A -60      | A 1 by -60
                                              |          | A -60 bot  | not_qualified
        A none                                |          | A -60      | not_approved
        A banned -9                           |          | A -60      | banned
        A banned -9                           |          | A -60 bot  | not_qualified
        A paused -99; A banned -9             |          | A -60      | banned
        A banned -99 approved -9              |          | A -60      | not_approved
        A banned -99 approved -80             |          | A -60      | A 1 by -60
        A applied -99                         |          | A -60      | not_approved
        A invited -99                         |          | A -60      | not_approved
        A rejected -99                        |          | A -60      | not_approved
        A applied -99 approved -9             |          | A -60      | not_approved
        A applied -99 approved -60            |          | A -60      | A 1 by -60
        A paused -60                          |          | A -60      | not_approved
        A paused -59                          |          | A -60      | A 1 by -60
        A paused -99 approved -80             |          | A -60      | A 1 by -60
        A ended -99                           |          | A -60      | not_approved
        A ended -59                           |          | A -60      | A 1 by -60
        A member                              | customer | A -60      | self_referral
        A member                              | other    | A -60      | A 1 by -60
        A member                              |          | A -60      | A 1 by -60
        A paused -99; A member                | customer | A -60      | not_approved
        A member                              | customer | A -9999999 | self_referral
        """)
    void touches_areTakenOut(@Nullable String standings, @Nullable String customer, String click, String expected) {
        Optional<PersonTag> tag = Optional.ofNullable(customer).map(PersonTag::new);
        for (Customer who : List.of(
                new Customer(tag, Optional.empty(), Optional.empty(), Optional.empty()),
                new Customer(Optional.empty(), tag, Optional.empty(), Optional.empty()))) {
            Visit visit = new Visit().standing(standings);
            visit.customer = who;
            assertThat(visit.decide(click)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # standings                | clicks                           | decision
        # The other clicks of an affiliate and the other affiliates stay.
                                   | A -90, A -60 bot                 | A 1 by -90
                                   | A -9999999, A -60                | A 1 by -60
        A paused -70               | A -90, A -60                     | A 1 by -90
        A paused -95 approved -70  | A -90, A -60                     | A 1 by -60
        A banned -9                | A -60, B -90                     | B 1 by -90
        A none                     | A -60, B -90                     | B 1 by -90
                                   | A 301, A -60                     | A 1 by -60
        # Of several that fail, the latest gives the reason, but none that came after the conversion.
                                   |                                  | no_touch
        A banned -9                | A -60, B -90 bot                 | banned
        A banned -9                | A -90, B -60 bot                 | not_qualified
        A banned -9                | A -60 #a, B -60 bot #b           | not_qualified
        A banned -9                | A -60 #b, B -60 bot #a           | banned
                                   | A -9999999, A -60 bot            | not_qualified
        A paused -99; B banned -9  | A -9999999, A -60, B -9999999    | not_approved
                                   | A -9999999, B 301                | outside_window
                                   | B 9999                           | no_touch
        """)
    void clicks_areJudgedOneByOne(@Nullable String standings, @Nullable String clicks, String expected) {
        assertThat(new Visit().standing(standings).decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # precedence | model      | owner's standing          | clicks       | decision
        COUPON       | LAST_CLICK |                           | A -60        | B 1 by coupon
        COUPON       | LINEAR     |                           | A -60, C -50 | B 1 by coupon
        COUPON       | POSITION   |                           | A -60, B -50 | B 1 by coupon
        COUPON       | LAST_CLICK |                           |              | B 1 by coupon
        COUPON       | LAST_CLICK |                           | A -9999999   | B 1 by coupon
        COUPON       | LAST_CLICK | B paused 0                | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B paused 1                | A -60        | B 1 by coupon
        COUPON       | LAST_CLICK | B paused -99 approved 0   | A -60        | B 1 by coupon
        COUPON       | LAST_CLICK | B ended -1                | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B applied -1              | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B banned 99               | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B none                    | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B member                  | A -60        | A 1 by -60
        COUPON       | LAST_CLICK | B paused -1               | B -60        | B 1 by -60
        COUPON       | LAST_CLICK | B paused -1               |              | no_touch
        COUPON       | LAST_CLICK | B paused -1               | A -60 bot    | not_qualified
        CLICK        | LAST_CLICK |                           | A -60        | A 1 by -60
        CLICK        | LINEAR     |                           | A -60, B -50 | A 1/2 by -60, B 1/2 by -50
        CLICK        | LAST_CLICK |                           |              | B 1 by coupon
        CLICK        | LAST_CLICK |                           | A -9999999   | B 1 by coupon
        CLICK        | LAST_CLICK | B banned -1               | A -9999999   | outside_window
        """)
    void coupon_takesAll_unlessTheProgramSaysClick(
            Precedence precedence, Model model, @Nullable String owner, @Nullable String clicks, String expected) {
        Visit visit = new Visit().standing(owner);
        visit.precedence = precedence;
        visit.model = model;
        visit.couponOf = Optional.of(Visit.affiliate("B"));
        visit.customer =
                new Customer(Optional.of(Visit.CUSTOMER), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # least | model       | clicks            | decision
        10      | LAST_CLICK  | A -9.999          | A 1 by -9.999 too_fast
        10      | LAST_CLICK  | A -10             | A 1 by -10
        10      | LAST_CLICK  | A 0               | A 1 by 0 too_fast
        10      | LAST_CLICK  | A 300             | A 1 by 300 too_fast
        1       | LAST_CLICK  | A 300             | A 1 by 300 too_fast
        0       | LAST_CLICK  | A 300             | A 1 by 300
        0       | LAST_CLICK  | A 0               | A 1 by 0
                | LAST_CLICK  | A 0               | A 1 by 0
        # The click that decides is judged, on its own share.
        10      | LAST_CLICK  | A -90, A -5       | A 1 by -5 too_fast
        10      | FIRST_CLICK | A -90, A -5       | A 1 by -90
        10      | LINEAR      | A -90, B -5       | A 1/2 by -90, B 1/2 by -5 too_fast
        """)
    void tooFast_isStrictlyUnderTheLeastSeconds(@Nullable Integer least, Model model, String clicks, String expected) {
        Visit visit = new Visit();
        visit.leastSeconds = Optional.ofNullable(least);
        visit.model = model;
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # history | model       | rule     | coupon | clicks       | decision
        UNKNOWN   | FIRST_CLICK |          |        | A -60        | A 1 by -60 one_touch
        UNKNOWN   | LINEAR      |          |        | A -60        | A 1 by -60 one_touch
        UNKNOWN   | POSITION    |          |        | A -60        | A 1 by -60 one_touch
        UNKNOWN   | LAST_CLICK  | suppress |        | A -60        | A 1 by -60 one_touch
        UNKNOWN   | LAST_CLICK  |          |        | A -60        | A 1 by -60
        UNKNOWN   | LINEAR      |          |        | A -60, B -9  | A 1/2 by -60, B 1/2 by -9
        UNKNOWN   | LINEAR      |          |        | A -60, A -9  | A 1 by -60
        UNKNOWN   | LINEAR      |          | B      | A -60        | B 1 by coupon
        KNOWN     | LINEAR      |          |        | A -60        | A 1 by -60
        NOT_ASKED | LINEAR      |          |        | A -60        | A 1 by -60
        """)
    void oneTouch_isSaidWhereTheModelAsksForMore(
            Claim.History history,
            Model model,
            @Nullable String rule,
            @Nullable String coupon,
            String clicks,
            String expected) {
        Visit visit = new Visit();
        visit.history = history;
        visit.model = model;
        visit.couponOf = Optional.ofNullable(coupon).map(Visit::affiliate);
        if (rule != null) {
            visit.afterCheckout(rule);
        }
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // conversion's seconds after the click, refused
        "-301, true",
        "-300, false",
        "0,    false",
        "1,    false",
    })
    void beforeClick_isMoreThanTheSkew(long seconds, boolean expected) {
        assertThat(Attributor.isBeforeClick(Visit.SALE.plusSeconds(seconds), Visit.SALE))
                .isEqualTo(expected);
        assertThat(Attributor.SKEW).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void touches_areOneForEachAffiliate() {
        Visit visit = new Visit();
        List<Touch> twice = new ArrayList<>(visit.touches("A -60"));
        twice.addAll(visit.touches("A -9"));
        assertThatThrownBy(() -> Attributor.decide(visit.claim(), twice)).hasMessageContaining("two touches");
        assertThat(visit.touches("A -60, B -9, A -9, A -60"))
                .extracting(touch ->
                        Visit.letter(touch.affiliate()) + touch.clicks().size())
                .containsExactly("A2", "B1");
    }

    @Test
    void shares_sumToOneAtMost() {
        Share half = new Share(Visit.affiliate("A"), new Credit.Coupon(new CouponCode("A")), Fraction.of(1, 2));
        Share most = new Share(Visit.affiliate("B"), new Credit.Coupon(new CouponCode("A")), Fraction.of(2, 3));
        assertThat(new Attributed(List.of(half)).shares()).containsExactly(half);
        assertThatThrownBy(() -> new Attributed(List.of(half, most))).hasMessageContaining("sum to 7/6");
        assertThatThrownBy(() -> new Attributed(Collections.nCopies(2, half))).hasMessageContaining("two shares");
    }

    @Test
    void couponCodes_compareTrimmedAndWithoutCase() {
        assertThat(new CouponCode(" anna10 ")).isEqualTo(new CouponCode("ANNA10"));
    }
}
