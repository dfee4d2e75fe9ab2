package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.local.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every function of the template as a process of its own beside an embedded machine, whose table,
/// queues and secrets it uses. A sample event of each is at hand.
public final class DeployedFunctions implements AutoCloseable {
    private final Path root;
    private final Path folder;
    private final LocalMachine machine;

    /// @param inProcess what the same handler answers on the machine
    record Sample(String name, byte[] event, String inProcess) {
        boolean isRefusal() {
            return inProcess.matches(".*\"statusCode\" ?: ?[45].*") || inProcess.contains("itemIdentifier");
        }
    }

    /// What a function's own process answered to a sample, and what the machine did.
    public record Outcome(String function, String sample, boolean failed, String answer, String inProcess) {}

    private DeployedFunctions(Path root, Path folder, LocalMachine machine) {
        this.root = root;
        this.folder = folder;
        this.machine = machine;
    }

    public static DeployedFunctions start(Path template) throws Exception {
        Path folder = Files.createTempDirectory("tributary-functions");
        Path root = template.toAbsolutePath().normalize().getParent();
        if (root == null) {
            throw new StartFailure(template + " is in no folder");
        }
        LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(template));
        DeployedFunctions functions = new DeployedFunctions(root, folder, machine);
        try {
            machine.seed(new DemoStart(folder));
            return functions;
        } catch (Exception | Error failed) {
            functions.close();
            throw failed;
        }
    }

    public List<String> ids() {
        return machine.template().functions().stream()
                .map(Template.Function::id)
                .toList();
    }

    /// Gives the function's jar one sample.
    public Outcome answer(String id) throws Exception {
        Sample sample = sample(id);
        RuntimeApi.Answer answer = process(id).answer(sample.event());
        return new Outcome(id, sample.name(), answer.failed(), answer.text(), sample.inProcess());
    }

    FunctionProcess process(String id) throws IOException {
        String handler = machine.template().function(id).handler();
        Path taskRoot = folder.resolve(id);
        if (!Files.exists(taskRoot)) {
            FunctionProcess.unpack(root, handler, taskRoot);
        }
        return new FunctionProcess(taskRoot, handler, machine.variablesOf(id));
    }

    FunctionProcess bare() throws IOException {
        return FunctionProcess.bare(Files.createTempDirectory(folder, "bare"));
    }

    /// The first sample in events/ that the handler takes; else the first that it refuses.
    Sample sample(String id) throws IOException {
        String name = id.replaceFirst("Function$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        Sample refused = null;
        for (Path file : files(root.resolve("events").resolve(name))) {
            byte[] event = Files.readAllBytes(file);
            String reply;
            try {
                reply = new String(machine.invoke(id, event), StandardCharsets.UTF_8);
            } catch (Exception thrown) {
                // Such a sample shows that the handler throws; it is no sample of an answer.
                continue;
            }
            Sample sample = new Sample(name + "/" + file.getFileName(), event, reply);
            if (!sample.isRefusal()) {
                return sample;
            }
            refused = refused == null ? sample : refused;
        }
        if (refused == null) {
            throw new StartFailure("events/" + name + " holds no sample that " + id + " answers");
        }
        return refused;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        machine.close();
        FunctionProcess.delete(folder);
    }
}
