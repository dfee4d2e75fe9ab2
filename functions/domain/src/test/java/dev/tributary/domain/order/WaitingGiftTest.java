package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.FourEyes;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.RulingPosting;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.AdjustmentAuthors;
import dev.tributary.domain.payout.AdjustmentAuthors.Given;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.PlanTotals;
import dev.tributary.domain.payout.Planning;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.SealedField;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Money that somebody gave to a commission which waits comes to Available by an entry that does not name it:
/// with its day, or with the commission's approval. Who gave it does not approve the run that pays it.
class WaitingGiftTest {
    private final Shop shop = new Shop();
    private final List<Decision> decisions = new ArrayList<>();

    WaitingGiftTest() {
        shop.validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
        shop.call(shop.sale(Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.PENDING))));
    }

    @Test
    void comesWithItsDay_alsoWithOneThatItWasMovedTo() {
        give("boss");
        long given = version();
        shop.call(shop.status(Status.APPROVED));
        long approved = version();
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.release();

        assertThat(givenBy("boss", approved, version())).isEqualTo(Given.SOMETHING);
        assertThat(givenBy("anna", approved, version())).isEqualTo(Given.NOTHING);
        assertThat(givenBy("boss", given, approved)).as("it still waits").isEqualTo(Given.NOTHING);
    }

    @Test
    void comesWithItsApproval_afterTheHold() {
        give("boss");
        long given = version();
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.call(shop.status(Status.APPROVED));

        assertThat(shop.balance()).isEqualTo("0.00/15.00/0.00");
        assertThat(givenBy("boss", given, version())).isEqualTo(Given.SOMETHING);
    }

    /// What was released before somebody gave something is nobody's gift.
    @Test
    void whatCameBefore_isNotGiven() {
        shop.call(shop.status(Status.APPROVED));
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.release();
        long released = version();
        shop.now = shop.now.plusSeconds(1);
        give("boss");

        assertThat(givenBy("boss", 0, released)).isEqualTo(Given.NOTHING);
        assertThat(givenBy("boss", released, version())).isEqualTo(Given.SOMETHING);
    }

    /// Whoever credited an order gave what it earns, also when it comes with its day.
    @Test
    void rulingThatCredits_isAGift() {
        shop.order = "B-1";
        shop.state = Optional.empty();
        Reward sale = shop.sale("100.00");
        shop.call(new Reward(
                sale.key(),
                sale.statedAt(),
                Optional.empty(),
                sale.coupons(),
                sale.amounts(),
                sale.items(),
                sale.customer(),
                sale.subscription(),
                sale.checkoutStartedAt(),
                sale.verdict(),
                sale.test()));
        credit("boss");
        long given = version();
        shop.now = Shop.SALE.plus(Duration.ofDays(40));
        shop.release();

        assertThat(givenBy("boss", given, version())).isEqualTo(Given.SOMETHING);
        assertThat(givenBy("boss", given - 1, given)).as("its own entry").isEqualTo(Given.SOMETHING);
        assertThat(givenBy("anna", given, version())).isEqualTo(Given.NOTHING);
    }

    private void credit(String author) {
        Ruling ruling = new Ruling(
                new DisputeId(1), Ruling.Basis.CREDIT, Optional.of(shop.key()), Optional.empty(), Optional.empty());
        Account account = shop.account.orElseThrow();
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(decisions.size() + 1),
                account.key(),
                shop.money("0.00"),
                "It is yours",
                author,
                shop.now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ruling));
        RulingPosting.Outcome.Posted posted =
                (RulingPosting.Outcome.Posted) RulingPosting.decide(adjustment, shop.state, shop.context(), account);
        shop.account = Optional.of(posted.movement().after());
        shop.entries.addAll(posted.movement().entries());
        shop.state = posted.order();
        decisions.add(new Decision(
                adjustment,
                new Decision.State.Posted(posted.movement().entries().getFirst().id(), posted.amount())));
    }

    private long version() {
        return shop.account.orElseThrow().version();
    }

    private void give(String author) {
        Commission commission = shop.state.orElseThrow().commissions().getFirst();
        Account account = shop.account.orElseThrow();
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(decisions.size() + 1),
                account.key(),
                shop.money("5.00"),
                "a gift",
                author,
                shop.now,
                Optional.of(new Adjustment.About(shop.key(), commission.id())));
        Adjusting.Facts facts = new Adjusting.Facts(shop.currency, shop.zone, true, Optional.of(commission));
        Adjusting.Outcome.Posted posted =
                (Adjusting.Outcome.Posted) Adjusting.decide(adjustment, facts, account, shop.now);
        shop.account = Optional.of(posted.movement().after());
        shop.entries.addAll(posted.movement().entries());
        shop.state =
                shop.state.map(state -> posted.commission().map(state::with).orElse(state));
        decisions.add(new Decision(adjustment, new Decision.State.Posted(adjustment.entry())));
    }

    /// @param settled through which version the payout before went, and `through` which this one goes
    private Given givenBy(String approver, long settled, long through) {
        PayoutRun run = run();
        Money gross = shop.money("1.00");
        Money none = shop.money("0.00");
        SealedField sealed = new SealedField(0, new byte[64]);
        PlanRow row = PlanRow.of(
                run,
                new PlanLine.Included(
                        Shop.ANNA,
                        "Anna",
                        through,
                        settled,
                        gross,
                        none,
                        none,
                        gross,
                        new PlanLine.Destination(Rail.CSV, 1, sealed, false)));
        FourEyes eyes = actor -> actor.equals(approver) ? Actor.Kin.OWN : Actor.Kin.OTHER;
        return new AdjustmentAuthors(
                        fake(Decisions.class, name -> name.equals("positionOf") ? "" : Page.last(decisions)),
                        fake(PayoutRuns.class, name -> {
                            throw new AssertionError(name);
                        }),
                        fake(PayoutRows.class, name -> Optional.of(new Versioned<>(row, 1))),
                        ledger(settled),
                        key -> shop.state.map(state -> new Versioned<>(state, 1)))
                .givenBy(eyes, run);
    }

    private Ledger ledger(long settled) {
        List<Entry> after = shop.entries.stream()
                .filter(entry -> entry.sequence() > settled)
                .toList();
        return fake(Ledger.class, name -> Page.last(after));
    }

    private PayoutRun run() {
        PayoutRun.Head head = new PayoutRun.Head(
                RunId.byHand(Shop.PROGRAM, "d"),
                Shop.PROGRAM,
                new MerchantId(1),
                shop.currency,
                new PayoutRun.Origin.ByHand(),
                "olga",
                shop.now,
                1,
                1);
        Planning planning = new Planning(
                Optional.empty(),
                shop.now,
                List.of(new Planning.Bucket(Planning.FIRST, 0, Planning.Progress.OPEN)),
                PlanTotals.none(shop.currency),
                Optional.empty());
        return new PayoutRun(
                head,
                PayoutRun.State.PLANNING,
                planning,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Answers each method by its name.
    private static <T> T fake(Class<T> port, Function<String, Object> answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> answer.apply(method.getName())));
    }
}
