package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DecisionMessagesTest {
    private static final String GOLDEN = "decision.v1.json";
    private static final String AWARD = "decision.v1.award.json";
    private static final String RULING = "decision.v1.ruling.json";
    private static final String AUTHOR = "key_0000000000000000000000000n";
    private static final Instant AT = Instant.parse("2026-11-22T10:15:00.000250Z");

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("../../events/messages", name));
    }

    private static AccountKey account(String currency) {
        return new AccountKey(new ProgramId(7), new AffiliateId(5), new CurrencyCode(currency));
    }

    static Stream<Arguments> goldens() {
        CurrencyCode yen = new CurrencyCode("JPY");
        return Stream.of(
                Arguments.of(
                        GOLDEN,
                        new Adjustment(
                                new AdjustmentId(9),
                                account("EUR"),
                                Money.of("-12.50", new CurrencyCode("EUR")),
                                "Order A-1001 was a test",
                                AUTHOR,
                                AT,
                                Optional.of(new Adjustment.About(
                                        new ConversionKey(new ProgramId(7), new OrderId("A-1001"), EventName.SALE),
                                        CommissionId.of("com_00000000000010000000000002"))))),
                Arguments.of(
                        "decision.v1.bare.json",
                        new Adjustment(
                                new AdjustmentId(10),
                                account("JPY"),
                                Money.of("5", yen),
                                "Goodwill",
                                AUTHOR,
                                AT,
                                Optional.empty())),
                Arguments.of(
                        AWARD,
                        new Adjustment(
                                new AdjustmentId(11),
                                account("EUR"),
                                Money.of("300.00", new CurrencyCode("EUR")),
                                "banner 2026-11",
                                "terms",
                                Instant.parse("2026-11-30T22:00:00Z"),
                                Optional.empty(),
                                Optional.of(new Award(
                                        Award.Ground.FLAT_FEE,
                                        new BonusId("banner"),
                                        Period.parse("2026-11"),
                                        3,
                                        LocalDate.of(2026, 12, 31))))),
                Arguments.of(
                        RULING,
                        new Adjustment(
                                new AdjustmentId(12),
                                account("EUR"),
                                Money.of("6.00", new CurrencyCode("EUR")),
                                "The refund was of another order",
                                AUTHOR,
                                AT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Ruling(
                                        new DisputeId(1),
                                        Ruling.Basis.RESTORE,
                                        Optional.of(new ConversionKey(
                                                new ProgramId(7), new OrderId("A-1001"), EventName.SALE)),
                                        Optional.of(CommissionId.of("com_00000000000010000000000002")),
                                        Optional.empty())))));
    }

    /// A ruling that is damaged gives nothing, and is never taken for an adjustment.
    @ParameterizedTest
    @CsvSource({
        "'\"ruling\"',      '\"rulings\"'",
        "'\"restore\"',     '\"restored\"'",
        "'\"restore\"',     '\"credit\"'",
        "'\"6.00\"',        '\"-6.00\"'",
        "'\"6.00\"',        '\"0.00\"'",
        "'\"dsp_',           '\"dis_'",
        "'\"com_',           '\"cnv_'",
        "'\"ruled_order\"', '\"order\"'",
        "'\"ruled_event\"', '\"event\"'",
        "'\"ruled_commission\" : \"com_00000000000010000000000002\"', '\"ruled_click\" : \"abc\"'",
    })
    void unreadableRuling_isThrown(String from, String to) throws IOException {
        String body = golden(RULING).replace(from, to);

        assertThat(body).isNotEqualTo(golden(RULING));
        assertThatThrownBy(() -> DecisionMessages.read(Message.read(body)))
                .isInstanceOf(UnreadableMessageException.class);
    }

    /// An award that is damaged gives nothing, and is never taken for an adjustment.
    @ParameterizedTest
    @CsvSource({
        "'\"award\"',      '\"adjustments\"'",
        "'\"flat_fee\"',   '\"flat\"'",
        "'\"banner\",',    '\"Banner!\",'",
        "'\"2026-11\"',    '\"November\"'",
        "': 3',            ': \"3\"'",
        "'2026-12-31',     '2026-12-32'",
        "'\"300.00\"',     '\"-300.00\"'",
        "'\"ground\"',     '\"grounds\"'",
    })
    void unreadableAward_isThrown(String from, String to) throws IOException {
        String body = golden(AWARD).replace(from, to);

        assertThat(body).isNotEqualTo(golden(AWARD));
        assertThatThrownBy(() -> DecisionMessages.read(Message.read(body)))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void decision_isReadAndWritten_asItsGolden(String name, Adjustment adjustment) throws IOException {
        assertThat(DecisionMessages.read(Message.read(golden(name)))).isEqualTo(adjustment);
        assertThat(Message.JSON.readTree(DecisionMessages.write(adjustment)))
                .isEqualTo(Message.JSON.readTree(golden(name)));
    }

    /// What is changed in the golden, and to what.
    @ParameterizedTest
    @CsvSource({
        "'\"v\" : 1',              '\"v\" : 2'",
        "'\"adjustment\"',         '\"ruling\"'",
        "'\"adj_0000000000009\"',  '\"adj_9\"'",
        "'\"prg_0000000000007\"',  '\"prg_7\"'",
        "'\"-12.50\"',             '\"0.00\"'",
        "'\"-12.50\"',             '\"-12.505\"'",
        "'\"-12.50\"',             '\"twelve\"'",
        "'\"-12.50\"',             -12.50",
        "'\"EUR\"',                '\"eur\"'",
        "'Order A-1001 was a test', ''",
        "'2026-11-22T10',          '2026-11-22 10'",
        "'\"order_id\"',           '\"order\"'",
        "'com_',                   'cnv_'",
    })
    void unreadableMessage_isThrown(String from, String to) throws IOException {
        String body = golden(GOLDEN).replace(from, to);

        assertThat(body).isNotEqualTo(golden(GOLDEN));
        assertThatThrownBy(() -> DecisionMessages.read(Message.read(body)))
                .isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void message_ofAnotherType_isThrown() throws IOException {
        assertThatThrownBy(() -> DecisionMessages.read(Message.read(golden("orders_due.v1.json"))))
                .isInstanceOf(UnreadableMessageException.class);
    }
}
