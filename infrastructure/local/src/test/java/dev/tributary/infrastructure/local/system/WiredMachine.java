package dev.tributary.infrastructure.local.system;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The machine with a wire between its functions and their services, by a copy of the template in
/// which each function has endpoints of its own.
record WiredMachine(LocalMachine machine, Wire wire) implements AutoCloseable {
    static WiredMachine start(Path folder, UnaryOperator<MachineOptions> options) throws IOException {
        Wire wire = Wire.start();
        try {
            Path template = Files.writeString(folder.resolve("template.yaml"), rewired(wire));
            LocalMachine machine = LocalMachine.start(options.apply(Options.machine(template)));
            wire.lead(Wire.Service.TABLE, machine.dynamoEndpoint());
            wire.lead(Wire.Service.QUEUES, machine.sqsEndpoint());
            wire.lead(Wire.Service.SECRETS, machine.secretsEndpoint());
            wire.lead(Wire.Service.PARAMETERS, machine.secretsEndpoint());
            wire.lead(Wire.Service.FILES, machine.filesEndpoint());
            wire.lead(Wire.Service.MAIL, machine.mailEndpoint());
            return new WiredMachine(machine, wire);
        } catch (RuntimeException | Error e) {
            wire.close();
            throw e;
        }
    }

    private static String rewired(Wire wire) {
        StringBuilder copy = new StringBuilder();
        String function = "";
        for (String line : Project.text("template.yaml").lines().toList()) {
            if (line.matches("  \\w+Function:")) {
                function = line.strip().replace(":", "");
            }
            copy.append(line).append('\n');
            if (line.equals("        Variables:") && !function.isEmpty()) {
                for (String service : new String[] {"DYNAMODB", "SQS", "SECRETS_MANAGER", "SSM", "S3", "SESV2"}) {
                    copy.append("          AWS_ENDPOINT_URL_%s: %s\n".formatted(service, wire.endpoint(function)));
                }
            }
        }
        return copy.toString();
    }

    @Override
    public void close() {
        machine.close();
        wire.close();
    }
}
