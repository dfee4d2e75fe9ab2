package dev.tributary.infrastructure.local.bench;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earned;
import dev.tributary.domain.commission.Earnings;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What terms make of a conversion: every step from the base to the cent, which is the explanation, and
/// the same with its sentences. Three kinds of terms, amounts that change from call to call.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class TermsDecisions {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final LocalDateTime AT = LocalDateTime.parse("2026-11-22T10:15:00");
    private static final int ORDERS = 1 << 10;

    @Param({"one rule of 10 %", "ten rules, a tier, limits and a cap", "split between three"})
    public String terms = "";

    private final List<OrderContent> contents = new ArrayList<>();
    private List<Entitled> shares = List.of();
    private int next;

    @Setup
    public void fill() {
        boolean rich = terms.startsWith("ten");
        TermsDocument document = rich ? rich() : document(List.of(rule("base", List.of(), percent("10"))), List.of());
        for (int order = 0; order < ORDERS; order++) {
            contents.add(rich ? basket(order) : OrderContent.of(amounts(order), List.of(), EUR));
        }
        shares = terms.startsWith("split")
                ? List.of(
                        entitled(1, Fraction.of(1, 3), document),
                        entitled(2, Fraction.of(1, 3), document),
                        entitled(3, Fraction.of(1, 3), document))
                : List.of(entitled(1, Fraction.ONE, document));
    }

    @Benchmark
    public List<Earned> decided() {
        return Earnings.of(Base.of(content(), Optional.empty()), shares);
    }

    @Benchmark
    public String decidedAndSaid() {
        OrderContent content = content();
        Earned earned = Earnings.of(Base.of(content, Optional.empty()), shares).getFirst();
        ConversionKey key = new ConversionKey(new ProgramId(1), new OrderId("A-1"), EventName.SALE);
        Commission commission = new Commission(
                Commission.id(key.id(), earned.affiliate(), earned.rule()),
                earned.affiliate(),
                earned.rule(),
                earned.pay(),
                earned.lines(),
                earned.amount(),
                Money.zero(EUR),
                new Maturity(Instant.EPOCH, LocalDate.EPOCH, false));
        return Explanation.of(commission, content, Optional.empty(), shares).sentence(Language.ENGLISH);
    }

    private OrderContent content() {
        next = (next + 1) % ORDERS;
        return contents.get(next);
    }

    /// The counter stands below a step that some orders pass.
    private static Entitled entitled(long affiliate, Fraction part, TermsDocument document) {
        TreeMap<Tally, Long> counted = new TreeMap<>();
        document.tallies(AT.toLocalDate()).forEach(tally -> counted.put(tally, 99_000L));
        RuleFacts facts = new RuleFacts(
                EventName.SALE,
                AT,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty());
        Share share =
                new Share(new AffiliateId(affiliate), new Credit.Coupon(new CouponCode("ANNA10")), part, Set.of());
        return new Entitled(new Captured(share, 1, facts, Optional.empty(), counted, Optional.empty()), document);
    }

    private static Optional<Amounts> amounts(int order) {
        return Optional.of(new Amounts(
                new Money(10_000 + order * 37L, EUR),
                Optional.of(new Money(2_100, EUR)),
                Optional.of(new Money(500, EUR)),
                Optional.empty()));
    }

    private static OrderContent basket(int order) {
        List<Item> items = new ArrayList<>();
        for (int line = 0; line < 3; line++) {
            items.add(new Item(
                    Optional.of(new Sku("S" + line)),
                    Optional.of(new Category("kind" + (order + line) % 8)),
                    1,
                    new Money(2_000 + order, EUR)));
        }
        return OrderContent.of(amounts(order), items, EUR);
    }

    private static TermsDocument rich() {
        List<Rule> rules = new ArrayList<>();
        rules.add(rule("new", List.of(new Condition.NewCustomer(true)), new Pay.Fixed(new Money(500, EUR))));
        for (int number = 0; number < 8; number++) {
            rules.add(rule(
                    "kind" + number,
                    List.of(
                            new Condition.Events(Set.of(EventName.SALE)),
                            new Condition.Dates(Optional.of(LocalDate.parse("2026-11-01")), Optional.empty()),
                            new Condition.Categories(Set.of(new Category("kind" + number)))),
                    percent(Integer.toString(4 + number))));
        }
        rules.add(rule(
                "base",
                List.of(),
                new Pay.Tiered(
                        Measure.REVENUE,
                        Period.Length.MONTH,
                        Pay.Tiered.Mode.MARGINAL,
                        List.of(
                                new Pay.Step(0, percent("5")),
                                new Pay.Step(100_000, percent("7")),
                                new Pay.Step(500_000, percent("10"))))));
        return document(rules, List.of(new Cap(Optional.empty(), Period.Length.DAY, new Money(1_000_000, EUR))));
    }

    private static Pay.Percent percent(String number) {
        return new Pay.Percent(new BigDecimal(number));
    }

    private static Rule rule(String id, List<Condition> conditions, Pay pay) {
        return new Rule(new RuleId(id), conditions, pay, Optional.empty());
    }

    private static TermsDocument document(List<Rule> rules, List<Cap> caps) {
        Limits limits = caps.isEmpty()
                ? Limits.NONE
                : new Limits(Optional.of(new Money(10, EUR)), Optional.of(new Money(500_000, EUR)));
        TermsDocument none = TermsDocument.none(EUR);
        return new TermsDocument(
                1,
                Instant.EPOCH,
                none.attribution(),
                TermsDocument.PaidUnder.CLICK,
                rules,
                limits,
                caps,
                Optional.empty(),
                TermsDocument.DEFAULT_HOLD_DAYS,
                ValidationPolicy.AUTO,
                Money.zero(EUR),
                TermsDocument.DEFAULT_PAYS_WITHIN_DAYS,
                List.of());
    }
}
