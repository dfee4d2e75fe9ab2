package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.token.Device;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributorTest {
    private static final AffiliateId ANNA = new AffiliateId(1);
    private static final AffiliateId BERT = new AffiliateId(2);
    private static final PersonTag MEMBER = new PersonTag("member");
    private static final Instant CLICK = Instant.parse("2026-11-01T10:00:00Z");
    private static final long WINDOW = 30L * 86_400;

    @ParameterizedTest
    @CsvSource({
        // seconds after the click, decision
        "-301,    no_touch",
        "-300,    click",
        "0,       click",
        "2591999, click",
        "2592000, click",
        "2592001, outside_window",
    })
    void window_includesBothEnds(long seconds, String expected) {
        assertThat(WINDOW).isEqualTo(2_592_000);
        Claim claim = claim(CLICK.plusSeconds(seconds), Customer.UNKNOWN, Optional.empty(), Precedence.COUPON);
        assertThat(text(Attributor.decide(claim, List.of(touch(ANNA, CLICK, true, approved(ANNA))))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // enrollment's standings (hours from the click), customer, qualified, decision
        "-9 approved,                  ,       true,  click",
        "-9 approved,                  ,       false, not_qualified",
        "-9 applied,                   ,       true,  not_approved",
        "1 approved,                   ,       true,  not_approved",
        "-9 approved;-1 paused,        ,       true,  not_approved",
        "-9 approved;1 paused,         ,       true,  click",
        "-9 approved;1 ended,          ,       true,  click",
        "-9 approved;1 banned,         ,       true,  banned",
        "-9 approved;-8 banned;1 approved,,    true,  not_approved",
        "-9 approved;-2 paused;-1 approved,,   true,  click",
        "-9 approved,                  member, true,  self_referral",
        "-9 approved,                  other,  true,  click",
        "none,                         ,       true,  not_approved",
    })
    void touches_areTakenOut(String standings, @Nullable String customer, boolean qualified, String expected) {
        Optional<PersonTag> tag = Optional.ofNullable(customer).map(PersonTag::new);
        Optional<EnrollmentFacts> enrollment = enrollment(ANNA, standings);
        for (Customer who : List.of(
                new Customer(tag, Optional.empty(), Optional.empty(), Optional.empty()),
                new Customer(Optional.empty(), tag, Optional.empty(), Optional.empty()))) {
            Claim claim = claim(CLICK.plusSeconds(7200), who, Optional.empty(), Precedence.COUPON);
            assertThat(text(Attributor.decide(claim, List.of(touch(ANNA, CLICK, qualified, enrollment)))))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // precedence, owner's standings,         click there, decision
        "COUPON,       -9 approved,               true,        coupon",
        "CLICK,        -9 approved,               true,        click",
        "CLICK,        -9 approved,               false,       coupon",
        "COUPON,       -9 approved;1 paused,      true,        click",
        "COUPON,       -9 approved;1 paused,      false,       no_touch",
        "COUPON,       -9 approved;9 banned,      true,        click",
        "COUPON,       none,                      true,        click",
    })
    void coupon_standsBeforeTheClick(Precedence precedence, String owner, boolean click, String expected) {
        CouponFacts coupon = new CouponFacts(new CouponCode(" bert10 "), BERT, Optional.empty());
        Claim claim = claim(
                CLICK.plusSeconds(7200),
                Customer.UNKNOWN,
                Optional.of(new Claim.Held<>(coupon, enrollment(BERT, owner))),
                precedence);
        List<Touch> touches = click ? List.of(touch(ANNA, CLICK, true, approved(ANNA))) : List.of();
        assertThat(text(Attributor.decide(claim, touches))).isEqualTo(expected);
    }

    @Test
    void lastClick_takesTheLatestThatCounts() {
        Claim claim = claim(CLICK.plusSeconds(7200), Customer.UNKNOWN, Optional.empty(), Precedence.COUPON);
        Attribution decided = Attributor.decide(
                claim,
                List.of(
                        touch(ANNA, CLICK, true, approved(ANNA)),
                        touch(BERT, CLICK.plusSeconds(60), true, enrollment(BERT, "-9 approved;1 banned"))));
        assertThat(((Attributed) decided).shares().getFirst().affiliate()).isEqualTo(ANNA);
    }

    @Test
    void shares_sumToOneAtMost() {
        Share half = new Share(ANNA, new Credit.Coupon(new CouponCode("A")), Fraction.of(1, 2));
        Share most = new Share(BERT, new Credit.Coupon(new CouponCode("A")), Fraction.of(2, 3));
        assertThat(new Attributed(List.of(half)).shares()).containsExactly(half);
        assertThatThrownBy(() -> new Attributed(List.of(half, most))).hasMessageContaining("sum to 7/6");
    }

    @Test
    void couponCodes_compareTrimmedAndWithoutCase() {
        assertThat(new CouponCode(" anna10 ")).isEqualTo(new CouponCode("ANNA10"));
    }

    private static String text(Attribution attribution) {
        return switch (attribution) {
            case Unattributed nobody -> nobody.reason().text();
            case Attributed somebody ->
                switch (somebody.shares().getFirst().credit()) {
                    case Credit.Click click -> "click";
                    case Credit.Coupon coupon -> "coupon";
                    case Credit.Bound bound -> "bound";
                };
        };
    }

    private static Claim claim(
            Instant at, Customer customer, Optional<Claim.Held<CouponFacts>> coupon, Precedence precedence) {
        return new Claim(
                EventName.SALE,
                at,
                customer,
                coupon,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, precedence));
    }

    private static Touch touch(
            AffiliateId affiliate, Instant at, boolean qualified, Optional<EnrollmentFacts> enrollment) {
        VerifiedClick click = new VerifiedClick(
                "token", affiliate, new LinkId(3), Optional.empty(), at, 1, Optional.empty(), Device.DESKTOP, qualified, true);
        return new Touch(click, enrollment);
    }

    private static Optional<EnrollmentFacts> approved(AffiliateId affiliate) {
        return enrollment(affiliate, "-9 approved");
    }

    private static Optional<EnrollmentFacts> enrollment(AffiliateId affiliate, String standings) {
        if (standings.equals("none")) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (String standing : standings.split(";")) {
            String[] parts = standing.split(" ");
            changes.add(new Change(
                    EnrollmentState.parse(parts[1]).orElseThrow(),
                    CLICK.plusSeconds(3600L * Integer.parseInt(parts[0]))));
        }
        return Optional.of(new EnrollmentFacts(affiliate, changes, Set.of(), Set.of(MEMBER), Optional.empty()));
    }
}
