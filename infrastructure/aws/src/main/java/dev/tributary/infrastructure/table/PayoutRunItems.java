package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanTotals;
import dev.tributary.domain.payout.Planning;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The item of a payout run, both directions:
/// ```
/// pk R#{run} | sk - | version 9 | state applying | origin 2026-12-01 | attempt 1 | bucket_rows [{hash, rows,
/// progress}]
/// | debtor {name, ends, account 3.Kx...} | totals {payouts, gross, fees, net, left_out {below_minimum: 3}, ...} | seal
/// 5f... | approvals [{actor, at, hash}]
/// ```
final class PayoutRunItems {
    private static final String BY_HAND = "by_hand";

    private PayoutRunItems() {}

    static ItemStore.Place place(PayoutRun run) {
        PayoutRun.Head head = run.head();
        return ItemStore.Place.sole(PayoutKeys.payoutRun(head.id()))
                .listed(PayoutKeys.runsOf(head.program()), PayoutKeys.runAt(head.created(), head.id()));
    }

    static Map<String, Object> of(PayoutRun run, int dueBuckets) {
        PayoutRun.Head head = run.head();
        Map<String, Object> item = new HashMap<>();
        item.put("id", head.id().toString());
        item.put("program", head.program().toString());
        item.put("merchant", head.merchant().toString());
        item.put("currency", head.currency().code());
        item.put(
                "origin",
                switch (head.origin()) {
                    case PayoutRun.Origin.Scheduled scheduled ->
                        scheduled.periodEnd().toString();
                    case PayoutRun.Origin.ByHand byHand -> BY_HAND;
                });
        item.put("maker", head.maker());
        item.put("created", head.created().toString());
        item.put("attempt", (long) head.attempt());
        item.put("buckets", (long) head.buckets());
        item.put("state", run.state().text());
        run.planning().after().ifPresent(after -> item.put("planned_through", after));
        item.put("lease", run.planning().lease().toString());
        item.put(
                "bucket_rows",
                run.planning().buckets().stream()
                        .map(bucket -> Map.<String, Object>of(
                                "hash",
                                bucket.hash(),
                                "rows",
                                bucket.rows(),
                                "progress",
                                bucket.progress().name().toLowerCase(Locale.ROOT)))
                        .toList());
        item.put("totals", totals(run.totals()));
        run.planning().debtor().ifPresent(debtor -> item.put("debtor", ProgramSecretItems.of(debtor)));
        run.sealed().ifPresent(plan -> {
            item.put("seal", plan.hash());
            item.put("sealed_at", plan.at().toString());
        });
        item.put(
                "approvals",
                run.approvals().stream()
                        .map(approval -> Map.<String, Object>of(
                                "actor", approval.actor(), "at", approval.at().toString(), "hash", approval.hash()))
                        .toList());
        run.fault().ifPresent(fault -> item.put("fault", fault));
        run.abandoned().ifPresent(abandoned -> {
            item.put("abandoned_by", abandoned.actor());
            item.put("abandoned_at", abandoned.at().toString());
        });
        run.due().ifPresent(due -> {
            int bucket = (int) Math.floorMod(head.id().digest().high(), (long) dueBuckets);
            item.put("due", due.toString());
            item.put(Keys.GSI2_PK, PayoutKeys.dueRuns(bucket));
            item.put(Keys.GSI2_SK, Keys.due(wholeSecond(due), PayoutKeys.payoutRun(head.id()), Keys.SOLE));
        });
        return item;
    }

    /// The next one: then it is due.
    static Instant wholeSecond(Instant due) {
        return due.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Map<String, Object> totals(PlanTotals totals) {
        Map<String, Object> leftOut = new HashMap<>();
        totals.leftOut().forEach((reason, count) -> leftOut.put(reason.text(), count));
        return Map.of(
                "payouts", totals.payouts(),
                "gross", totals.gross().minor(),
                "fees", totals.fees().minor(),
                "net", totals.net().minor(),
                "left_out", leftOut,
                "new_methods", totals.newMethods(),
                "changed_methods", totals.changedMethods(),
                "changers", List.copyOf(totals.changers()));
    }

    static PayoutRun run(Map<String, Object> item) {
        CurrencyCode currency = new CurrencyCode(text(item, "currency"));
        PayoutRun.Head head = new PayoutRun.Head(
                RunId.of(text(item, "id")),
                ProgramId.of(text(item, "program")),
                MerchantId.of(text(item, "merchant")),
                currency,
                text(item, "origin").equals(BY_HAND)
                        ? new PayoutRun.Origin.ByHand()
                        : new PayoutRun.Origin.Scheduled(LocalDate.parse(text(item, "origin"))),
                text(item, "maker"),
                Instant.parse(text(item, "created")),
                Math.toIntExact(number(item, "attempt")),
                Math.toIntExact(number(item, "buckets")));
        Planning planning = new Planning(
                optional(item, "planned_through"),
                Instant.parse(text(item, "lease")),
                maps(item, "bucket_rows").stream()
                        .map(bucket -> new Planning.Bucket(
                                text(bucket, "hash"),
                                number(bucket, "rows"),
                                Planning.Progress.valueOf(
                                        text(bucket, "progress").toUpperCase(Locale.ROOT))))
                        .toList(),
                totals(map(item, "totals"), currency),
                item.containsKey("debtor")
                        ? Optional.of(ProgramSecretItems.debtor(map(item, "debtor")))
                        : Optional.empty());
        return new PayoutRun(
                head,
                PayoutRun.State.valueOf(text(item, "state").toUpperCase(Locale.ROOT)),
                planning,
                optional(item, "seal").map(seal -> new PayoutRun.Sealed(seal, Instant.parse(text(item, "sealed_at")))),
                maps(item, "approvals").stream()
                        .map(approval -> new Approval(
                                text(approval, "actor"), Instant.parse(text(approval, "at")), text(approval, "hash")))
                        .toList(),
                optional(item, "due").map(Instant::parse),
                optional(item, "fault"),
                optional(item, "abandoned_by")
                        .map(actor -> new PayoutRun.Abandoned(actor, Instant.parse(text(item, "abandoned_at")))));
    }

    private static PlanTotals totals(Map<String, Object> item, CurrencyCode currency) {
        return new PlanTotals(
                number(item, "payouts"),
                new Money(number(item, "gross"), currency),
                new Money(number(item, "fees"), currency),
                new Money(number(item, "net"), currency),
                map(item, "left_out").entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> LeftOut.of(entry.getKey()), entry -> (Long) entry.getValue())),
                number(item, "new_methods"),
                number(item, "changed_methods"),
                ((List<?>) ItemStore.required(item, "changers"))
                        .stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new)));
    }

    static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }

    static long number(Map<String, Object> item, String name) {
        return (Long) ItemStore.required(item, name);
    }

    static Optional<String> optional(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Map<String, Object> item, String name) {
        return (Map<String, Object>) ItemStore.required(item, name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> item, String name) {
        return (List<Map<String, Object>>) ItemStore.required(item, name);
    }
}
