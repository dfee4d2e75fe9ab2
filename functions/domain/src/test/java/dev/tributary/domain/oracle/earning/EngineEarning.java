package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earned;
import dev.tributary.domain.commission.Earnings;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Situation.Counter;
import dev.tributary.domain.oracle.earning.Situation.Order;
import dev.tributary.domain.oracle.earning.Situation.Person;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the engine says that a situation earns, in the oracle's words.
final class EngineEarning {
    private static final LocalDate RATED = LocalDate.of(2026, 1, 2);

    private final Situation situation;
    private final CurrencyCode currency;
    private final EngineTerms terms;

    private EngineEarning(Situation situation) {
        this.situation = situation;
        currency = new CurrencyCode(situation.currency());
        terms = new EngineTerms(currency);
    }

    static List<Earning.Paid> of(Situation situation) {
        return new EngineEarning(situation).paid();
    }

    private List<Earning.Paid> paid() {
        List<Earnings.Entitled> shares = new ArrayList<>();
        for (Share share : situation.shares()) {
            shares.add(new Earnings.Entitled(captured(share), terms.document(share.terms())));
        }
        return Earnings.of(base(), shares).stream().map(this::paid).toList();
    }

    /// What is reversed of a commission in all when so much of each line is left.
    static BigDecimal reversed(Situation situation, Earning.Paid paid, List<Exact> left) {
        EngineEarning engine = new EngineEarning(situation);
        Commission commission = new Commission(
                CommissionId.derive(
                        new ConversionId(Digest128.of("sale")), new AffiliateId(paid.affiliate()), paid.rule()),
                new AffiliateId(paid.affiliate()),
                new RuleId(paid.rule()),
                new Pay.Percent(BigDecimal.TEN),
                paid.lines(),
                engine.terms.money(paid.amount()),
                Money.zero(engine.currency),
                new Maturity(Instant.EPOCH, LocalDate.EPOCH, false));
        return commission
                .reversedAt(
                        engine.base().lines(),
                        left.stream().map(EngineEarning::fraction).toList())
                .toBigDecimal();
    }

    private Earning.Paid paid(Earned earned) {
        return new Earning.Paid(
                Math.toIntExact(earned.affiliate().bits()),
                earned.rule().text(),
                earned.lines(),
                exact(earned.full()),
                exact(earned.limited()),
                exact(earned.shared()),
                exact(earned.capped()),
                earned.amount().toBigDecimal());
    }

    private Exact exact(Fraction minor) {
        BigDecimal units = new BigDecimal(minor.numerator()).movePointLeft(currency.decimals());
        return new Exact(units, new BigDecimal(minor.denominator()));
    }

    private Base base() {
        Order order = situation.order();
        CurrencyCode own = new CurrencyCode(order.currency());
        EngineTerms sent = new EngineTerms(own);
        Optional<Amounts> amounts = order.amounts()
                .map(of -> new Amounts(
                        sent.money(of.amount()),
                        of.tax().map(sent::money),
                        of.shipping().map(sent::money),
                        of.fee().map(sent::money)));
        List<Item> items = order.lines().stream()
                .map(line -> new Item(
                        line.sku().map(Sku::new),
                        line.category().map(Category::new),
                        line.quantity(),
                        sent.money(line.amount())))
                .toList();
        Optional<Exchange> exchange =
                order.rate().map(rate -> new Exchange(own, currency, fraction(rate), RATED, Exchange.Source.ECB));
        return Base.of(OrderContent.of(amounts, items, own), exchange);
    }

    private Captured captured(Share share) {
        Person person = share.person();
        RuleFacts facts = new RuleFacts(
                new EventName(situation.event()),
                situation.at().atZone(situation.zone()).toLocalDateTime(),
                person.groups().stream().map(Group::new).collect(Collectors.toSet()),
                person.coupon().map(CouponCode::new),
                person.channel().map(text -> ChannelKind.valueOf(text.toUpperCase(Locale.ROOT))),
                situation.isNew(),
                person.country().map(CountryCode::new),
                person.device().map(text -> Device.valueOf(text.toUpperCase(Locale.ROOT))));
        SortedMap<Tally, Long> tallies = new TreeMap<>();
        share.counted().forEach((counter, count) -> tallies.put(tally(counter), count(counter, count)));
        return new Captured(
                new Attribution.Share(
                        new AffiliateId(share.affiliate()),
                        new Attribution.Credit.Coupon(new CouponCode("ANNA10")),
                        fraction(share.part())),
                1,
                facts,
                share.override().map(terms::pay),
                tallies,
                share.firstCharge());
    }

    private static Tally tally(Counter counter) {
        Period period = Period.parse(counter.period());
        return counter.what().equals("cap")
                ? Tally.cap(counter.rule(), period)
                : Tally.of(Measure.valueOf(counter.what().toUpperCase(Locale.ROOT)), period);
    }

    private long count(Counter counter, BigDecimal count) {
        boolean money = counter.what().equals("cap") || counter.what().equals("revenue");
        return money ? terms.money(count).minor() : count.longValueExact();
    }

    private static Fraction fraction(Exact exact) {
        int scale = Math.max(0, Math.max(exact.over().scale(), exact.under().scale()));
        BigInteger over = exact.over().movePointRight(scale).toBigIntegerExact();
        return Fraction.of(over, exact.under().movePointRight(scale).toBigIntegerExact());
    }
}
