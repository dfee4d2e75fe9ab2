package dev.tributary.domain.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.dispute.Claim.Kind;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.dispute.Dispute.Step;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may do what to a dispute in which state, and what time does to it, to the instant.
class DisputeTest {
    private static final Instant OPENED = Instant.parse("2026-11-22T10:15:00.123Z");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final ProgramId PROGRAM = new ProgramId(1);
    private static final AffiliateId ANNA = new AffiliateId(2);

    /// Days of 24 hours and milliseconds since it was opened.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # state            | days | ms | step     | due after days
        open               |    0 |  0 | NOTHING  | 30
        open               |   30 | -1 | NOTHING  | 30
        open               |   30 |  0 | ESCALATE | 30
        open               |   75 |  0 | ESCALATE | 30
        open               |  400 |  0 | ESCALATE | 30
        escalated          |   30 |  0 | NOTHING  | 75
        escalated          |   75 | -1 | NOTHING  | 75
        escalated          |   75 |  0 | ACCEPT   | 75
        escalated          |  400 |  0 | ACCEPT   | 75
        escalated no_order |   75 |  0 | NOTHING  | -
        withdrawn          |  400 |  0 | NOTHING  | -
        accepted           |  400 |  0 | NOTHING  | -
        rejected           |  400 |  0 | NOTHING  | -
        """)
    void step_isDueAtItsInstant_andNotBefore(String state, int days, int millis, Step step, Integer dueAfter) {
        Dispute dispute = opened(missing("A-1")).withState(state(state));

        assertThat(dispute.step(OPENED.plus(Duration.ofDays(days)).plusMillis(millis)))
                .isEqualTo(step);
        assertThat(dispute.due())
                .isEqualTo(Optional.ofNullable(dueAfter).map(after -> OPENED.plus(Duration.ofDays(after))));
    }

    /// Whether one state may follow another.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # from             | open | escalated | escalated no_order | withdrawn | accepted | rejected
        open               | no   | yes       | yes                | yes       | yes      | yes
        escalated          | no   | no        | yes                | yes       | yes      | yes
        escalated no_order | no   | no        | yes                | yes       | yes      | yes
        withdrawn          | no   | no        | no                 | no        | no       | no
        accepted           | no   | no        | no                 | no        | no       | no
        rejected           | no   | no        | no                 | no        | no       | no
        """)
    void state_movesForwardOnly(
            String from,
            String open,
            String escalated,
            String stuck,
            String withdrawn,
            String accepted,
            String rejected) {
        Dispute dispute = opened(missing("A-1")).withState(state(from));
        Map<String, String> all = Map.of(
                "open", open,
                "escalated", escalated,
                "escalated no_order", stuck,
                "withdrawn", withdrawn,
                "accepted", accepted,
                "rejected", rejected);
        all.forEach((to, may) -> {
            if (may.equals("yes")) {
                assertThat(dispute.with(state(to)).state().text()).isEqualTo(to.split(" ")[0]);
            } else {
                assertThatThrownBy(() -> dispute.with(state(to)))
                        .as("%s to %s", from, to)
                        .isInstanceOf(IllegalStateException.class);
            }
        });
    }

    @Test
    void decision_followsFromTheDispute() {
        assertThat(opened(missing("A-1")).dispute().decision())
                .isEqualTo(opened(missing("A-2")).dispute().decision())
                .isNotEqualTo(new Dispute(
                                new DisputeId(8),
                                opened(missing("A-1")).dispute().parties(),
                                missing("A-1"),
                                OPENED,
                                new State.Open())
                        .decision());
    }

    @Test
    void claims_areAboutTheSame_byOrderEventAndCommission() {
        assertThat(missing("A-1").about()).isEqualTo("sale A-1");
        assertThat(credited(Kind.WRONG, Optional.empty()).about()).isEqualTo("sale A-1");
        assertThat(credited(
                                Kind.DECLINED,
                                Optional.of(CommissionId.derive(
                                        new ConversionKey(PROGRAM, new OrderId("A-1"), EventName.SALE).id(),
                                        ANNA,
                                        "base")))
                        .about())
                .startsWith("sale A-1 com_");
    }

    @Test
    void claim_isAboutWhatItsKindIsAbout() {
        assertThatThrownBy(() ->
                        new Claim(Kind.WRONG, missing("A-1").subject(), EventName.SALE, Optional.empty(), "wrong"))
                .hasMessageContaining("kind wrong");
        assertThatThrownBy(() -> new Claim(
                        Kind.MISSING,
                        new Subject.Credited(new OrderId("A-1"), Optional.empty()),
                        EventName.SALE,
                        Optional.empty(),
                        "missing"))
                .hasMessageContaining("kind missing");
        assertThatThrownBy(() -> new Subject.Unseen(Optional.empty(), Optional.empty(), OPENED, euros(1)))
                .hasMessageContaining("order and click");
    }

    @Test
    void openOnes_areOneOfAThing_andTwentyAtMost() {
        OpenDisputes open = OpenDisputes.none(PROGRAM, ANNA);
        for (int number = 1; number <= OpenDisputes.MOST; number++) {
            assertThat(open.isFull()).isFalse();
            open = open.with(dispute(number, missing("A-" + number)));
        }
        assertThat(open.isFull()).isTrue();
        assertThat(open.about(missing("A-3"))).contains(new DisputeId(3));
        assertThat(open.about(missing("A-99"))).isEmpty();
        OpenDisputes full = open;
        assertThatThrownBy(() -> full.with(dispute(21, missing("A-21")))).hasMessageContaining("more than 20");

        OpenDisputes fewer = open.without(dispute(3, missing("A-3")));
        assertThat(fewer.isFull()).isFalse();
        assertThat(fewer.about(missing("A-3"))).isEmpty();
        // Another one about the same, opened since, stays.
        OpenDisputes again = fewer.with(dispute(30, missing("A-3")));
        assertThat(again.without(dispute(3, missing("A-3"))).about(missing("A-3")))
                .contains(new DisputeId(30));
    }

    /// The 40th of a day of UTC is opened, the 41st waits for the next one, whatever was withdrawn.
    @Test
    void openings_areFortyADay_whateverBecameOfThem() {
        Instant last = Instant.parse("2026-11-22T23:59:59Z");
        OpenDisputes open = OpenDisputes.none(PROGRAM, ANNA);
        for (int number = 1; number <= OpenDisputes.MOST_A_DAY; number++) {
            assertThat(open.wait(last)).isEmpty();
            Dispute one = openedAt(number, last);
            open = open.with(one).without(one);
        }
        assertThat(open.wait(last)).contains(Duration.ofSeconds(1));
        OpenDisputes full = open;
        assertThatThrownBy(() -> full.with(openedAt(41, last))).hasMessageContaining("opened is not within");

        Instant next = last.plusSeconds(1);
        assertThat(open.wait(next)).isEmpty();
        OpenDisputes anew = open.with(openedAt(41, next));
        assertThat(anew.daily()).isEqualTo(new OpenDisputes.Daily(LocalDate.parse("2026-11-23"), 1));
        // A slower clock does not begin the day before anew.
        assertThat(anew.with(openedAt(42, last)).daily())
                .isEqualTo(new OpenDisputes.Daily(LocalDate.parse("2026-11-23"), 2));
    }

    /// They stand in one item of 400 KB, however long ids of orders are.
    @Test
    void whatWasGivenFor_isKeptShort_andFoundAgain() {
        String longest = "\u20ac".repeat(128);
        Dispute dispute = dispute(7, missing(longest));
        ConversionKey key = new ConversionKey(PROGRAM, new OrderId(longest), EventName.SALE);
        Ruling byOrder =
                new Ruling(dispute.id(), Ruling.Basis.CREDIT, Optional.of(key), Optional.empty(), Optional.empty());
        OpenDisputes open = OpenDisputes.none(PROGRAM, ANNA).with(dispute).accepting(dispute, byOrder);

        assertThat(open.accepted().keySet()).allMatch(thing -> thing.length() <= 40);
        assertThat(open.accepted(missing(longest), Optional.of(key))).containsExactly(dispute.id());
        assertThat(open.accepted(
                        missing("A-1"), Optional.of(new ConversionKey(PROGRAM, new OrderId("A-1"), EventName.SALE))))
                .isEmpty();
        assertThat(open.hasGivenWithoutOrder()).isFalse();
        Ruling without =
                new Ruling(dispute.id(), Ruling.Basis.UNCREDITED, Optional.empty(), Optional.empty(), Optional.empty());
        OpenDisputes given = OpenDisputes.none(PROGRAM, ANNA).with(dispute).accepting(dispute, without);
        assertThat(given.hasGivenWithoutOrder()).isTrue();
        assertThat(given.accepted(missing(longest), Optional.empty())).containsExactly(dispute.id());
    }

    /// As releases before this one kept them: in words.
    @Test
    void whatWasGivenForBefore_isFoundByItsDigest() {
        Dispute dispute = dispute(7, missing("A 7"));
        ConversionKey key = new ConversionKey(PROGRAM, new OrderId("A 7"), EventName.SALE);
        Map<String, DisputeId> kept = Map.of(
                OpenDisputes.digested("order sale A 7"), dispute.id(),
                OpenDisputes.digested(missing("A-8").about()),
                        dispute(8, missing("A-8")).id());
        OpenDisputes open = new OpenDisputes(PROGRAM, ANNA, Map.of(), kept, OpenDisputes.Daily.NONE, 1);

        assertThat(open.accepted(missing("A-9"), Optional.of(key))).containsExactly(dispute.id());
        assertThat(open.accepted(missing("A-8"), Optional.empty()))
                .containsExactly(dispute(8, missing("A-8")).id());
        assertThat(kept.keySet())
                .allSatisfy(thing -> assertThat(OpenDisputes.digested(thing)).isEqualTo(thing));
    }

    @Test
    void undecidedOrder_isWaitedFor_thirtyDaysAtMost() {
        Dispute dispute = opened(missing("A-1")).dispute();
        Instant end = OPENED.plus(Duration.ofDays(105));
        assertThat(dispute.waitsFor(Obstacle.NOT_DECIDED, end.minusMillis(1))).isTrue();
        assertThat(dispute.waitsFor(Obstacle.NOT_DECIDED, end)).isFalse();
        assertThat(dispute.waitsFor(Obstacle.NO_ORDER, end.minusMillis(1))).isFalse();
    }

    private static Dispute openedAt(long id, Instant at) {
        Dispute one = dispute(id, missing("A-" + id));
        return new Dispute(one.id(), one.parties(), one.claim(), at, one.state());
    }

    private record Opened(Dispute dispute) {
        Dispute withState(State state) {
            return new Dispute(dispute.id(), dispute.parties(), dispute.claim(), dispute.openedAt(), state);
        }
    }

    private static State state(String text) {
        Instant later = OPENED.plus(Duration.ofDays(31));
        return switch (text) {
            case "open" -> new State.Open();
            case "escalated" -> new State.Escalated(later, Optional.empty());
            case "escalated no_order" -> new State.Escalated(later, Optional.of(Obstacle.NO_ORDER));
            case "withdrawn" -> new State.Withdrawn(later, "key_1");
            case "accepted" ->
                new State.Accepted(
                        new Ruling(
                                new DisputeId(7),
                                Ruling.Basis.CREDIT,
                                Optional.of(new ConversionKey(PROGRAM, new OrderId("A-1"), EventName.SALE)),
                                Optional.empty(),
                                Optional.empty()),
                        "It is hers",
                        "key_1",
                        later);
            case "rejected" -> new State.Rejected(Dispute.Rejection.NOT_CREDITED, "No click", "key_1", later);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Opened opened(Claim claim) {
        return new Opened(dispute(7, claim));
    }

    private static Dispute dispute(long id, Claim claim) {
        return new Dispute(
                new DisputeId(id),
                new Dispute.Parties(PROGRAM, new MerchantId(1), ANNA),
                claim,
                OPENED,
                new State.Open());
    }

    private static Claim missing(String order) {
        return new Claim(
                Kind.MISSING,
                new Subject.Unseen(Optional.of(new OrderId(order)), Optional.empty(), OPENED, euros(10_000)),
                EventName.SALE,
                Optional.empty(),
                "She bought it");
    }

    private static Claim credited(Kind kind, Optional<CommissionId> commission) {
        return new Claim(
                kind, new Subject.Credited(new OrderId("A-1"), commission), EventName.SALE, Optional.empty(), "It is");
    }

    private static Money euros(long minor) {
        return new Money(minor, EUR);
    }
}
