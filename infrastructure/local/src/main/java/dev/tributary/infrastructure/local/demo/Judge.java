package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.check.Calls;
import dev.tributary.infrastructure.local.check.Clicks;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Leaks;
import dev.tributary.infrastructure.local.check.PayoutChecks;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks the checker, which knows nothing of the platform's code, what it finds in the table.
final class Judge {
    private final LocalMachine machine;
    private final Market market;
    private final Checks checks;
    private final Table table;

    Judge(LocalMachine machine, Market market, Checks checks) {
        this.machine = machine;
        this.market = market;
        this.checks = checks;
        this.table =
                new Table(machine.dynamo(), machine.environmentOf("ApiFunction").variable("TABLE_NAME"));
    }

    void orders(Shop shop) {
        Calls calls = new Calls(List.copyOf(shop.accepted()), List.of(), List.of());
        checks.broken(Invariants.broken(snapshot(), calls));
    }

    /// @param files by their names in the bucket
    void payouts(Map<String, byte[]> files) {
        checks.broken(PayoutChecks.broken(snapshot(), files));
    }

    /// @param answered the click_id of each answer
    /// @param counted as the reports say
    void clicks(Set<String> answered, long counted) {
        Set<String> recorded = RecordedClicks.of(table, market.programId());
        checks.broken(new Clicks(answered, recorded, Set.of(), Set.of(), counted).broken());
        checks.equal("clicks answered and counted", answered.size(), counted);
    }

    void refusals(RefusedCalls calls) {
        Snapshot before = snapshot();
        int sent = calls.send();
        checks.broken(before.changedIn(snapshot()));
        checks.that("bad calls sent and refused: " + sent, true, "");
    }

    void leaks(String logs, Map<String, String> secrets) {
        checks.broken(Leaks.broken(snapshot(), Map.of("the functions' logs", logs), secrets));
    }

    private Snapshot snapshot() {
        return Snapshot.of(machine.dynamo(), table.name(), Packing::unpack);
    }
}
