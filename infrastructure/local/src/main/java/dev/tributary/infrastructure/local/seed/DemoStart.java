package dev.tributary.infrastructure.local.seed;

import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.local.FirstStart;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.nio.file.Path;

/// The demo, as a start of the machine makes it. Whether it is the first start does not matter: what
/// is there is left alone.
///
/// @param folder where demo.json goes
public record DemoStart(Path folder) implements FirstStart {
    @Override
    public void run(LocalMachine machine, boolean first) throws IOException {
        Environment environment = machine.environmentOf("ApiFunction");
        Table table = new Table(machine.dynamo(), environment.variable("TABLE_NAME"));
        KeyRings rings = new KeyRings(new SignedCalls(environment), environment);
        new DemoSeed(table, rings::ring, environment.clock()).run(machine.baseUrl(), new DemoFile(folder));
    }
}
