package dev.tributary.payout;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutMethod;
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
/// A function of its rows alone. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe (OWASP, "CSV Injection"): affiliates choose their names.
final class CsvRail {
    private static final String[] HEADER = {
        "payout_id", "affiliate_id", "affiliate_name", "reference", "amount", "currency"
    };
    private static final String FORMULA = "=+-@\t\r";

    private final DestinationKeys keys;

    CsvRail(DestinationKeys keys) {
        this.keys = keys;
    }

    /// @throws UnreadableDestinationException when where one of them goes does not open any more
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

    /// Of what the rail is told of one payout; empty when where it goes does not open: the key is gone, or
    /// the field is another affiliate's.
    Optional<String> lineHash(Payout payout) throws IOException {
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
            safe(payout.line().name()),
            safe(reference(payout).orElseThrow(() -> new UnreadableDestinationException(payout))),
            payout.line().net().amount(),
            payout.line().net().currency().code()
        };
    }

    private Optional<String> reference(Payout payout) throws IOException {
        return payout.line()
                .to()
                .sealedDestination()
                .open(payout.affiliate().toString(), keys.ring())
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .filter(text -> text.length() <= PayoutMethod.MAX_REFERENCE_LENGTH);
    }

    static String safe(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
