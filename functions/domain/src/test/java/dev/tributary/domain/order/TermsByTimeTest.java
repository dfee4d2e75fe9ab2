package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.decision.TermsAmount;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.Money;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What time gives where nobody ruled, at 10 %, to the cent: of an order that was taken back from Anna (`declined`),
/// and
/// of one that was nobody's (`missing`), whatever came of refunds, chargebacks and updates, in whatever order.
class TermsByTimeTest {
    private final Shop shop = new Shop();

    /// `R 1.00` refunds, `C 1.00` charges back, `W` wins that back, `U 1.00` brings the amount there, `X` rejects.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind   | calls                      | gives
        declined | X                          | 10.00
        declined | -                          | NOTHING_TAKEN
        declined | R 30.00                    | REFUSED_BY_TERMS
        declined | C 30.00                    | REFUSED_BY_TERMS
        declined | C 30.00, W                 | NOTHING_TAKEN
        declined | C 30.00, W, X              | 10.00
        declined | C 30.00, X, W              | 10.00
        declined | X, C 30.00, W              | 10.00
        declined | X, C 30.00                 | REFUSED_BY_TERMS
        declined | C 30.00, W, R 10.00, X     | REFUSED_BY_TERMS
        declined | R 10.00, C 30.00, W, X     | REFUSED_BY_TERMS
        declined | U 99.95, X                 | 10.00
        declined | U 33.33, C 11.11, W, X     | 3.33
        declined | C 11.11, U 33.33, W, X     | 3.33
        declined | C 11.11, W, U 33.33, X     | 3.33
        missing  | -                          | 10.00
        missing  | R 33.33                    | 6.67
        missing  | C 33.33                    | 6.67
        missing  | C 33.33, W                 | 10.00
        missing  | C 100.00                   | NOTHING_TO_PAY
        missing  | C 100.00, W                | 10.00
        missing  | R 33.33, C 10.00, W        | 6.67
        missing  | C 10.00, R 33.33, W        | 6.67
        missing  | X                          | NOTHING_TO_PAY
        """)
    void time_givesWhatIsTakenAndNoRefund(String kind, String calls, String gives) {
        shop.call(kind.equals("missing") ? nobodys() : shop.sale("100.00"));
        if (!calls.equals("-")) {
            for (String call : calls.split(", ", -1)) {
                shop.call(event(call));
            }
        }
        shop.now = Shop.SALE.plus(Duration.ofDays(kind.equals("missing") ? 75 : 3));

        assertThat(given(kind)).isEqualTo(gives);
    }

    private String given(String kind) {
        Dispute dispute = dispute(kind);
        Optional<OrderState> order = shop.state;
        return switch (TermsAmount.byTime(dispute, Optional.of(shop.key()), order, shop.context())) {
            case TermsAmount.Impossible(var why) -> why.name();
            case TermsAmount.Possible(var ruling, var most) -> {
                Account account =
                        shop.account.orElseGet(() -> Account.empty(new AccountKey(Shop.PROGRAM, Shop.ANNA, Shop.EUR)));
                RuledOrder ruled = new RuledOrder(order.orElseThrow(), Shop.ANNA, shop.context());
                RuledOrder.Outcome outcome = kind.equals("missing")
                        ? ruled.credit(ruling, account)
                        : ruled.restore(ruling, most, account, shop.now);
                yield ((RuledOrder.Outcome.Posted) outcome).amount().amount();
            }
        };
    }

    private ConversionEvent event(String call) {
        Optional<Money> amount = call.length() > 1 ? Optional.of(shop.money(call.substring(2))) : Optional.empty();
        return switch (call.charAt(0)) {
            case 'R' -> shop.refund(Refund.Kind.REFUND, "R-1", amount);
            case 'C' -> shop.refund(Refund.Kind.CHARGEBACK, "C-1", amount);
            case 'W' -> shop.won("C-1");
            case 'U' -> shop.update("U-1", amount.orElseThrow().amount());
            case 'X' -> shop.status(Status.REJECTED);
            default -> throw new IllegalArgumentException(call);
        };
    }

    private Reward nobodys() {
        Reward sale = shop.sale("100.00");
        return new Reward(
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
                sale.test());
    }

    private Dispute dispute(String kind) {
        OrderId order = shop.key().order();
        Claim.Subject subject = kind.equals("missing")
                ? new Claim.Subject.Unseen(Optional.of(order), Optional.empty(), Shop.SALE, shop.money("100.00"))
                : new Claim.Subject.Credited(order, Optional.empty());
        return new Dispute(
                new DisputeId(7),
                new Dispute.Parties(Shop.PROGRAM, new MerchantId(1), Shop.ANNA),
                new Claim(
                        kind.equals("missing") ? Claim.Kind.MISSING : Claim.Kind.DECLINED,
                        subject,
                        EventName.SALE,
                        Optional.empty(),
                        "It is mine"),
                Shop.SALE,
                new Dispute.State.Open());
    }
}
