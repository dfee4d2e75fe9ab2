package dev.tributary.infrastructure.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes of an item, deflated against a dictionary of what every one of them holds. The first byte
/// names the dictionary: a better one gets the next number, and the old one stays to be read.
public final class Packing {
    private static final byte FIRST = 1;
    /// DynamoDB's own limit of an item is 400 KB; unpacked, it is a few times that at most.
    private static final int MOST = 8 << 20;
    /// The likeliest at the end, where zlib finds it in the fewest bits.
    private static final byte[] DICTIONARY =
            ("\"chargeback_won\"\"order_update\"\"refund\"\"chargeback\"\"unapproved\"\"kind\":"
                + "\"program_id\":\"prg_\"order_id\":\"event\":\"subscription\"\"received_at\":\"type\":\"conversion_event\",\"v\":1,"
                + "\"refunds\":[{\"items\":[{\"sku\":\"\"quantity\":1,\"amount\":\"\"won\":true\"updates\":[{\"update_id\":\"\"waiting\":["
                + "\"lines\":[{\"sku\":\"\",\"category\":\"\",\"quantity\":1,\"total\":\"\"\"coupon\":\"\"group\"\"reason\":\"unattributed\""
                + "\"no_pay\":\"no_rule\"\"pay_zero\"\"no_touch\"\"outside_window\"\"percent\":\"10\"\"fixed\":\"\"duplicate\"\"approved_amount\":\""
                + "\",\"events\":[\"tax\":\"0\",\"shipping\":\"0\",\"fee\":\"0\"\"approved\",\"approves_at\":\"2026-\"2027-T00:00:00Z\""
                + ",\"commissions\":[{\"affiliate\":\"aff_\",\"rule\":\"base\",\"pay\":{\"percent\":\"10\"},\"lines\":[0],\"amount\":\""
                + ",\"reversed\":\"0.00\",\"hold_end\":\"2026-,\"day\":\"2026-,\"released\":false}]\"facts\":{\"event\":\"sale\",\"day\":\"2026-"
                + ",\"groups\":[]}},\"share\":{\"affiliate\":\"aff_,\"click_id\":\",\"part\":\"1\"}],\"captured\":{\"terms_version\":1,"
                + "{\"stage\":\"converted\",\"entries\":1,\"receipts\":[{\"receipt_id\":\"rcp_\",\"at\":\"2026-Z\",\"result\":\"converted\"}],"
                + "\"sale\":{\"fingerprint\":\"0:,1:,5:,6:,\",\"occurred_at\":\"2026-\",\"currency\":\"EUR\",\"validation\":{\"status\":\"approved\"")
                    .getBytes(StandardCharsets.UTF_8);

    private Packing() {}

    static byte[] pack(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 16);
            packed.write(FIRST);
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /// @throws IllegalStateException when these bytes were not packed here
    public static byte[] unpack(byte[] packed) {
        if (packed.length == 0 || packed[0] != FIRST) {
            throw new IllegalStateException("packed attribute has an unknown dictionary");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(Arrays.copyOfRange(packed, 1, packed.length));
            ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 || plain.size() > MOST) {
                    throw new IllegalStateException("packed attribute is damaged");
                }
                plain.write(buffer, 0, read);
            }
            return plain.toByteArray();
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("packed attribute is damaged", damaged);
        } finally {
            inflater.end();
        }
    }
}
