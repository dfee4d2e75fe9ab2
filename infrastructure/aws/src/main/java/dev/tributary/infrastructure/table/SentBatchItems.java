package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.PayoutRunItems.optional;
import static dev.tributary.infrastructure.table.PayoutRunItems.text;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.SentBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What became of a file that is a call, within the file's item, both directions:
/// ```
/// {is asked, since 2026-..., until 2026-..., by 5f3a..., refused false, why timeout}
/// {is accepted, id 5UXD2E8A7EBQJ, at 2026-..., next 2026-..., by 5f3a..., fees 0.75 USD}
/// {is refused, why VALIDATION_ERROR, named {aff_...: VALIDATION_ERROR}}
/// {is undecided, why ...}
/// {is closed}
/// ```
final class SentBatchItems {
    private static final String IS = "is";
    private static final String WHY = "why";

    private SentBatchItems() {}

    static Map<String, Object> of(SentBatch sent) {
        Map<String, Object> item = new HashMap<>();
        switch (sent) {
            case SentBatch.Asked(var since, var until, var by, var refused, var why) -> {
                item.put(IS, "asked");
                item.put("since", since.toString());
                item.put("until", until.toString());
                item.put("by", by);
                item.put("refused", refused);
                item.put(WHY, why);
            }
            case SentBatch.Accepted(var id, var at, var next, var by, var fees) -> {
                item.put(IS, "accepted");
                item.put("id", id);
                item.put("at", at.toString());
                next.ifPresent(when -> item.put("next", when.toString()));
                item.put("by", by);
                fees.ifPresent(some -> item.put("fees", some));
            }
            case SentBatch.Refused(var named, var why) -> {
                item.put(IS, "refused");
                Map<String, Object> reasons = new HashMap<>();
                named.forEach((affiliate, reason) -> reasons.put(affiliate.toString(), reason));
                item.put("named", reasons);
                item.put(WHY, why);
            }
            case SentBatch.Undecided(var why) -> {
                item.put(IS, "undecided");
                item.put(WHY, why);
            }
            case SentBatch.Closed() -> item.put(IS, "closed");
        }
        return item;
    }

    /// @throws IllegalStateException for what none of these is
    static SentBatch sent(Map<String, Object> item) {
        return switch (text(item, IS)) {
            case "asked" ->
                new SentBatch.Asked(
                        Instant.parse(text(item, "since")),
                        Instant.parse(text(item, "until")),
                        text(item, "by"),
                        (Boolean) ItemStore.required(item, "refused"),
                        text(item, WHY));
            case "accepted" ->
                new SentBatch.Accepted(
                        text(item, "id"),
                        Instant.parse(text(item, "at")),
                        optional(item, "next").map(Instant::parse),
                        text(item, "by"),
                        optional(item, "fees"));
            case "refused" -> {
                Map<AffiliateId, String> named = new HashMap<>();
                PayoutRunItems.map(item, "named")
                        .forEach((affiliate, reason) -> named.put(AffiliateId.of(affiliate), reason.toString()));
                yield new SentBatch.Refused(named, text(item, WHY));
            }
            case "undecided" -> new SentBatch.Undecided(text(item, WHY));
            case "closed" -> new SentBatch.Closed();
            default -> throw new IllegalStateException("what was sent of a stored file is unknown");
        };
    }
}
