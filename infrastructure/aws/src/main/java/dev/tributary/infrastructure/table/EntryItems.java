package dev.tributary.infrastructure.table;

import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The item of an entry: its text as it is hashed, and the hash, so that anyone can check it with a
/// SHA-256 and nothing else.
/// ```
/// pk A#{program}#{affiliate}#{currency} | sk E#000000000003 | entry "tributary entry 1\nprg_..." | hash 5f...
/// ```
public final class EntryItems {
    private static final String ENTRY = "entry";
    private static final String HASH = "hash";

    private EntryItems() {}

    public static Map<String, Object> of(Entry entry) {
        Map<String, Object> item = new HashMap<>();
        item.put(Keys.PK, Keys.account(entry.account()));
        item.put(Keys.SK, Keys.entry(entry.sequence()));
        item.put(ENTRY, new String(entry.bytes(), StandardCharsets.UTF_8));
        item.put(HASH, entry.hash());
        // Whatever else is in an account is found by its account alone.
        entry.clicks().ifPresent(clicks -> {
            item.put(Keys.GSI1_PK, ClickKeys.clickDays(entry.account().program()));
            item.put(Keys.GSI1_SK, ClickKeys.clickDay(entry.account().affiliate(), clicks.day()));
            // What it earned in minor units: the index holds it too.
            item.put(
                    ItemStore.FIGURES,
                    Long.toString(ClickCommission.earned(entry).minor()));
        });
        return item;
    }

    /// @throws DamagedLedgerException when the text is not what was hashed, or stands elsewhere
    public static Entry entry(AccountKey account, Map<String, Object> item) {
        String sk = (String) ItemStore.required(item, Keys.SK);
        long sequence = Long.parseLong(sk.substring(Keys.ENTRIES.length()));
        Entry entry;
        try {
            entry = Entry.of((String) ItemStore.required(item, ENTRY));
        } catch (RuntimeException damaged) {
            throw new DamagedLedgerException(account, sequence, "is no entry");
        }
        if (!entry.hash().equals(ItemStore.required(item, HASH))) {
            throw new DamagedLedgerException(account, sequence, "has another hash than its text");
        }
        if (entry.sequence() != sequence) {
            throw new DamagedLedgerException(account, sequence, "says that it is number " + entry.sequence());
        }
        return entry;
    }
}
