package dev.tributary.domain.backtest;

import dev.tributary.domain.backtest.BackTest.Days;
import dev.tributary.domain.backtest.BackTest.Tested;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.order.OrderLists.Listed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A back-test walked to its end in memory, in parts of a few orders.
public record Walked(BackTest test, Map<AffiliateId, BackTestRow> rows) {
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    public static Walked of(
            List<OrderState> orders, ZoneId zone, TermsDocument present, TermsDocument tested, String from, String to) {
        List<OrderState> sorted = orders.stream()
                .filter(order -> order.sale().isPresent())
                .sorted(Comparator.comparing(order -> order.sale().orElseThrow().occurredAt()))
                .toList();
        BackTest test = BackTest.start(
                new BackTestId(1),
                sorted.isEmpty() ? PastShop.PROGRAM : sorted.getFirst().key().program(),
                zone,
                new Tested(Optional.empty(), tested, present),
                new Days(LocalDate.parse(from), LocalDate.parse(to)),
                NOW);
        Map<AffiliateId, BackTestRow> rows = new TreeMap<>(Comparator.comparing(AffiliateId::bits));
        for (int parts = 0; test.isRunning(); parts++) {
            if (parts > 10 * sorted.size() + 10) {
                throw new AssertionError("does not end");
            }
            List<Listed> page = page(sorted, test, 3);
            List<Listed> next = BackTesting.fitting(page);
            boolean last = page.size() < 3 && next.size() == page.size();
            BackTesting.Part part = BackTesting.part(test, next, last, rows, NOW);
            test = part.test();
            part.rows().forEach(row -> rows.put(row.affiliate(), row));
        }
        return new Walked(test, rows);
    }

    private static List<Listed> page(List<OrderState> sorted, BackTest test, int most) {
        String after = test.progress().position().orElse("");
        return IntStream.range(0, sorted.size())
                .filter(at ->
                        test.span().holds(sorted.get(at).sale().orElseThrow().occurredAt()))
                .mapToObj(at -> new Listed(sorted.get(at), String.format(Locale.ROOT, "%09d", at)))
                .filter(listed -> listed.position().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    BackTestRow row(long affiliate) {
        return Optional.ofNullable(rows.get(new AffiliateId(affiliate))).orElseThrow();
    }
}
