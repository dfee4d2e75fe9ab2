package dev.tributary.domain.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.oracle.History.Affiliate;
import dev.tributary.domain.oracle.History.Amounts;
import dev.tributary.domain.oracle.History.Change;
import dev.tributary.domain.oracle.History.Click;
import dev.tributary.domain.oracle.History.Item;
import dev.tributary.domain.oracle.History.Kind;
import dev.tributary.domain.oracle.History.Money;
import dev.tributary.domain.oracle.History.OrderKey;
import dev.tributary.domain.oracle.History.Pay;
import dev.tributary.domain.oracle.History.Refund;
import dev.tributary.domain.oracle.History.Release;
import dev.tributary.domain.oracle.History.Rule;
import dev.tributary.domain.oracle.History.Said;
import dev.tributary.domain.oracle.History.Sale;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Standing;
import dev.tributary.domain.oracle.History.Status;
import dev.tributary.domain.oracle.History.Step;
import dev.tributary.domain.oracle.History.Terms;
import dev.tributary.domain.oracle.History.Update;
import dev.tributary.domain.oracle.History.Won;
import dev.tributary.domain.oracle.History.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The numbers of the design's own table, and the cases that the random histories once found the two
/// of different minds about, each on engine and oracle.
class CaseTableTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final OrderKey ORDER = new OrderKey("sale", "A-1");

    @ParameterizedTest(name = "{1} % and {2} of {3} {0} is {4}")
    @CsvSource({
        "EUR, 12.5, 0,    9.99, 1.25",
        "EUR, 12.5, 0,    0.36, 0.05",
        "JPY, 10,   0,    1005, 101",
        "EUR, 5,    0,    0.09, 0",
        "EUR, 5,    0,    0.10, 0.01",
        "EUR, 0,    5.00, 0,    5.00",
        "EUR, 10,   5.00, 0.45, 5.05",
        "KWD, 12.5, 0,   0.036, 0.005",
    })
    void pay_isRoundedOnceHalfUp(String currency, String percent, String fixed, String amount, String commission) {
        Setup setup = setup(currency, 30, percent, fixed);
        agrees(setup, List.of(sale(0, amount, List.of())), commission, "0");
    }

    @Test
    void twoLinesUnderOneRule_areRoundedTogether() {
        List<Item> lines = List.of(item("S1", "0.30"), item("S2", "0.30"));
        agrees(setup("EUR", 30, "5", "0"), List.of(sale(0, "0.60", lines)), "0.03", "0");
    }

    /// -3.33, -3.34, -3.33: each is the running total less what is reversed.
    @ParameterizedTest
    @CsvSource({"1, 3.33", "2, 6.67", "3, 10.00"})
    void refundsInThirds_endAtNothing(int refunds, String reversed) {
        List<Step> steps = new ArrayList<>(List.of(sale(0, "99.99", List.of())));
        for (int number = 1; number <= refunds; number++) {
            steps.add(refund(number, "R-" + number, "33.33", false));
        }
        agrees(setup("EUR", 30, "0", "10.00"), steps, "10.00", reversed);
    }

    @Test
    void refundOfWhatWasPaid_isOwed_andTheNextCreditRecoversFirst() {
        List<Step> steps = List.of(
                sale(0, "100.00", List.of()),
                new Money(at(1), Kind.RESERVE, 1, new BigDecimal("10.00")),
                new Money(at(2), Kind.SETTLE, 1, new BigDecimal("10.00")),
                refund(3, "R-1", "100.00", false),
                new Money(at(4), Kind.ADJUST, 1, new BigDecimal("4.00")),
                new Money(at(5), Kind.ADJUST, 1, new BigDecimal("7.50")));
        Setup setup = setup("EUR", 0, "10", "0");
        agrees(setup, steps.subList(0, 4), Map.of("receivable", "-10.00"));
        agrees(setup, steps.subList(0, 5), Map.of("receivable", "-6.00"));
        agrees(setup, steps, Map.of("available", "1.50"));
    }

    /// Rows: what it is about, days of hold, the steps, the balances at the end.
    static Stream<Arguments> judged() {
        Step sale = sale(10, "100.00", List.of());
        Word no = new Word(Status.REJECTED, Optional.empty());
        Word some = new Word(Status.APPROVED, Optional.of(new BigDecimal("60.00")));
        Step late = new Release(at(24 * 90));
        return Stream.of(
                Arguments.of("update waits, hold over", 0, List.of(update(1, "50.00"), sale), Map.of("available", "5")),
                Arguments.of("rejection waits, hold over", 0, List.of(said(1, no), sale), Map.of()),
                Arguments.of(
                        "less approved waits, hold over", 0, List.of(said(1, some), sale), Map.of("available", "6")),
                Arguments.of(
                        "refund waits, hold over",
                        0,
                        List.of(refund(1, "R", "30.00", false), sale),
                        Map.of("available", "7")),
                Arguments.of("update after release", 0, List.of(sale, update(11, "50.00")), Map.of("available", "10")),
                Arguments.of("rejection after release", 0, List.of(sale, said(11, no)), Map.of("available", "10")),
                Arguments.of(
                        "won after a day in which nothing stood",
                        1,
                        List.of(sale, refund(11, "R", "100.00", true), late, won(24 * 91, "R")),
                        Map.of("available", "10")),
                Arguments.of(
                        "update after a day in which nothing stood",
                        1,
                        List.of(sale, refund(11, "R", "100.00", true), late, update(24 * 91, "200.00")),
                        Map.of()),
                Arguments.of(
                        "what an update brought to nothing was never released",
                        0,
                        List.of(
                                update(1, "V", "100.00"),
                                update(2, "W", "0.01"),
                                sale(10, "0", List.of()),
                                update(11, "50.00")),
                        Map.of("available", "5")),
                Arguments.of(
                        "chargeback, won and refund wait",
                        0,
                        List.of(won(2, "C"), refund(3, "R", "40.00", false), refund(1, "C", "100.00", true), sale),
                        Map.of("available", "6")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judged")
    void whatWaitedOrComesLate_isJudgedByTheWords(String about, int hold, List<Step> steps, Map<String, String> end) {
        assertThat(about).isNotEmpty();
        agrees(setup("EUR", hold, "10", "0"), steps, end);
    }

    private static void agrees(Setup setup, List<Step> steps, String amount, String reversed) {
        History history = new History(setup, steps);
        assertThat(AgreementTest.difference(history)).isEmpty();
        BigDecimal commission = new BigDecimal(amount);
        List<Oracle.Commission> found = Oracle.played(history).commissions(ORDER);
        if (commission.signum() == 0) {
            assertThat(found).isEmpty();
            return;
        }
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.amount()).isEqualByComparingTo(commission);
            assertThat(one.reversed()).isEqualByComparingTo(reversed);
        });
    }

    private static void agrees(Setup setup, List<Step> steps, Map<String, String> end) {
        History history = new History(setup, steps);
        assertThat(AgreementTest.difference(history)).isEmpty();
        Map<String, BigDecimal> balances = Oracle.played(history).balances(1);
        balances.keySet().removeAll(List.of(Books.EXPENSE, Books.CASH));
        assertThat(balances).hasSameSizeAs(end);
        end.forEach((account, amount) ->
                assertThat(balances.get(account)).as(account).isEqualByComparingTo(amount));
    }

    private static Instant at(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }

    private static Sale sale(int hours, String amount, List<Item> items) {
        Click click = new Click(1, NOON.minusSeconds(60), 1, true);
        return new Sale(
                at(hours),
                ORDER,
                Optional.of(NOON),
                Optional.of(click),
                List.of(),
                Optional.empty(),
                Optional.of(plain(amount)),
                items,
                Optional.of(new Word(Status.PENDING, Optional.empty())));
    }

    private static Refund refund(int hours, String id, String amount, boolean chargeback) {
        return new Refund(
                at(hours),
                ORDER,
                Optional.of(at(hours)),
                id,
                chargeback,
                Optional.of(new BigDecimal(amount)),
                List.of());
    }

    private static Won won(int hours, String chargeback) {
        return new Won(at(hours), ORDER, Optional.of(at(hours)), chargeback);
    }

    private static Update update(int hours, String amount) {
        return update(hours, "U", amount);
    }

    private static Update update(int hours, String id, String amount) {
        return new Update(at(hours), ORDER, Optional.of(at(hours)), id, plain(amount), List.of());
    }

    private static Said said(int hours, Word word) {
        return new Said(at(hours), ORDER, Optional.of(at(hours)), word);
    }

    private static Amounts plain(String amount) {
        return new Amounts(new BigDecimal(amount), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Item item(String sku, String amount) {
        return new Item(Optional.of(sku), Optional.empty(), 1, new BigDecimal(amount));
    }

    private static Setup setup(String currency, int hold, String percent, String fixed) {
        Rule all = new Rule(
                "all",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                new Pay(new BigDecimal(fixed), new BigDecimal(percent)),
                Optional.empty());
        Instant start = NOON.minus(Duration.ofDays(50));
        return new Setup(
                currency,
                ZoneId.of("Europe/Riga"),
                List.of(new Terms(1, start, 30, false, false, List.of(all), hold, false, 30)),
                Map.of(),
                List.of(new Affiliate(
                        1, List.of(new Change(start, Standing.APPROVED)), Set.of(), Set.of(), Optional.empty())));
    }
}
