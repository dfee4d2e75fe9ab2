package dev.tributary.payout;

import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.payout.SepaIds;
import dev.tributary.infrastructure.edge.Rings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The file that a bank carries out: a SEPA credit transfer initiation, ISO 20022 pain.001.001.09.
/// Each payout is one transaction of it, found again in the bank's answer by its end-to-end id.
final class SepaRail implements FileRail {
    private static final byte[] CLOSED = "<!-- Nothing is to be paid. -->\n".getBytes(StandardCharsets.UTF_8);

    private final Rings keys;

    SepaRail(Rings keys) {
        this.keys = keys;
    }

    @Override
    public Optional<String> lineHash(Payout payout) throws IOException {
        return transfer(payout).map(to -> CsvRail.sha256(Pain001.bytes(xml -> xml.transfer(to))));
    }

    @Override
    public Optional<byte[]> file(PayoutRun run, PayoutFile file, List<Payout> payouts) throws IOException {
        Optional<Debtor> debtor = run.planning().debtor();
        Optional<Debtor.Account> from =
                debtor.isPresent() ? debtor.get().open(run.head().merchant(), keys.ring()) : Optional.empty();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        List<Pain001.Transfer> transfers = new ArrayList<>();
        for (Payout payout : payouts) {
            transfers.add(transfer(payout).orElseThrow(() -> new UnreadableDestinationException(payout)));
        }
        Pain001.Order order = new Pain001.Order(
                SepaIds.message(file.place()), file.created(), debtor.get().name(), from.get());
        return Optional.of(Pain001.bytes(xml -> xml.document(order, transfers)));
    }

    @Override
    public byte[] closed() {
        return CLOSED.clone();
    }

    private Optional<Pain001.Transfer> transfer(Payout payout) throws IOException {
        return Receiver.open(
                        payout.line().to().rail(),
                        payout.line().to().sealedDestination(),
                        payout.affiliate().toString(),
                        keys.ring())
                .filter(Receiver.BankAccount.class::isInstance)
                .map(Receiver.BankAccount.class::cast)
                .map(account -> new Pain001.Transfer(
                        SepaIds.endToEnd(payout.id()), payout.line().net(), account));
    }
}
