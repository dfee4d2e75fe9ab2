package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.tally.Tally.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How large the item of an account becomes that counts all that terms may ask for, at a hold of 30 days: what
/// ended 130 days ago has left it.
class AccountItemsTest {
    private static final AccountKey KEY = new AccountKey(new ProgramId(-1), new AffiliateId(-1), TestMarket.EUR);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int KEPT_DAYS = 131;

    @Test
    void accountWithDailyCapsAndFiveMonthlyMilestones_staysUnderFourKilobytes() {
        SortedMap<Tally, Long> one = tallies(1);
        SortedMap<Tally, Long> three = tallies(3);
        long largest = size(item(one));
        System.out.printf(
                "account item: %,d bytes with a daily cap and five milestones, %,d with three caps; before %,d and"
                        + " %,d%n",
                largest, size(item(three)), before(one), before(three));
        assertThat(largest).isLessThan(4_096);
        assertThat(size(item(three))).isLessThan(before(three) / 2);
    }

    @Test
    void tallies_areReadAsTheyWereWritten_inThisFormAndTheOneBefore() {
        SortedMap<Tally, Long> tallies = tallies(2);
        tallies.put(Tally.parse("cap.a@b.c@2026-11-22"), 7L);
        tallies.put(Tally.parse("cap@2026-11"), 8L);
        // One name by day and by month, as caps and tiers may: neither stands in the other's place.
        tallies.put(Tally.parse("cap@2026-11-22"), 11L);
        tallies.put(Tally.parse("revenue@2026-11-22"), 12L);
        tallies.put(Tally.parse("revenue@2026-11"), 13L);
        tallies.put(Tally.parse("revenue@2026-Q4"), 9L);
        tallies.put(Tally.parse("sales@ever"), 10L);
        Map<String, Object> item = item(tallies);
        assertThat(AccountItems.account(KEY, item).tallies()).isEqualTo(tallies);
        Map<String, Object> old = new HashMap<>();
        tallies.forEach((tally, count) -> old.put(tally.text(), count));
        item.put("tallies", old);
        assertThat(AccountItems.account(KEY, item).tallies()).isEqualTo(tallies);
        assertThat(PlainItems.plain(PlainItems.attributes(item(tallies)))).isEqualTo(item(tallies));
    }

    private static SortedMap<Tally, Long> tallies(int caps) {
        SortedMap<Tally, Long> tallies = new TreeMap<>();
        for (int back = 0; back < KEPT_DAYS; back++) {
            for (int cap = 0; cap < caps; cap++) {
                tallies.put(
                        Tally.cap(Optional.of("base" + cap), Period.of(Period.Length.DAY, TODAY.minusDays(back))),
                        12_345L);
            }
        }
        for (int back = 0; back <= KEPT_DAYS / 30 + 1; back++) {
            Period month = Period.of(Period.Length.MONTH, TODAY.minusMonths(back));
            for (String bonus : List.of("m100", "m200", "m300", "m400", "m500")) {
                tallies.put(Tally.noted(Kind.BONUS_MET, bonus, month), 1L);
                tallies.put(Tally.noted(Kind.BONUS_VERSION, bonus, month), 2L);
                tallies.put(Tally.noted(Kind.BONUS_DAY, bonus, month), 20_810L);
            }
            tallies.put(Tally.noted(Kind.BONUS_THROUGH, "conversions", month), 20_810L);
            tallies.put(Tally.parse("conversions@" + month.text()), 812L);
            tallies.put(Tally.parse("revenue@" + month.text()), 1_234_567L);
        }
        return tallies;
    }

    private static Map<String, Object> item(SortedMap<Tally, Long> tallies) {
        SortedMap<LocalDate, Long> pending = new TreeMap<>();
        for (int day = 1; day <= 30; day++) {
            pending.put(TODAY.plusDays(day), 123_456L);
        }
        Account account = new Account(
                KEY,
                123_456,
                pending,
                0,
                1_234_567,
                0,
                0,
                Optional.of(TODAY),
                123_000,
                123_000,
                9_876_543,
                tallies,
                "f".repeat(64));
        return AccountItems.of(account, ZoneOffset.UTC, 1);
    }

    /// With each count under its whole text.
    private static long before(SortedMap<Tally, Long> tallies) {
        Map<String, Object> item = item(tallies);
        Map<String, Object> flat = new HashMap<>();
        tallies.forEach((tally, count) -> flat.put(tally.text(), count));
        item.put("tallies", flat);
        return size(item);
    }

    /// As DynamoDB counts: names, texts, two digits of a number to a byte and one more, 3 for a map and one for each
    /// in it.
    private static long size(Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case Long number -> Long.toString(number).length() / 2 + 2;
            case Map<?, ?> map ->
                3
                        + map.entrySet().stream()
                                .mapToLong(entry -> 1 + size(entry.getKey()) + size(entry.getValue()))
                                .sum();
            default -> throw new IllegalArgumentException("no plain value: " + value);
        };
    }
}
