package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.check.Calls;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disputes on the whole machine, whose clock goes on for more than 75 days; the checker looks at what is left.
@Tag("system")
class DisputesMachineTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void disputes_areRuledByPeopleAndByTime_andPostedOnce() throws Exception {
        try (LocalMachine machine = LocalMachine.start(Options.machine(Project.TEMPLATE))) {
            new DemoStart(folder).run(machine, true);
            JsonNode demo = Project.parse(Files.readString(folder.resolve("demo.json")));
            String merchant = demo.path("merchant").path("api_key").asText();
            try (Office office = new Office(machine, merchant);
                    Subscriber told = new Subscriber(machine, merchant)) {
                String program = office.open();
                Office.Member member = office.join(program);
                told.subscribe("webhook", "/");
                Disputing disputing = new Disputing(office, machine, merchant, program, member);
                disputing.live();

                List<String> posted = office.get(
                                member.key(),
                                "/v1/entries?limit=100&program_id=" + program + "&affiliate_id=" + member.affiliate())
                        .path("data")
                        .valueStream()
                        .map(entry -> entry.path("kind").asText())
                        .filter(kind -> !kind.equals("flat_fee"))
                        .toList();
                assertThat(posted).containsExactlyInAnyOrder("accrue", "accrue", "adjust");
                Table table = Shop.table(machine);
                Snapshot snapshot = Snapshot.of(table.client(), table.name(), Packing::unpack);
                assertThat(Invariants.broken(snapshot, new Calls(disputing.accepted(), List.of(), List.of())))
                        .isEmpty();
            }
        }
    }
}
