package dev.tributary.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A tenant's server on this machine, which behaves as badly as it is told to. Keeps each call that it read.
final class Receiver implements AutoCloseable {
    private final ServerSocket server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Manner manner;

    /// What a receiver does once it has read a call.
    @FunctionalInterface
    interface Manner {
        void answer(OutputStream out) throws IOException, InterruptedException;

        static Manner status(int status) {
            return out -> write(out, "HTTP/1.1 " + status + " x\r\ncontent-length: 2\r\n\r\nok");
        }

        static Manner text(String text) {
            return out -> write(out, text);
        }

        static Manner hang() {
            return out -> TimeUnit.SECONDS.sleep(60);
        }

        /// Closes without a word.
        static Manner close() {
            return out -> {};
        }

        /// The head comes a sign at a time, and never ends within a test.
        static Manner drip() {
            return out -> {
                for (char sign : "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".toCharArray()) {
                    write(out, String.valueOf(sign));
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            };
        }

        static Manner endless(String head, String part) {
            return out -> {
                write(out, head);
                while (true) {
                    write(out, part);
                }
            };
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    record Call(String line, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Receiver(Manner manner) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manner);
    }

    Receiver(ServerSocket server, Manner manner) {
        this.server = server;
        this.manner = manner;
        Thread.ofVirtual().start(this::serve);
    }

    void behave(Manner next) {
        manner = next;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/in";
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            calls.add(read(socket.getInputStream()));
            manner.answer(socket.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // Whoever called has had enough.
        }
    }

    private static Call read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no whole head");
            }
            head.write(octet);
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[line].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Call(lines[0], headers, in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
