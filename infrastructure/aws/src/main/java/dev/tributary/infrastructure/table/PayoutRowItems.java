package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.PayoutRunItems.number;
import static dev.tributary.infrastructure.table.PayoutRunItems.optional;
import static dev.tributary.infrastructure.table.PayoutRunItems.text;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRows.Bucket;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The items of a plan's rows and of its files, both directions. A row stays below 1 KB, so that each of
/// its steps costs one unit, two in a transaction:
/// ```
/// pk R#{run}#1#0 | sk aff_... | version 3 | state submitted | name Anna | account 7 | settled 4 | gross 1250 | fee 0
/// | currency EUR | rail csv | method 1 | to 0.Fh... | key pay_... | body 5f... | asked 2026-... | file 1
/// pk R#{run}#1#0 | sk aff_... | version 1 | state left_out | reason in_hold_until | until 2026-12-23
/// pk R#{run}#1#0 | sk FILE#000001 | version 3 | rail csv | affiliates (8 bytes each) | stopped (the same) | created
/// 2026-...
/// | sha256 5f... | written true | sent {SentBatchItems}
/// ```
public final class PayoutRowItems {
    private static final String LEFT_OUT = "left_out";

    private PayoutRowItems() {}

    static ItemStore.Place place(PlanRow.Place place) {
        return new ItemStore.Place(
                PayoutKeys.payoutRows(place.run(), place.attempt(), place.bucket()),
                PayoutKeys.payoutRow(place.affiliate()),
                Optional.empty());
    }

    static ItemStore.Place place(PayoutFile.Place place) {
        return new ItemStore.Place(
                PayoutKeys.payoutRows(place.run(), place.attempt(), place.bucket()),
                PayoutKeys.payoutFile(place.number()),
                Optional.empty());
    }

    /// With its keys and the version after the one that was read.
    public static Map<String, Object> stored(PlanRow row, long version) {
        return ItemStore.placed(place(row.place()), of(row), version);
    }

    /// With its keys and the version after the one that was read.
    public static Map<String, Object> stored(PayoutFile file, long version) {
        return ItemStore.placed(place(file.place()), of(file), version);
    }

    static Map<String, Object> of(PlanRow row) {
        return switch (row) {
            case Payout payout -> of(payout);
            case PlanRow.NotPaid notPaid -> {
                Map<String, Object> item = new HashMap<>();
                item.put("state", LEFT_OUT);
                item.put("reason", notPaid.line().reason().text());
                notPaid.line().until().ifPresent(day -> item.put("until", day.toString()));
                yield item;
            }
        };
    }

    private static Map<String, Object> of(Payout payout) {
        PlanLine.Included line = payout.line();
        Map<String, Object> item = new HashMap<>();
        item.put("state", payout.state().text());
        item.put("name", line.name());
        item.put("account", line.version());
        item.put("settled", line.settledThrough());
        item.put("gross", line.gross().minor());
        item.put("withholding", line.withholding().minor());
        item.put("fee", line.fee().minor());
        item.put("net", line.net().minor());
        item.put("currency", line.gross().currency().code());
        item.put("rail", line.to().rail().text());
        item.put("method", line.to().methodVersion());
        item.put("to", line.to().sealedDestination().toString());
        item.put("new", line.to().isNew());
        payout.reason().ifPresent(reason -> item.put("reason", reason));
        payout.reference().ifPresent(reference -> item.put("reference", reference));
        payout.endedAt().ifPresent(at -> item.put("at", at.toString()));
        payout.note().ifPresent(note -> item.put("note", note));
        payout.submission().ifPresent(asked -> {
            item.put("key", asked.key());
            item.put("body", asked.bodyHash());
            item.put("asked", asked.firstAttempt().toString());
            item.put("lease", asked.lease().toString());
            item.put("file", (long) asked.file());
            asked.askedBy().ifPresent(by -> item.put("by", by));
        });
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static PlanRow row(Bucket bucket, Map<String, Object> item) {
        AffiliateId affiliate = AffiliateId.of(text(item, Keys.SK));
        PlanRow.Place place = new PlanRow.Place(bucket.run(), bucket.attempt(), bucket.number(), affiliate);
        if (text(item, "state").equals(LEFT_OUT)) {
            return new PlanRow.NotPaid(
                    place,
                    new PlanLine.Excluded(
                            affiliate,
                            LeftOut.of(text(item, "reason")),
                            optional(item, "until").map(LocalDate::parse)));
        }
        return new Payout(
                place,
                line(affiliate, item),
                Payout.State.valueOf(text(item, "state").toUpperCase(Locale.ROOT)),
                optional(item, "reason"),
                optional(item, "key")
                        .map(key -> new Payout.Submission(
                                key,
                                text(item, "body"),
                                Instant.parse(text(item, "asked")),
                                Instant.parse(text(item, "lease")),
                                Math.toIntExact(number(item, "file")),
                                optional(item, "by"))),
                optional(item, "reference"),
                optional(item, "at").map(Instant::parse),
                optional(item, "note"));
    }

    private static PlanLine.Included line(AffiliateId affiliate, Map<String, Object> item) {
        CurrencyCode currency = new CurrencyCode(text(item, "currency"));
        return new PlanLine.Included(
                affiliate,
                text(item, "name"),
                number(item, "account"),
                number(item, "settled"),
                new Money(number(item, "gross"), currency),
                new Money(number(item, "withholding"), currency),
                new Money(number(item, "fee"), currency),
                new Money(number(item, "net"), currency),
                new PlanLine.Destination(rail(item), number(item, "method"), SealedField.of(text(item, "to")), (Boolean)
                        ItemStore.required(item, "new")));
    }

    private static Rail rail(Map<String, Object> item) {
        return Rail.parse(text(item, "rail"))
                .orElseThrow(() -> new IllegalStateException("rail of a stored item is unknown"));
    }

    static Map<String, Object> of(PayoutFile file) {
        Map<String, Object> item = new HashMap<>();
        item.put("rail", file.rail().text());
        item.put("affiliates", packed(file.affiliates()));
        if (!file.stopped().isEmpty()) {
            item.put("stopped", packed(file.stopped()));
        }
        item.put("created", file.created().toString());
        file.sha256().ifPresent(hash -> item.put("sha256", hash));
        item.put("written", file.written());
        file.sent().ifPresent(sent -> item.put("sent", SentBatchItems.of(sent)));
        return item;
    }

    static PayoutFile file(PayoutFile.Place place, Map<String, Object> item) {
        return new PayoutFile(
                place,
                rail(item),
                unpacked((byte[]) ItemStore.required(item, "affiliates")),
                Set.copyOf(unpacked((byte[]) item.getOrDefault("stopped", new byte[0]))),
                Instant.parse(text(item, "created")),
                optional(item, "sha256"),
                (Boolean) ItemStore.required(item, "written"),
                item.containsKey("sent")
                        ? Optional.of(SentBatchItems.sent(PayoutRunItems.map(item, "sent")))
                        : Optional.empty());
    }

    private static byte[] packed(Collection<AffiliateId> affiliates) {
        ByteBuffer bytes = ByteBuffer.allocate(affiliates.size() * Long.BYTES);
        affiliates.forEach(affiliate -> bytes.putLong(affiliate.bits()));
        return bytes.array();
    }

    private static List<AffiliateId> unpacked(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        List<AffiliateId> affiliates = new ArrayList<>();
        while (bytes.hasRemaining()) {
            affiliates.add(new AffiliateId(bytes.getLong()));
        }
        return affiliates;
    }
}
