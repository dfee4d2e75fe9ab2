package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.PayoutLimits;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Payout policies in the table:
/// ```
/// pk P#{program} | sk PAYOUT | version 3 | schedule weekly | auto_approve_below "100.00 EUR" | auto_by key_...
/// | second_approval_above "5000.00 EUR" | second_by key_... | held_to "1000.00 EUR" | next 2026-12-07
/// ```
public final class DynamoPayoutPolicies implements PayoutPolicies {
    private final Table table;
    private final ItemStore items;
    private final DueIndex due;
    private final int buckets;

    /// @param buckets partitions of what is due, 1 to 64
    public DynamoPayoutPolicies(Table table, int buckets) {
        this.table = table;
        this.items = new ItemStore(table);
        this.due = new DueIndex(table);
        this.buckets = buckets;
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoPayoutPolicies of(Table table, Environment environment) {
        return new DynamoPayoutPolicies(table, DynamoClickMarks.buckets(environment));
    }

    @Override
    public Optional<Versioned<PayoutPolicy>> find(ProgramId program) {
        return items.find(Keys.program(program), PayoutKeys.POLICY, item -> policy(program, item));
    }

    @Override
    public List<PayoutPolicy> find(Collection<ProgramId> programs) {
        return programs.isEmpty()
                ? List.of()
                : items
                        .batchGet(programs.stream()
                                .distinct()
                                .map(program -> Table.key(Keys.program(program), PayoutKeys.POLICY))
                                .toList())
                        .stream()
                        .map(item -> policy(PayoutKeys.programOf(PayoutRunItems.text(item, Keys.PK)), item))
                        .toList();
    }

    @Override
    public Creation create(PayoutPolicy policy, ZoneId zone) {
        return items.create(place(policy), item(policy, zone));
    }

    @Override
    public Replacement replace(Versioned<PayoutPolicy> policy, ZoneId zone) {
        return items.replace(place(policy.value()), item(policy.value(), zone), policy.version());
    }

    @Override
    public Replacement begin(PayoutRun run, Versioned<PayoutPolicy> after, ZoneId zone) {
        Together.Outcome outcome = new Together(table)
                .put(PayoutRunItems.place(run), PayoutRunItems.of(run, buckets), 0)
                .put(place(after.value()), item(after.value(), zone), after.version())
                .write();
        if (outcome.written()) {
            return new Replacement.Replaced();
        }
        boolean onlyTheRunIsThere =
                outcome.changed().contains(0) && !outcome.changed().contains(1);
        return onlyTheRunIsThere ? replace(after, zone) : new Replacement.Stale();
    }

    @Override
    public Page<ProgramId> due(int bucket, Instant now, Optional<String> from) {
        return due.due(PayoutKeys.duePolicies(bucket), now, from, PayoutKeys::programOf);
    }

    static ItemStore.Place place(PayoutPolicy policy) {
        return place(policy.program());
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(Keys.program(program), PayoutKeys.POLICY, Optional.empty());
    }

    private Map<String, Object> item(PayoutPolicy policy, ZoneId zone) {
        return item(policy, zone, buckets);
    }

    static Map<String, Object> item(PayoutPolicy policy, ZoneId zone, int buckets) {
        Map<String, Object> item = new HashMap<>();
        String pk = Keys.program(policy.program());
        item.put("schedule", policy.schedule().text());
        PayoutLimits limits = policy.limits();
        limits.autoApproveBelow().ifPresent(below -> item.put("auto_approve_below", below.toString()));
        limits.autoBy().ifPresent(actor -> item.put("auto_by", actor));
        limits.secondApprovalAbove().ifPresent(above -> item.put("second_approval_above", above.toString()));
        limits.secondBy().ifPresent(actor -> item.put("second_by", actor));
        limits.heldTo().ifPresent(before -> item.put("held_to", before.toString()));
        policy.next().ifPresent(next -> {
            int bucket = (int) Math.floorMod(Digest128.of("policy", pk).high(), (long) buckets);
            item.put("next", next.toString());
            item.put(Keys.GSI2_PK, PayoutKeys.duePolicies(bucket));
            item.put(Keys.GSI2_SK, Keys.due(next.atStartOfDay(zone).toInstant(), pk, PayoutKeys.POLICY));
        });
        return item;
    }

    private static PayoutPolicy policy(ProgramId program, Map<String, Object> item) {
        return new PayoutPolicy(
                program,
                PayoutSchedule.parse(PayoutRunItems.text(item, "schedule"))
                        .orElseThrow(() -> new IllegalStateException("schedule of a stored policy is unknown")),
                new PayoutLimits(
                        PayoutRunItems.optional(item, "auto_approve_below").map(JsonParts::money),
                        PayoutRunItems.optional(item, "auto_by"),
                        PayoutRunItems.optional(item, "second_approval_above").map(JsonParts::money),
                        PayoutRunItems.optional(item, "second_by"),
                        PayoutRunItems.optional(item, "held_to").map(JsonParts::money)),
                PayoutRunItems.optional(item, "next").map(LocalDate::parse));
    }
}
