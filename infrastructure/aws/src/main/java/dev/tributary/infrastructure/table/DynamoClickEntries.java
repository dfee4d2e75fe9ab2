package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.ClickEntries;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;

/// Entries of days of clicks, in the index a partition per program: an affiliate's month stands together in
/// it, so that neither its own list nor the program's reads what it does not show, but for the days of the
/// first and the last month that are outside. A position is an entry's sort key there.
public final class DynamoClickEntries implements ClickEntries {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final int MONTH_LENGTH = "202611".length();

    private final ItemStore items;

    public DynamoClickEntries(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Page<Listed> of(
            ProgramId program, Optional<AffiliateId> affiliate, LocalDate from, LocalDate to, PageRequest page) {
        List<Listed> found = new ArrayList<>();
        YearMonth newest = page.after()
                .map(after -> YearMonth.parse(after.substring(0, MONTH_LENGTH), MONTH))
                .orElseGet(() -> YearMonth.from(to));
        Optional<String> after = page.after();
        for (YearMonth month = newest; !month.isBefore(YearMonth.from(from)); month = month.minusMonths(1)) {
            String prefix =
                    affiliate.isPresent() ? ClickKeys.clickDays(month, affiliate.get()) : ClickKeys.clickDays(month);
            // The position itself stands at the end of what follows it.
            int most = Math.min(page.limit() - found.size() + 1, PageRequest.MAX_LIMIT);
            List<Map<String, Object>> some =
                    items.indexedBackward(ClickKeys.clickDays(program), prefix, after.orElse(Keys.endOf(prefix)), most);
            String last = "";
            for (Map<String, Object> item : some) {
                last = (String) ItemStore.required(item, Keys.GSI1_SK);
                if (after.filter(last::equals).isPresent()) {
                    continue;
                }
                Entry entry = entry(item);
                LocalDate day = entry.clicks().orElseThrow().day();
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    found.add(new Listed(entry, last));
                }
                if (found.size() == page.limit()) {
                    return new Page<>(found, Optional.of(last));
                }
            }
            if (some.size() == most) {
                return new Page<>(found, Optional.of(last));
            }
            after = Optional.empty();
        }
        return Page.last(found);
    }

    @Override
    public boolean tell(
            ProgramId program,
            Optional<AffiliateId> affiliate,
            LocalDate from,
            LocalDate to,
            int most,
            ObjLongConsumer<LocalDate> earnedMinor) {
        AtomicInteger told = new AtomicInteger();
        for (YearMonth each = YearMonth.from(from); !each.isAfter(YearMonth.from(to)); each = each.plusMonths(1)) {
            YearMonth month = each;
            String prefix =
                    affiliate.isPresent() ? ClickKeys.clickDays(month, affiliate.get()) : ClickKeys.clickDays(month);
            boolean all = items.figures(ClickKeys.clickDays(program), prefix, Keys.endOf(prefix), (sk, figures) -> {
                LocalDate day = month.atDay(Integer.parseInt(sk.substring(sk.lastIndexOf('#') + 1)));
                if (day.isBefore(from) || day.isAfter(to)) {
                    return true;
                }
                if (told.incrementAndGet() > most) {
                    return false;
                }
                earnedMinor.accept(day, Long.parseLong(figures));
                return true;
            });
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private static Entry entry(Map<String, Object> item) {
        return EntryItems.entry(PayoutKeys.accountOf((String) ItemStore.required(item, Keys.PK)), item);
    }
}
