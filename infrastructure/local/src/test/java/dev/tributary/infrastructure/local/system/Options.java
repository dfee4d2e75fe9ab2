package dev.tributary.infrastructure.local.system;

import dev.tributary.infrastructure.local.MachineOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// Where the whole-system classes run: on the servers inside, on LocalStack in Docker
/// (`-Plocalstack`), or on whatever AWS_ENDPOINT_URL names. Elsewhere each machine gets a stage of its
/// own, so that no test finds another's table.
final class Options {
    private static final String IMAGE = "localstack/localstack:4.14.0";
    private static final AtomicInteger STAGES = new AtomicInteger();

    private Options() {}

    static MachineOptions machine(Path template) {
        MachineOptions options = MachineOptions.inMemory(template);
        if (System.getProperty("tributary.backend", "").equals("localstack")) {
            options = at(options, Container.STARTED.getEndpoint());
        }
        String stage = "t" + Long.toString(System.currentTimeMillis() % 100_000_000, 36) + STAGES.incrementAndGet();
        return options.endpoint().isPresent() ? options.withParameter("Stage", stage) : options;
    }

    private static MachineOptions at(MachineOptions options, URI endpoint) {
        return new MachineOptions(
                options.template(),
                options.data(),
                options.ports(),
                options.clock(),
                options.stackName(),
                options.parameters(),
                options.variables(),
                Optional.of(endpoint),
                options.longestWindow(),
                options.seed(),
                options.functions());
    }

    /// Started once, by the first class that asks; Testcontainers removes it when the JVM ends.
    private static final class Container {
        private static final LocalStackContainer STARTED = start();

        private static LocalStackContainer start() {
            LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(IMAGE))
                    .withServices("dynamodb", "sqs", "secretsmanager", "ssm", "s3");
            container.start();
            return container;
        }
    }
}
