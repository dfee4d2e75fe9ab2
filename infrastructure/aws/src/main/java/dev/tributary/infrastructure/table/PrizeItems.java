package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeNote;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Prizes without cash in the table:
/// ```
/// pk Z#{award} | sk - | version 3 | program_id prg_... | affiliate_id aff_... | currency EUR | bonus_id m100
/// | period 2026-11 | terms_version 2 | times 1 | release_day 2026-12-23 | awarded_at 2026-11-22T10:15:00Z
/// | lost_at ... | step shipped | step_by key_... | step_at ... | step_times 1 | step_reason "..."
/// ```
/// The ledger writes what is won without having read it, and counts `version` up: whoever has read it, to
/// write how far it is, reads it again.
public final class PrizeItems {
    private static final String AWARDED = "awarded_at";
    private static final String LOST = "lost_at";
    private static final String STEP = "step";
    private static final String REASON = "step_reason";

    private PrizeItems() {}

    static ItemStore.Place place(PrizeAward award) {
        return ItemStore.Place.sole(BonusKeys.prize(award.id()))
                .listed(
                        BonusKeys.awards(award.key().account().program()),
                        Keys.decisionAt(award.awardedAt(), award.id()));
    }

    static Map<String, Object> of(PrizeAward award) {
        Map<String, Object> item = won(award.key(), award.version(), award.times(), award.day());
        item.put(AWARDED, award.awardedAt().toString());
        award.lostAt().ifPresent(at -> item.put(LOST, at.toString()));
        award.done().ifPresent(done -> {
            item.put(STEP, done.step().text());
            item.put("step_by", done.by());
            item.put("step_at", done.at().toString());
            item.put("step_times", done.times());
            done.reason().ifPresent(reason -> item.put(REASON, reason));
        });
        return item;
    }

    private static Map<String, Object> won(BonusKey key, int version, long times, LocalDate day) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", key.account().program().toString());
        item.put("affiliate_id", key.account().affiliate().toString());
        item.put("currency", key.account().currency().code());
        item.put("bonus_id", key.bonus().text());
        item.put("period", key.period().text());
        item.put("terms_version", (long) version);
        item.put("times", times);
        item.put("release_day", day.toString());
        return item;
    }

    /// What the ledger makes of it, whether it is there or not; the account's version, in the same
    /// transaction, guards it.
    public static Update noting(String table, PrizeNote note) {
        Map<String, String> names = new HashMap<>(Map.of("#version", ItemStore.VERSION, "#lost", LOST));
        Map<String, Object> values = new HashMap<>(Map.of(":one", 1L));
        StringBuilder set = new StringBuilder();
        won(note.key(), note.version(), note.times(), note.day()).forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
            set.append("#").append(name).append(" = :").append(name).append(", ");
        });
        Map<String, String> first = Map.of(
                AWARDED,
                note.at().toString(),
                Keys.GSI1_PK,
                BonusKeys.awards(note.key().account().program()),
                Keys.GSI1_SK,
                Keys.decisionAt(note.at(), note.key().award()));
        first.forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
            set.append("#%1$s = if_not_exists(#%1$s, :%1$s), ".formatted(name));
        });
        String lost = " REMOVE #lost";
        if (!note.isLive()) {
            values.put(":lost", note.at().toString());
            lost = ", #lost = :lost";
        }
        return Update.builder()
                .tableName(table)
                .key(Table.key(BonusKeys.prize(note.key().award()), Keys.SOLE))
                .updateExpression("SET " + set.substring(0, set.length() - 2) + lost + " ADD #version :one")
                .expressionAttributeNames(names)
                .expressionAttributeValues(PlainItems.attributes(values))
                .build();
    }

    static PrizeAward award(Map<String, Object> item) {
        AccountKey account = new AccountKey(
                ProgramId.of(text(item, "program_id")),
                AffiliateId.of(text(item, "affiliate_id")),
                new CurrencyCode(text(item, "currency")));
        return new PrizeAward(
                new BonusKey(account, new BonusId(text(item, "bonus_id")), Period.parse(text(item, "period"))),
                Math.toIntExact(number(item, "terms_version")),
                number(item, "times"),
                LocalDate.parse(text(item, "release_day")),
                Instant.parse(text(item, AWARDED)),
                Optional.ofNullable((String) item.get(LOST)).map(Instant::parse),
                item.containsKey(STEP) ? Optional.of(done(item)) : Optional.empty());
    }

    private static Fulfilment done(Map<String, Object> item) {
        return new Fulfilment(
                Fulfilment.Step.valueOf(text(item, STEP).toUpperCase(Locale.ROOT)),
                text(item, "step_by"),
                Instant.parse(text(item, "step_at")),
                Optional.ofNullable((String) item.get(REASON)),
                number(item, "step_times"));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }

    private static long number(Map<String, Object> item, String name) {
        return (Long) ItemStore.required(item, name);
    }
}
