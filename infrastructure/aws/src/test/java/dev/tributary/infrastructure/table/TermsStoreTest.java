package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Terms and coupons on the real local server.
final class TermsStoreTest {
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static final ProgramId PROGRAM = new ProgramId(1);

    private final DynamoTerms terms = new DynamoTerms(TABLE);
    private final DynamoCoupons coupons = new DynamoCoupons(TABLE);

    private static Rule rule(String id, Pay pay, Optional<Integer> hold, Condition... conditions) {
        return new Rule(new RuleId(id), List.of(conditions), pay, hold);
    }

    @Test
    void aVersion_isNeverWrittenAgain() {
        TermsDocument first = TestMarket.terms(1);
        TermsDocument other = full(1);

        assertThat(terms.create(PROGRAM, first)).isEqualTo(new Creation.Created());
        assertThat(terms.create(PROGRAM, other)).isEqualTo(new Creation.AlreadyThere());
        assertThat(terms.find(PROGRAM, 1)).contains(first);
        assertThat(terms.find(PROGRAM, 9)).isEmpty();
    }

    @Test
    void everyKindOfRule_isReadBack() {
        TermsDocument document = full(2);

        assertThat(terms.create(PROGRAM, document)).isEqualTo(new Creation.Created());
        assertThat(terms.find(PROGRAM, 2)).contains(document);
        assertThat(TermsJson.write(TermsJson.read(TermsJson.write(document)))).isEqualTo(TermsJson.write(document));
    }

    @Test
    void unknownCondition_isRefused() {
        String later = TermsJson.write(full(3)).replace("\"skus\"", "\"moons\"");

        assertThatThrownBy(() -> TermsJson.read(later)).hasMessageContaining("condition that is not known");
        assertThatThrownBy(() -> TermsJson.read("{")).hasMessageContaining("damaged");
    }

    private static TermsDocument full(int version) {
        return new TermsDocument(
                version,
                Instant.parse("2026-01-01T00:00:00Z"),
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 45, AttributionPolicy.Precedence.CLICK),
                TermsDocument.PaidUnder.CONVERSION,
                List.of(
                        rule(
                                "season",
                                new Pay.Percent(new BigDecimal("12.5")),
                                Optional.of(7),
                                new Condition.Events(Set.of(EventName.SALE, EventName.LEAD)),
                                new Condition.Dates(Optional.of(LocalDate.parse("2026-11-01")), Optional.empty())),
                        rule(
                                "gold",
                                new Pay.Fixed(Money.of("5.00", TestMarket.EUR)),
                                Optional.empty(),
                                new Condition.Groups(Set.of(new Group("Gold club"))),
                                new Condition.CouponUsed(Set.of(new CouponCode("ANNA10"))),
                                new Condition.CouponUsed(Set.of())),
                        rule(
                                "shoes",
                                new Pay.FixedAndPercent(Money.of("1.00", TestMarket.EUR), BigDecimal.ONE),
                                Optional.empty(),
                                new Condition.Products(Set.of(new Sku("S1"))),
                                new Condition.Categories(Set.of(new Category("shoes"))))),
                30,
                new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 20),
                Money.of("25.00", TestMarket.EUR),
                65);
    }

    @Test
    void coupon_isKeptUnderItsNormalCode_andReplacedAtItsVersion() {
        AffiliateId anna = new AffiliateId(2);
        Coupon coupon = new Coupon(PROGRAM, new CouponCode(" anna10"), anna, Optional.of(new ChannelId(3)), true);

        assertThat(coupons.create(coupon)).isEqualTo(new Creation.Created());
        assertThat(coupons.create(coupon)).isEqualTo(new Creation.AlreadyThere());
        Versioned<Coupon> stored =
                coupons.find(PROGRAM, new CouponCode("Anna10 ")).orElseThrow();
        assertThat(stored.value()).isEqualTo(coupon);
        Coupon disabled = new Coupon(PROGRAM, coupon.code(), anna, coupon.channel(), false);
        assertThat(coupons.replace(stored.with(disabled))).isEqualTo(new Replacement.Replaced());
        assertThat(coupons.replace(stored.with(coupon))).isEqualTo(new Replacement.Stale());
        assertThat(coupons.in(PROGRAM, PageRequest.first(10)).items()).containsExactly(disabled);
        assertThat(coupons.find(new ProgramId(9), coupon.code())).isEmpty();
    }
}
