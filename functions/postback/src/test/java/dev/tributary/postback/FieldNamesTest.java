package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FieldNamesTest {
    private static final ConversionKey KEY = new ConversionKey(World.PROGRAM, new OrderId("A-1"), EventName.SALE);

    /// The field that the call has, not one of another kind of call.
    @Test
    void tooMany_namesWhatTheCallCounts() {
        ConversionEvent refund = new Refund(
                KEY,
                Optional.empty(),
                new RefundId("R"),
                Refund.Kind.REFUND,
                Optional.empty(),
                List.of(),
                Optional.empty());
        ConversionEvent won = new ChargebackWon(KEY, Optional.empty(), new RefundId("R"));
        ConversionEvent update = new OrderUpdate(
                KEY,
                Optional.empty(),
                new UpdateId("U"),
                Amounts.of(new Money(100, new CurrencyCode("EUR"))),
                List.of());
        ConversionEvent status = new StatusUpdate(KEY, Optional.empty(), Verdict.of(Status.APPROVED));

        assertThat(FieldNames.of(Reason.TOO_MANY, refund)).isEqualTo("refund_id");
        assertThat(FieldNames.of(Reason.TOO_MANY, won)).isEqualTo("refund_id");
        assertThat(FieldNames.of(Reason.TOO_MANY, update)).isEqualTo("update_id");
        assertThat(FieldNames.of(Reason.TOO_MANY, status)).isEqualTo("order_id");
    }
}
