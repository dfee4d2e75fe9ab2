package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.notice.OrderNotices;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sales that a browser tells of: seen as pending, worth nothing until the merchant says so, and never in the way of
/// what the merchant says.
class UnprovenTest {
    private final Shop shop = new Shop();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // p: from the pixel; s: from the server; then the amount.  10 % are paid
        "p100,                      unproven pending 100.00,    0.00,  waiting",
        "p100 p100,                 unproven pending 100.00,    0.00,  waiting duplicate",
        "p100 p999,                 unproven pending 100.00,    0.00,  waiting duplicate",
        "p100 s80,                  converted approved 80.00,   8.00,  duplicate converted",
        "p100 s100,                 converted approved 100.00, 10.00,  duplicate converted",
        "p100 s80 s80,              converted approved 80.00,   8.00,  duplicate converted duplicate",
        "p100 s80 s100,             converted approved 80.00,   8.00,  duplicate converted conflict",
        "p100 s80 p100,             converted approved 80.00,   8.00,  duplicate converted duplicate",
        "s80 p999,                  converted approved 80.00,   8.00,  converted duplicate",
        "s80 reject p999,           converted rejected 80.00,   0.00,  converted updated duplicate",
        "p100 approve,              converted approved 100.00, 10.00,  duplicate converted",
        // what was approved before a page told of it was not what the page tells of
        "approve p100,              unproven pending 100.00,    0.00,  waiting waiting",
        "approve p100 approve,      converted approved 100.00, 10.00,  duplicate duplicate converted",
        "approve p999 s80,          converted approved 80.00,   8.00,  duplicate duplicate converted",
        "approve40 p999 s80,        converted approved 80.00,   8.00,  conflict duplicate converted",
        "p100 approve approve,      converted approved 100.00, 10.00,  duplicate converted duplicate",
        "p100 approve s100,         converted approved 100.00, 10.00,  duplicate converted duplicate",
        "p100 approve s80,          converted approved 100.00, 10.00,  duplicate converted conflict",
        "p100 approve40,            converted approved 100.00,  4.00,  duplicate converted",
        "p100 approve101,           unproven pending 100.00,    0.00,  waiting rejected",
        "p100 pending,              unproven pending 100.00,    0.00,  waiting duplicate",
        "p100 reject,               converted rejected 100.00,  0.00,  duplicate converted",
        "reject p100,               converted rejected 100.00,  0.00,  converted duplicate",
        "p100 reject approve,       converted rejected 100.00,  0.00,  duplicate converted conflict",
        "p100 refund30,             unproven pending 100.00,    0.00,  waiting waiting",
        "p100 refund30 s90,         converted approved 90.00,   6.00,  duplicate reversed converted",
        "refund30 p100 s90,         converted approved 90.00,   6.00,  reversed duplicate converted",
        "p100 refund30 approve,     converted approved 100.00,  7.00,  duplicate reversed converted",
        "p100 refund200 s90,        converted approved 90.00,   9.00,  duplicate rejected converted",
        "p100 update50 s90,         converted approved 90.00,   5.00,  duplicate updated converted",
        "p100 won s90,              converted approved 90.00,   9.00,  duplicate waiting converted",
    })
    void callsInThisOrder_endAs(String calls, String order, String earned, String results) {
        List<Postback> said =
                Arrays.stream(calls.split(" ", -1)).map(this::call).toList();

        assertThat(standing()).isEqualTo(calls.contains("update50") ? order.replace("90.00", "50.00") : order);
        assertThat(earned()).isEqualTo(earned);
        assertThat(said.stream().map(this::result).collect(Collectors.joining(" ")))
                .isEqualTo(results);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "p999 s80,                   converted approved 80.00, 8.00",
        "p999 p5 s80 s80,            converted approved 80.00, 8.00",
        "p999 s80 refund30 refund20, converted approved 80.00, 3.00",
        "p999 s80 update60 refund30, converted approved 60.00, 3.00",
        "p80 s80 approve refund30,   converted approved 80.00, 5.00",
        "p80 s80 reject refund30,    converted rejected 80.00, 0.00",
    })
    void callsInAnyOrder_endAsOne(String calls, String order, String earned) {
        for (List<String> permutation : permutations(List.of(calls.split(" ", -1)))) {
            shop.state = Optional.empty();
            shop.account = Optional.empty();
            permutation.forEach(this::call);
            assertThat(standing()).as(permutation.toString()).isEqualTo(order);
            assertThat(earned()).as(permutation.toString()).isEqualTo(earned);
        }
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 0", "AUTO, 30", "MANUAL, 30"})
    void unproven_isNeverApprovedByTime_andEndsWhenNobodyCanProveIt(ValidationPolicy.Mode mode, int hold) {
        shop.validation = new ValidationPolicy(mode, 30);
        shop.holdDays = hold;
        shop.call(shop.sale("1.00"));
        shop.state = Optional.empty();
        int before = shop.entries.size();
        Postback pixel = call("p100");

        for (int day = 0; day < 100; day++) {
            shop.now = shop.now.plus(Duration.ofDays(1)).minusSeconds(day == 99 ? 1 : 0);
            assertThat(Orders.due(shop.state.orElseThrow(), shop.context(), shop.accounts()))
                    .isInstanceOf(Outcome.AlreadyRecorded.class);
            assertThat(standing()).isEqualTo("unproven pending 100.00");
        }
        assertThat(shop.state.orElseThrow().validation().orElseThrow().approves())
                .isEmpty();

        shop.now = shop.now.plusSeconds(1);
        assertThat(shop.state.orElseThrow().due()).contains(shop.now);
        Outcome end = Orders.due(shop.state.orElseThrow(), shop.context(), shop.accounts());
        assertThat(end).isInstanceOf(Outcome.Recorded.class);
        shop.state = Optional.of(((Outcome.Recorded) end).order());
        assertThat(standing()).isEqualTo("unproven rejected 100.00");
        assertThat(shop.state.orElseThrow().result(pixel.receipt())).contains(Result.rejected(Reason.UNPROVEN));
        assertThat(shop.state.orElseThrow().due()).isEmpty();
        assertThat(shop.entries).hasSize(before);
    }

    /// Where the terms look at earlier clicks, either call waits for them; `+` is the time that it takes.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "p100 +,          unproven pending 100.00,    0.00,  waiting",
        "p100 s80 +,      converted approved 80.00,   8.00,  duplicate converted",
        "p100 + s80 +,    converted approved 80.00,   8.00,  duplicate converted",
        "s80 p100 +,      converted approved 80.00,   8.00,  converted duplicate",
        "s80 + p100,      converted approved 80.00,   8.00,  converted duplicate",
        "p100 approve +,  converted approved 100.00, 10.00,  duplicate converted",
        "p100 + approve,  converted approved 100.00, 10.00,  duplicate converted",
        "p100 refund30 s90 +, converted approved 90.00, 6.00, duplicate reversed converted",
    })
    void callsThatWaitForClicks_endAlike(String calls, String order, String earned, String results) {
        shop.model = AttributionPolicy.Model.LINEAR;
        List<Postback> said = new ArrayList<>();
        for (String call : calls.split(" ", -1)) {
            if (call.equals("+")) {
                assertThat(shop.state.orElseThrow().stage()).isEqualTo(Stage.DECIDING);
                shop.now = shop.now.plus(OrderState.DECIDING_LASTS).plusSeconds(1);
                shop.due();
            } else {
                said.add(call(call));
            }
        }

        assertThat(standing()).isEqualTo(order);
        assertThat(earned()).isEqualTo(earned);
        assertThat(said.stream().map(this::result).collect(Collectors.joining(" ")))
                .isEqualTo(results);
    }

    /// Whoever floods a program with large sales lifts no tier, reaches no bonus and uses no cap.
    @Test
    void unproven_isSeen_butMovesAndCountsNothing_andNobodyIsTold() {
        shop.rules = List.of(new Rule(
                new RuleId("base"),
                List.of(),
                new Pay.Tiered(
                        Measure.REVENUE,
                        Period.Length.MONTH,
                        Pay.Tiered.Mode.RETROACTIVE,
                        List.of(
                                new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                                new Pay.Step(100_000, new Pay.Percent(new BigDecimal("10"))))),
                Optional.empty()));
        call("p99999");
        OrderState seen = shop.state.orElseThrow();
        assertThat(seen.affiliates()).containsExactly(Shop.ANNA);
        assertThat(OrderFigures.of(seen).orElseThrow().kind()).isEqualTo(OrderFigures.Kind.GONE);
        assertThat(OrderNotices.of(seen, new MerchantId(9))).isEmpty();
        assertThat(shop.account).isEmpty();

        shop.order = "A-2";
        shop.state = Optional.empty();
        call("s100");
        assertThat(earned()).isEqualTo("5.00");
    }

    @Test
    void statusOfACallWithoutProof_isNotHeard() {
        Postback said = shop.postback(
                shop.sale(Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.APPROVED))));
        shop.deliver(new Postback(said.event(), said.receipt(), said.receivedAt(), false));

        assertThat(standing()).isEqualTo("unproven pending 100.00");
        assertThat(shop.account).isEmpty();
    }

    @Test
    void otherCallsWithoutProof_areNone() {
        List<ConversionEvent> events = List.of(
                shop.refund("R-1", "1.00"), shop.update("U-1", "1.00"), shop.status(Status.APPROVED), shop.won("C-1"));
        for (ConversionEvent event : events) {
            Postback said = shop.postback(event);
            assertThatThrownBy(() -> new Postback(event, said.receipt(), said.receivedAt(), false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void repeatsWithoutProof_leaveRoomForWhatTheMerchantSays() {
        call("s80");
        for (int repeat = 0; repeat < OrderState.MOST_NOTED; repeat++) {
            call("p" + (100 + repeat));
        }
        assertThat(shop.state.orElseThrow().receipts()).hasSize(1 + OrderState.MOST_NOTED / 2);

        Postback other = call("s81");
        assertThat(result(other)).isEqualTo("conflict");
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        // what the edge answers from what is committed
        "p100,         p999,      Same",
        "p100,         s100,      New",
        "p100,         s80,       New",
        "p100,         pending,   New",
        "p100,         approve,   New",
        "p100,         reject,    New",
        "p100,         refund200, New",
        "p100,         update50,  New",
        "p100,         won,       New",
        "p100 refund9, refund9,   Same",
        "p100 refund9, refund8,   Different",
        "s80,          p999,      Same",
        "p100 s80,     s100,      Different",
        "p100 s80,     s80,       Same",
        "p100 approve, s80,       Different",
        "p100 reject,  approve,   Closed",
        "refund9,      p100,      New",
        "approve p100, approve,   New",
    })
    void answerOfTheEdge_is(String before, String call, String answer) {
        Arrays.stream(before.split(" ", -1)).forEach(this::call);
        assertThat(Committed.check(shop.state.orElseThrow(), postback(call), Map.of(), shop.now)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(answer);
    }

    private Postback call(String call) {
        Postback postback = postback(call);
        shop.deliver(postback);
        return postback;
    }

    private Postback postback(String call) {
        String name = call.replaceAll("[0-9]", "");
        String amount = call.substring(name.length());
        Postback proven = shop.postback(
                switch (name) {
                    case "p", "s" -> shop.sale(amount);
                    case "approve" ->
                        shop.status(new Verdict(
                                Status.APPROVED,
                                Optional.of(amount)
                                        .filter(text -> !text.isEmpty())
                                        .map(shop::money),
                                Optional.empty()));
                    case "pending" -> shop.status(Status.PENDING);
                    case "reject" -> shop.status(Status.REJECTED);
                    case "refund" -> shop.refund(amount.equals("8") ? "R-9" : "R-" + amount, amount);
                    case "update" -> shop.update("U-1", amount);
                    case "won" -> shop.won("C-1");
                    default -> throw new IllegalArgumentException(call);
                });
        return name.equals("p") ? new Postback(proven.event(), proven.receipt(), proven.receivedAt(), false) : proven;
    }

    private String result(Postback postback) {
        return shop.state.orElseThrow().receipts().stream()
                .filter(line -> line.isOf(postback))
                .map(line -> line.result().kind())
                .map(Kind::text)
                .collect(Collectors.joining("+"));
    }

    /// `converted approved 80.00`, with the amount before refunds.
    private String standing() {
        OrderState state = shop.state.orElseThrow();
        return state.stage().text() + " "
                + state.validation().orElseThrow().at(shop.now).text() + " "
                + state.sale().orElseThrow().content().amount().amount();
    }

    private String earned() {
        return shop.account.map(account -> account.pendingTotal().amount()).orElse("0.00");
    }

    private static List<List<String>> permutations(List<String> calls) {
        if (calls.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> all = new ArrayList<>();
        for (int first = 0; first < calls.size(); first++) {
            List<String> rest = new ArrayList<>(calls);
            String call = rest.remove(first);
            permutations(rest).forEach(tail -> {
                List<String> whole = new ArrayList<>(List.of(call));
                whole.addAll(tail);
                all.add(whole);
            });
        }
        return all;
    }
}
