package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/// What an affiliate's own group, tags, pay and channels come to: the terms pay 15 % to vip, 30 % on
/// newsletters, 10 % to everybody.
class OwnTermsTest {
    private static final ChannelId LETTER = new ChannelId(5);
    private static final ChannelId SITE = new ChannelId(6);
    private final Till till = new Till(new TestMarket(Till.TABLE, 3, terms()));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # group, tag, pay, pay of the link, paid of 100.00
        -,       -,   -,   -,               1 1000/0/0
        vip,     -,   -,   -,               1 1500/0/0
        gold,    vip, -,   -,               1 1500/0/0
        -,       vip, 12,  -,               1 1200/0/0
        -,       -,   12,  20,              1 2000/0/0
        -,       -,   -,   20,              1 2000/0/0
        """)
    void enrollment_isPaidByItsOwn(
            @Nullable String group,
            @Nullable String tag,
            @Nullable String pay,
            @Nullable String linkPay,
            String balance) {
        // The click of an affiliate is through the link of its number.
        Map<LinkId, Pay> links = linkPay == null ? Map.of() : Map.of(new LinkId(1), percent(linkPay));
        change(
                Optional.ofNullable(group),
                Optional.ofNullable(tag).map(Group::new).stream().collect(Collectors.toSet()),
                Optional.ofNullable(pay).map(OwnTermsTest::percent),
                links);
        assertThat(till.deliver(till.market.sale("E-1", 1, "100.00"))).isEmpty();
        assertThat(till.balance(1)).isEqualTo(balance);
    }

    @Test
    void payOfAnotherLink_isNotItsOwn() {
        change(Optional.empty(), Set.of(), Optional.empty(), Map.of(new LinkId(99), percent("20")));
        assertThat(till.deliver(till.market.sale("L-1", 1, "100.00"))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    @Test
    void channel_isOfTheKindThatItsAffiliateNames() {
        affiliateWithChannels();
        coupon("LETTER", LETTER);
        coupon("SITE", SITE);
        coupon("GONE", new ChannelId(7));
        assertThat(till.deliver(till.market.saleWithCoupon("C-1", "LETTER", "100.00")))
                .isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 3000/0/0");
        assertThat(till.deliver(till.market.saleWithCoupon("C-2", "SITE", "100.00")))
                .isEmpty();
        assertThat(till.balance(1)).isEqualTo("2 4000/0/0");
        // Of a channel that the affiliate names no more nothing is known.
        assertThat(till.deliver(till.market.saleWithCoupon("C-3", "GONE", "100.00")))
                .isEmpty();
        assertThat(till.balance(1)).isEqualTo("3 5000/0/0");
    }

    @Test
    void affiliate_isReadOncePerBatch_andOnlyWhereItIsEnrolled() {
        Reads reads = new Reads();
        assertThat(till.deliver(
                        till.handler(reads),
                        List.of(
                                till.message(till.market.sale("R-1", 1, "10.00")),
                                till.message(till.market.sale("R-2", 1, "10.00")),
                                till.message(till.market.sale("R-3", 2, "10.00")),
                                till.message(till.market.sale("R-4", 9, "10.00")))))
                .isEmpty();
        assertThat(reads.keys)
                .containsExactlyInAnyOrder("F#" + till.market.affiliate(1), "F#" + till.market.affiliate(2));
    }

    private void change(Optional<String> group, Set<Group> tags, Optional<Pay> pay, Map<LinkId, Pay> linkPay) {
        DynamoEnrollments enrollments = new DynamoEnrollments(Till.TABLE);
        Versioned<Enrollment> read =
                enrollments.find(till.market.program, till.market.affiliate(1)).orElseThrow();
        Enrollment before = read.value();
        enrollments.replace(read.with(new Enrollment(
                before.program(),
                before.affiliate(),
                before.history(),
                group,
                tags,
                before.members(),
                before.minimumPayout(),
                pay,
                linkPay,
                before.recognition(),
                Optional.empty())));
    }

    private void affiliateWithChannels() {
        new DynamoAffiliates(Till.TABLE)
                .create(new Affiliate(till.market.affiliate(1), "Anna", Instant.EPOCH)
                        .with(List.of(
                                new Channel(LETTER, ChannelKind.NEWSLETTER, "Anna's letter"),
                                new Channel(SITE, ChannelKind.WEBSITE, "anna.example"))));
    }

    private void coupon(String code, ChannelId channel) {
        new DynamoCoupons(Till.TABLE)
                .create(new Coupon(
                        till.market.program,
                        new CouponCode(code),
                        till.market.affiliate(1),
                        Optional.of(channel),
                        true));
    }

    private static Pay percent(String percent) {
        return new Pay.Percent(new BigDecimal(percent));
    }

    private static TermsDocument terms() {
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(
                        rule("vip", "15", new Condition.Groups(Set.of(new Group("vip")))),
                        rule("letter", "30", new Condition.Channels(Set.of(ChannelKind.NEWSLETTER))),
                        rule("base", "10")),
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65);
    }

    private static Rule rule(String id, String percent, Condition... conditions) {
        return new Rule(new RuleId(id), List.of(conditions), percent(percent), Optional.empty());
    }

    /// The partitions of affiliates that are read.
    private static final class Reads implements ExecutionInterceptor {
        final List<String> keys = new ArrayList<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof GetItemRequest get) {
                String key = Objects.requireNonNull(get.key().get("pk")).s();
                if (key.startsWith("F#")) {
                    keys.add(key);
                }
            }
        }
    }
}
