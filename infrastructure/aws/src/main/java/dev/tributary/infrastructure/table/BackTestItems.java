package dev.tributary.infrastructure.table;

import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTest.Days;
import dev.tributary.domain.backtest.BackTest.Phase;
import dev.tributary.domain.backtest.BackTest.Progress;
import dev.tributary.domain.backtest.BackTest.Sums;
import dev.tributary.domain.backtest.BackTest.Tested;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.edge.BackTestKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The item of a back-test, both directions:
/// ```
/// pk G#{back-test} | sk - | version 7 | program_id prg_... | zone Europe/Riga | from 2026-09-01 | to 2026-09-30
/// | terms <packed> | present <packed> | terms_version 3 | phase costing | position 2026-09-14T... | reached
/// 2026-09-14T...
/// | orders 300 | attempts 0 | due 2026-11-22T10:17:00Z | started_at 2026-11-22T10:15:00Z | currency EUR | now 12550
/// | then 14000 | affiliates 12 | gain 8 | lose 1 | ttl 1779444900
/// | gsi1pk P#{program}#G | gsi1sk G#{time, the later the less}#{back-test}
/// ```
final class BackTestItems {
    private BackTestItems() {}

    /// All of it but its keys.
    static Map<String, Object> of(BackTest test) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", test.program().toString());
        item.put("zone", test.zone().getId());
        item.put("from", test.days().from().toString());
        item.put("to", test.days().to().toString());
        item.put("terms", packed(test.tested().terms()));
        item.put("present", packed(test.tested().present()));
        test.tested().version().ifPresent(version -> item.put("terms_version", (long) version));
        Sums sums = test.sums();
        item.put("currency", sums.now().currency().code());
        item.put("now", sums.now().minor());
        item.put("then", sums.then().minor());
        item.put("affiliates", (long) sums.affiliates());
        item.put("gain", (long) sums.gain());
        item.put("lose", (long) sums.lose());
        Progress progress = test.progress();
        item.put("phase", progress.phase().name().toLowerCase(Locale.ROOT));
        progress.position().ifPresent(position -> item.put("position", position));
        progress.reached().ifPresent(reached -> item.put("reached", reached.toString()));
        item.put("orders", progress.orders());
        item.put("attempts", (long) progress.attempts());
        item.put("due", progress.due().toString());
        item.put("started_at", progress.startedAt().toString());
        progress.finishedAt().ifPresent(finished -> item.put("finished_at", finished.toString()));
        item.put(Keys.TTL, expires(test));
        if (test.isRunning()) {
            item.put(Keys.GSI2_PK, BackTestKeys.dueBackTests());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(
                            progress.due().truncatedTo(ChronoUnit.SECONDS),
                            BackTestKeys.backTest(test.id()),
                            Keys.SOLE));
        }
        return item;
    }

    /// Of the test and of its rows.
    static long expires(BackTest test) {
        return test.progress().startedAt().plus(BackTest.KEPT).getEpochSecond();
    }

    /// @throws IllegalStateException when an attribute is missing
    static BackTest test(Map<String, Object> item) {
        CurrencyCode currency = new CurrencyCode(text(item, "currency"));
        return new BackTest(
                BackTestKeys.backTestOf(text(item, Keys.PK)),
                ProgramId.of(text(item, "program_id")),
                ZoneId.of(text(item, "zone")),
                new Tested(
                        Optional.ofNullable(item.get("terms_version")).map(version -> Math.toIntExact((Long) version)),
                        unpacked(item, "terms"),
                        unpacked(item, "present")),
                new Days(LocalDate.parse(text(item, "from")), LocalDate.parse(text(item, "to"))),
                progress(item),
                new Sums(
                        new Money(number(item, "now"), currency),
                        new Money(number(item, "then"), currency),
                        Math.toIntExact(number(item, "affiliates")),
                        Math.toIntExact(number(item, "gain")),
                        Math.toIntExact(number(item, "lose"))));
    }

    private static Progress progress(Map<String, Object> item) {
        return new Progress(
                Phase.valueOf(text(item, "phase").toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) item.get("position")),
                Optional.ofNullable((String) item.get("reached")).map(Instant::parse),
                number(item, "orders"),
                Math.toIntExact(number(item, "attempts")),
                Instant.parse(text(item, "due")),
                Instant.parse(text(item, "started_at")),
                Optional.ofNullable((String) item.get("finished_at")).map(Instant::parse));
    }

    private static byte[] packed(TermsDocument terms) {
        return Packing.pack(TermsJson.write(terms).getBytes(StandardCharsets.UTF_8));
    }

    private static TermsDocument unpacked(Map<String, Object> item, String name) {
        byte[] packed = (byte[]) ItemStore.required(item, name);
        return TermsJson.read(new String(Packing.unpack(packed), StandardCharsets.UTF_8));
    }

    static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }

    static long number(Map<String, Object> item, String name) {
        return (Long) ItemStore.required(item, name);
    }
}
