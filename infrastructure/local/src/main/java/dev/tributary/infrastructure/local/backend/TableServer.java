package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// DynamoDB Local on loopback. It holds the JVM open until it is stopped.
public final class TableServer implements AutoCloseable {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final DynamoDBProxyServer server;
    private final int port;

    private TableServer(DynamoDBProxyServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// @param folder where the tables lie; empty keeps them in memory only
    /// @param port 0 takes any
    /// @throws StartFailure when the port is taken or the folder damaged
    public static TableServer start(Optional<Path> folder, int port) {
        folder.ifPresent(TableServer::check);
        // -disableTelemetry: nothing leaves this machine.
        String[] arguments = Stream.concat(
                        Stream.of("-disableTelemetry", "-sharedDb"),
                        folder.map(path -> Stream.of("-dbPath", path.toString()))
                                .orElse(Stream.of("-inMemory")))
                .toArray(String[]::new);
        DynamoDBProxyServer server;
        try {
            server = create(arguments);
        } catch (Exception e) {
            throw new StartFailure("the table cannot start: " + e.getMessage(), e);
        }
        try {
            ServerConnector connector = connector(server);
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            server.start();
            return new TableServer(server, connector.getLocalPort());
        } catch (Exception e) {
            stop(server);
            String message = Arrays.toString(e.getStackTrace()).contains("bind") || causedByBind(e)
                    ? "port " + port + " is taken: the table cannot listen on it"
                    : "the table cannot start: " + e;
            throw new StartFailure(message, e);
        }
    }

    /// It prints a banner, whatever its logger is told.
    private static synchronized DynamoDBProxyServer create(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            CommandLineInput input = new CommandLineInput(arguments);
            input.init();
            return ServerRunner.createServer(input);
        } finally {
            System.setOut(out);
        }
    }

    private static boolean causedByBind(Throwable e) {
        return Stream.iterate(e, java.util.Objects::nonNull, Throwable::getCause)
                .anyMatch(java.net.BindException.class::isInstance);
    }

    /// It has no option for the address, would listen on all of them, and refuses port 0.
    private static ServerConnector connector(DynamoDBProxyServer server) throws ReflectiveOperationException {
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        return (ServerConnector) ((Server) field.get(server)).getConnectors()[0];
    }

    private static void check(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".db")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] start = in.readNBytes(SQLITE.length);
                    if (start.length > 0 && !Arrays.equals(start, SQLITE)) {
                        throw new StartFailure("data folder is damaged: " + file + " is not a table's file");
                    }
                }
            }
        } catch (IOException e) {
            throw new StartFailure("data folder is damaged: " + e, e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(DynamoDBProxyServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the table did not stop", e);
        }
    }
}
