package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.terms.AttributionPolicy.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checkouts begin 30 s before the conversion where nothing else is said.
class CheckoutTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # checkout | rule     | clicks                       | decision
        # It began within 24 h before the conversion, both ends included; else it is not counted.
        -86400     | suppress | A -90000, B -5 coupon_site   | A 1 by -90000 others_after_checkout
        -86400.001 | suppress | A -90000, B -5 coupon_site   | B 1 by -5 checkout_ignored
        0          | suppress | A -90, B -5 coupon_site      | B 1 by -5
        0          | suppress | A -90, B 1 coupon_site       | A 1 by -90 others_after_checkout
        0.001      | suppress | A -90, B 1 coupon_site       | B 1 by 1 checkout_ignored
        -99999     | cut 1/4  | A -90, B -5 coupon_site      | B 1 by -5 checkout_ignored
                   | suppress | A -90, B -5 coupon_site      | B 1 by -5
        -30        |          | A -90, B -5 coupon_site      | B 1 by -5
        -99999     |          | A -90, B -5 coupon_site      | B 1 by -5
        # Strictly later, over a listed channel.
        -30        | suppress | A -90, B -30 coupon_site     | B 1 by -30
        -30        | suppress | A -90, B -29.999 coupon_site | A 1 by -90 others_after_checkout
        -30        | suppress | A -90, B -5 browser_extension| A 1 by -90 others_after_checkout
        -30        | suppress | A -90, B -5 newsletter       | B 1 by -5
        -30        | suppress | A -90, B -5                  | B 1 by -5
        -30        | suppress | A -90, B -5 gone             | B 1 by -5
        """)
    void clicks_areLateStrictlyAfterACheckoutThatCounts(
            @Nullable String checkout, @Nullable String rule, String clicks, String expected) {
        Visit visit = new Visit();
        visit.checkout = Optional.ofNullable(checkout).map(Visit::at);
        if (rule != null) {
            visit.afterCheckout(rule);
        }
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # model     | clicks                                           | decision
        # The late click goes, earlier ones of the same affiliate stay.
        LAST_CLICK  | A -90, A -5 coupon_site                          | A 1 by -90
        LAST_CLICK  | A -90, B -80, A -5 coupon_site                   | B 1 by -80 others_after_checkout
        LAST_CLICK  | A -90, B -80, B -5 coupon_site                   | B 1 by -80
        LAST_CLICK  | B -90, A -80, A -5 coupon_site                   | A 1 by -80
        LAST_CLICK  | A -90, B -5 coupon_site, C -4 coupon_site        | A 1 by -90 others_after_checkout
        LAST_CLICK  | A -90, B -6 coupon_site, C -5                    | C 1 by -5
        LAST_CLICK  | A -6 coupon_site                                 | after_checkout
        LAST_CLICK  | A -6 coupon_site, B -5 browser_extension         | after_checkout
        LAST_CLICK  | A -6 coupon_site, B -5 bot                       | after_checkout
        LAST_CLICK  | A -6 coupon_site, A -5                           | A 1 by -5
        FIRST_CLICK | A -90, B -5 coupon_site                          | A 1 by -90
        FIRST_CLICK | A -6 coupon_site, B -5                           | B 1 by -5 others_after_checkout
        LINEAR      | A -90, B -5 coupon_site                          | A 1 by -90 others_after_checkout
        LINEAR      | A -90, B -80, B -5 coupon_site                   | A 1/2 by -90, B 1/2 by -80
        LINEAR      | A -6 coupon_site, B -5                           | B 1 by -5 others_after_checkout
        POSITION    | A -90, B -80, C -70, D -5 coupon_site            | A 2/5 by -90, B 1/5 by -80 others_after_checkout, C 2/5 by -70 others_after_checkout
        POSITION    | A -90, B -80, C -5 coupon_site                   | A 1/2 by -90 others_after_checkout, B 1/2 by -80 others_after_checkout
        # Only what others lost counts as gained: B moved to the end by its own late click's going.
        POSITION    | A -90, B -29 coupon_site, C -28, D -27, B -26    | A 2/5 by -90, C 1/10 by -28, D 1/10 by -27, B 2/5 by -26
        """)
    void suppress_takesLateClicksAway(Model model, String clicks, String expected) {
        assertThat(decide("suppress", model, clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # cut  | model       | clicks                                       | decision
        # The rest goes to the others by the model; without others it is not paid.
        1/4    | LAST_CLICK  | A -5 coupon_site                             | A 1/4 by -5 after_checkout
        1/4    | LAST_CLICK  | A -90, B -5 coupon_site                      | A 3/4 by -90 others_after_checkout, B 1/4 by -5 after_checkout
        1/4    | LAST_CLICK  | A -90, B -80, C -5 coupon_site               | B 3/4 by -80 others_after_checkout, C 1/4 by -5 after_checkout
        # An earlier click of the cut affiliate gets nothing of it.
        1/4    | LAST_CLICK  | A -90, A -5 coupon_site                      | A 1/4 by -5 after_checkout
        1/4    | LAST_CLICK  | A -90, B -80, A -5 coupon_site               | A 1/4 by -5 after_checkout, B 3/4 by -80 others_after_checkout
        1/4    | LAST_CLICK  | B -90, A -80, A -5 coupon_site               | B 3/4 by -90 others_after_checkout, A 1/4 by -5 after_checkout
        # A late click that is not credited changes nothing.
        1/4    | LAST_CLICK  | A -90, B -6 coupon_site, C -5                | C 1 by -5
        1/4    | LAST_CLICK  | A -6 coupon_site, A -5                       | A 1 by -5
        1/4    | FIRST_CLICK | A -90, B -5 coupon_site                      | A 1 by -90
        1/4    | LINEAR      | A -90, B -80, B -5 coupon_site               | A 1/2 by -90, B 1/2 by -80
        # No late click is paid in full: what the rest credits is cut again.
        1/4    | LAST_CLICK  | A -6 coupon_site, B -5 coupon_site           | A 3/16 by -6 after_checkout others_after_checkout, B 1/4 by -5 after_checkout
        1/2    | LAST_CLICK  | A -90, B -6 coupon_site, C -5 coupon_site    | A 1/4 by -90 others_after_checkout, B 1/4 by -6 after_checkout others_after_checkout, C 1/2 by -5 after_checkout
        1/2    | FIRST_CLICK | A -6 coupon_site                             | A 1/2 by -6 after_checkout
        1/2    | FIRST_CLICK | A -6 coupon_site, B -5                       | A 1/2 by -6 after_checkout, B 1/2 by -5 others_after_checkout
        1/2    | LINEAR      | A -90, B -5 coupon_site                      | A 3/4 by -90 others_after_checkout, B 1/4 by -5 after_checkout
        1/2    | LINEAR      | A -90, B -80, C -5 coupon_site               | A 5/12 by -90 others_after_checkout, B 5/12 by -80 others_after_checkout, C 1/6 by -5 after_checkout
        1/2    | LINEAR      | A -90, B -6 coupon_site, C -5 coupon_site    | A 2/3 by -90 others_after_checkout, B 1/6 by -6 after_checkout, C 1/6 by -5 after_checkout
        1/2    | LINEAR      | A -6 coupon_site, B -5 coupon_site           | A 1/4 by -6 after_checkout, B 1/4 by -5 after_checkout
        1/2    | POSITION    | A -90, B -5 coupon_site                      | A 3/4 by -90 others_after_checkout, B 1/4 by -5 after_checkout
        1/2    | POSITION    | A -90, B -80, C -5 coupon_site               | A 1/2 by -90 others_after_checkout, B 3/10 by -80 others_after_checkout, C 1/5 by -5 after_checkout
        1/2    | POSITION    | A -90, B -6 coupon_site, C -5                | A 9/20 by -90 others_after_checkout, B 1/10 by -6 after_checkout, C 9/20 by -5 others_after_checkout
        """)
    void cut_paysLateClicksInPart(String keeps, Model model, String clicks, String expected) {
        assertThat(decide("cut " + keeps, model, clicks)).isEqualTo(expected);
    }

    @Test
    void ignoredCheckout_standsOnEveryShare() {
        Visit visit = new Visit().afterCheckout("suppress");
        visit.model = Model.LINEAR;
        visit.checkout = Optional.of(Visit.at("1"));
        assertThat(visit.decide("A -90, B -5 coupon_site"))
                .isEqualTo("A 1/2 by -90 checkout_ignored, B 1/2 by -5 checkout_ignored");
        visit.couponOf = Optional.of(Visit.affiliate("C"));
        assertThat(visit.decide("A -90, B -5 coupon_site")).isEqualTo("C 1 by coupon");
    }

    private static String decide(String rule, Model model, String clicks) {
        Visit visit = new Visit().afterCheckout(rule);
        visit.model = model;
        visit.checkout = Optional.of(Visit.at("-30"));
        return visit.decide(clicks);
    }
}
