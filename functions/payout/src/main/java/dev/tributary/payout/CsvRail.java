package dev.tributary.payout;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.party.CsvCell;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.infrastructure.edge.Rings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The file that a person carries out, RFC 4180 with CRLF in UTF-8:
/// ```
/// payout_id,affiliate_id,affiliate_name,reference,amount,currency
/// pay_...,aff_...,Anna's Shoes,IBAN on file 4711,12.50,EUR
/// ```
/// A function of its rows alone. Affiliates choose their names: see `CsvCell`.
final class CsvRail implements FileRail {
    private static final String[] HEADER = {
        "payout_id", "affiliate_id", "affiliate_name", "reference", "amount", "currency"
    };

    private final Rings keys;

    CsvRail(Rings keys) {
        this.keys = keys;
    }

    @Override
    public Optional<byte[]> file(PayoutRun run, PayoutFile file, List<Payout> payouts) throws IOException {
        return Optional.of(file(payouts));
    }

    @Override
    public byte[] closed() throws IOException {
        return file(List.of());
    }

    byte[] file(List<Payout> payouts) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = writer(text)) {
            csv.writeRecord(HEADER);
            for (Payout payout : payouts) {
                csv.writeRecord(cells(payout));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> lineHash(Payout payout) throws IOException {
        if (reference(payout).isEmpty()) {
            return Optional.empty();
        }
        StringWriter text = new StringWriter();
        try (CsvWriter csv = writer(text)) {
            csv.writeRecord(cells(payout));
        }
        return Optional.of(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static CsvWriter writer(StringWriter text) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    }

    private String[] cells(Payout payout) throws IOException {
        return new String[] {
            payout.id().toString(),
            payout.affiliate().toString(),
            CsvCell.safe(payout.line().name()),
            CsvCell.safe(reference(payout).orElseThrow(() -> new UnreadableDestinationException(payout))),
            payout.line().net().amount(),
            payout.line().net().currency().code()
        };
    }

    private Optional<String> reference(Payout payout) throws IOException {
        return Receiver.open(
                        Rail.CSV,
                        payout.line().to().sealedDestination(),
                        payout.affiliate().toString(),
                        keys.ring())
                .map(Receiver::text);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
