package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReasonCode;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.token.ClickTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The message of a conversion, one golden per case: written and read as it stands there.
final class ConversionMessagesTest {
    private static final String CLICK =
            "AQEBAgAAAAAAAAAABwAAAAAAAAPtAAAAAAAAAAUAAAAAAAAAAAGiAyCiAAAAAQAAAAAAAAABTFYAAAAAAAAAACq6nnVtrJkpLZs0txdemXc";
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final ConversionKey SALE =
            new ConversionKey(new ProgramId(7), new OrderId("A-1001"), EventName.SALE);
    private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-11-22T10:15:00Z"));
    private static final Instant ARRIVAL = Instant.parse("2026-11-22T10:15:02.000250Z");

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("conversion_event.v1.json", reward()),
                Arguments.of(
                        "conversion_event.v1.bare.json",
                        new Reward(
                                new ConversionKey(new ProgramId(7), new OrderId("L-1"), EventName.LEAD),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                Customer.UNKNOWN,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false)),
                Arguments.of(
                        "conversion_event.v1.refund.json",
                        new Refund(
                                SALE,
                                AT,
                                new RefundId("R-1"),
                                Refund.Kind.REFUND,
                                Optional.of(eur("33.33")),
                                List.of(
                                        new RefundItem(new Sku("S1"), Optional.of(1L), Optional.empty()),
                                        new RefundItem(new Sku("S2"), Optional.empty(), Optional.of(eur("3.33")))),
                                Optional.of(new ReasonCode("returned")))),
                Arguments.of(
                        "conversion_event.v1.chargeback.json",
                        new Refund(
                                SALE,
                                AT,
                                new RefundId("C-1"),
                                Refund.Kind.CHARGEBACK,
                                Optional.empty(),
                                List.of(),
                                Optional.empty())),
                Arguments.of(
                        "conversion_event.v1.chargeback_won.json", new ChargebackWon(SALE, AT, new RefundId("C-1"))),
                Arguments.of(
                        "conversion_event.v1.order_update.json",
                        new OrderUpdate(
                                SALE,
                                AT,
                                new UpdateId("U-1"),
                                new Amounts(
                                        eur("100.00"), Optional.of(eur("17.00")), Optional.empty(), Optional.empty()),
                                List.of())),
                Arguments.of(
                        "conversion_event.v1.status.json",
                        new StatusUpdate(
                                SALE,
                                Optional.empty(),
                                new Verdict(Status.REJECTED, Optional.empty(), Optional.of(new ReasonCode("fraud"))))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_isReadAndWritten_asItsGolden(String name, ConversionEvent event) throws IOException {
        Postback postback = new Postback(event, ReceiptId.derive(event, new byte[32]), ARRIVAL);
        String golden = Files.readString(Path.of("../../events/messages", name));
        assertThat(ConversionMessages.read(golden)).isEqualTo(postback);
        assertThat(Message.JSON.readTree(ConversionMessages.write(postback))).isEqualTo(Message.JSON.readTree(golden));
    }

    @Test
    void messageWithoutProof_isReadAndWritten_asItsGolden() throws IOException {
        Reward told = new Reward(
                SALE,
                Optional.empty(),
                reward().click(),
                List.of(),
                Optional.of(Amounts.of(eur("126.00"))),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        Postback postback = new Postback(told, ReceiptId.derive(told, new byte[32]), ARRIVAL, false);
        String golden = Files.readString(Path.of("../../events/messages/conversion_event.v1.unproven.json"));
        assertThat(ConversionMessages.read(golden)).isEqualTo(postback);
        assertThat(Message.JSON.readTree(ConversionMessages.write(postback))).isEqualTo(Message.JSON.readTree(golden));
        // Nobody but a browser of a reward is unproven.
        String refund = Files.readString(Path.of("../../events/messages/conversion_event.v1.refund.json"));
        assertThatThrownBy(() -> ConversionMessages.read(refund.replaceFirst("\"kind\"", "\"proven\":false,\"kind\"")))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void fieldsOfALaterWriter_arePassedOver() throws IOException {
        String golden = Files.readString(Path.of("../../events/messages/conversion_event.v1.json"));
        String later = golden.replaceFirst("\"kind\"", "\"later\":{\"x\":[1]},\"kind\"");
        assertThat(ConversionMessages.read(later)).isEqualTo(ConversionMessages.read(golden));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        another version | "v" : 1                        | "v" : 2
        another type    | "type" : "conversion_event"    | "type" : "conversion"
        another kind    | "kind" : "reward"              | "kind" : "gift"
        a currency      | "EUR"                          | "XXX"
        too exact       | "126.00"                       | "126.001"
        a token cut off | emXc                           | emX
        a receipt       | "rcp_                          | "rcq_
        no arrival      | "received_at"                  | "at"
        a program       | "prg_                          | "pro_
        """)
    void unreadableMessage_isThrown(String name, String text, String instead) throws IOException {
        String golden = Files.readString(Path.of("../../events/messages/conversion_event.v1.json"));
        assertThat(golden).contains(text);
        assertThatThrownBy(() -> ConversionMessages.read(golden.replace(text, instead)))
                .isInstanceOf(UnreadableMessageException.class);
    }

    private static Reward reward() {
        return new Reward(
                SALE,
                AT,
                ClickTokens.read(CLICK).map(token -> VerifiedClick.of(CLICK, token)),
                List.of(new CouponCode("ANNA10")),
                Optional.of(new Amounts(
                        eur("126.00"), Optional.of(eur("21.00")), Optional.of(eur("5.00")), Optional.of(eur("0.00")))),
                List.of(
                        new Item(Optional.of(new Sku("S1")), Optional.of(new Category("shoes")), 1, eur("60.00")),
                        new Item(Optional.empty(), Optional.empty(), 2, eur("40.00"))),
                new Customer(
                        Optional.of(new PersonTag("c2hvcnQgdGFnIG9mIGEg")),
                        Optional.of(new PersonTag("ZW1haWwgdGFnIG9mIGEg")),
                        Optional.of(true),
                        Optional.of(new CountryCode("LV"))),
                Optional.of(new SubscriptionId("SUB-1")),
                Optional.of(Instant.parse("2026-11-22T10:09:30Z")),
                Optional.of(new Verdict(Status.APPROVED, Optional.of(eur("100.00")), Optional.empty())),
                true);
    }

    private static Money eur(String amount) {
        return Money.of(amount, EUR);
    }
}
