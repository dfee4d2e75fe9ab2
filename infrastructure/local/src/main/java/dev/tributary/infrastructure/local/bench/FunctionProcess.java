package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A function as Lambda runs it: its jar unpacked in a folder, on it the runtime interface client, one
/// JVM of its own with the function's variables and nothing else.
/// @param taskRoot what Lambda unpacks to /var/task
/// @param handler `dev.tributary.redirect.RedirectHandler::handleRequest`
/// @param variables the function's
record FunctionProcess(Path taskRoot, String handler, Map<String, String> variables) {
    /// As near to Lambda's own as flags come; the bare handler runs under the same.
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m");

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    /// Starts the JVM, gives it the event, ends it when it has answered.
    RuntimeApi.Answer answer(byte[] event) throws IOException, InterruptedException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        try (RuntimeApi api = RuntimeApi.start(event, () -> cpuNanos(started.join()))) {
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.environment()
                    .putAll(Map.of(
                            "AWS_LAMBDA_RUNTIME_API", api.address(),
                            "_HANDLER", handler,
                            "LAMBDA_TASK_ROOT", taskRoot.toString(),
                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                            "AWS_LAMBDA_LOG_GROUP_NAME", "local",
                            "AWS_LAMBDA_LOG_STREAM_NAME", "local"));
            Path output = Files.createTempFile("tributary-function", ".log");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            started.complete(process);
            process.onExit()
                    .thenRun(() -> api.answer().completeExceptionally(new IOException("it ended before it answered")));
            try {
                return api.answer().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                throw new IOException(handler + ": " + failed + "\n" + Files.readString(output), failed);
            } finally {
                process.destroyForcibly().waitFor();
                Files.delete(output);
            }
        }
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(Stream.of(java), FLAGS.stream(), Stream.of("-cp", classPath(), CLIENT, handler))
                .flatMap(part -> part)
                .toList();
    }

    /// The function behind the jars that Lambda brings itself.
    private String classPath() {
        String client = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry)
                        .getFileName()
                        .toString()
                        .matches("aws-lambda-java-(core|serialization|runtime-interface-client)-.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return client + File.pathSeparator + taskRoot;
    }

    private static long cpuNanos(Process process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// Unpacks the jar that Maven made of a function.
    /// @param handler its package names the module
    /// @throws StartFailure when there is none
    static void unpack(Path root, String handler, Path into) throws IOException {
        String module = handler.split("\\.")[2];
        Path target = root.resolve("functions").resolve(module).resolve("target");
        List<Path> jars = List.of();
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                jars = files.filter(file -> file.toString().endsWith("-lambda.jar"))
                        .toList();
            }
        }
        if (jars.size() != 1) {
            throw new StartFailure("functions/" + module + "/target holds no jar for Lambda: run `mvn package` first");
        }
        try (InputStream file = Files.newInputStream(jars.getFirst());
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw new IOException("an entry of " + jars.getFirst() + " leads out of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
    }

    /// The least handler there is, in a folder of its own.
    static FunctionProcess bare(Path into) throws IOException {
        String name = BareHandler.class.getName();
        Path file = into.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream code = BareHandler.class.getResourceAsStream("BareHandler.class")) {
            if (code == null) {
                throw new IllegalStateException("the code of " + name + " is not on the class path");
            }
            Files.copy(code, file);
        }
        return new FunctionProcess(into, name + "::handleRequest", Map.of("AWS_REGION", "local"));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
