package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferMessagesTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final RunId RUN = new RunId(new Digest128(0, 7));

    static Stream<Arguments> transfers() {
        return Stream.of(
                Arguments.of(
                        "accounts_due.v1.json",
                        new Transfer.AccountsDue(
                                "rel_29923201_0_0",
                                List.of(
                                        new AccountKey(new ProgramId(7), new AffiliateId(1), EUR),
                                        new AccountKey(new ProgramId(7), new AffiliateId(2), EUR)))),
                Arguments.of(
                        "transfer_reversed.v1.json",
                        new Transfer.TransferReversed(
                                "evt_1", RUN, new AffiliateId(1), new PayoutId(new Digest128(0, 9)), "tr_1", true)),
                Arguments.of(
                        "reconcile_payouts.v1.json",
                        new Transfer.ReconcilePayouts(
                                "rec_29923201_" + RUN + "_0_0", RUN, List.of(new AffiliateId(1), new AffiliateId(2)))),
                Arguments.of(
                        "reconcile_files.v1.json", new Transfer.ReconcileFiles("rec_29923201_" + RUN + "_0", RUN, 0)),
                Arguments.of("batch_changed.v1.json", new Transfer.BatchChanged("WH-1", RUN, 0, 3)),
                Arguments.of("run_due.v1.json", new Transfer.RunDue("run_29923201_" + RUN + "_0", RUN, 0)),
                Arguments.of(
                        "payout_results.v1.json",
                        new Transfer.PayoutResults(
                                "res_1",
                                RUN,
                                List.of(
                                        new PayoutResult(
                                                new PayoutId(new Digest128(0, 9)),
                                                Status.PAID,
                                                Optional.of("2026-12-03 0001"),
                                                Optional.empty()),
                                        new PayoutResult(
                                                new PayoutId(new Digest128(0, 10)),
                                                Status.FAILED,
                                                Optional.empty(),
                                                Optional.of("account closed"))))));
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void transfer_isReadAndWritten_asItsGolden(String name, Transfer transfer) throws IOException {
        String golden = Files.readString(Path.of("../../events/messages", name));

        assertThat(TransferMessages.read(golden)).isEqualTo(transfer);
        assertThat(Message.JSON.readTree(TransferMessages.write(transfer))).isEqualTo(Message.JSON.readTree(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"accounts_due\",\"v\":1,\"id\":\"a\",\"data\":{\"accounts\":[]}}",
                "{\"type\":\"accounts_due\",\"v\":2,\"id\":\"a\",\"data\":{\"accounts\":[]}}",
                "{\"type\":\"accounts_due\",\"v\":1,\"id\":\"a\",\"data\":{\"accounts\":[{\"program_id\":\"prg_0000000000007\",\"affiliate_id\":\"aff_0000000000001\",\"currency\":\"eur\"}]}}",
                "{\"type\":\"run_due\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_7\",\"bucket\":0}}",
                "{\"type\":\"run_due\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"bucket\":64}}",
                "{\"type\":\"run_due\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\"}}",
                "{\"type\":\"reconcile_payouts\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"affiliate_ids\":[]}}",
                "{\"type\":\"reconcile_payouts\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"affiliate_ids\":[7]}}",
                "{\"type\":\"reconcile_files\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"bucket\":-1}}",
                "{\"type\":\"payout_results\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"results\":[]}}",
                "{\"type\":\"payout_results\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"results\":[{\"payout_id\":\"pay_00000000000000000000000009\",\"status\":\"PAID\"}]}}",
                "{\"type\":\"payout_results\",\"v\":1,\"id\":\"a\",\"data\":{\"run_id\":\"run_00000000000000000000000007\",\"results\":[{\"payout_id\":\"pay_00000000000000000000000009\",\"status\":\"paid\",\"reference\":\""
                    + " \"}]}}",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{}}",
                "{"
            })
    void unreadableMessage_isThrown(String body) {
        assertThatThrownBy(() -> TransferMessages.read(body)).isInstanceOf(UnreadableMessageException.class);
    }
}
