package dev.tributary.infrastructure.local.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends exactly these bytes: no client library lets such requests pass.
final class RawHttp {
    /// @param headers as they came, `name: value`
    record Reply(int status, List<String> headers, String body) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    private RawHttp() {}

    /// @param requestLine for example `GET /r/demo HTTP/1.1`; each char becomes one byte
    /// @param headers `name: value`; a Host is added when none is there
    static Reply send(int port, String requestLine, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(requestLine).append("\r\n");
        boolean host = false;
        for (String header : headers) {
            request.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        if (!host) {
            request.append("Host: 127.0.0.1\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), !requestLine.startsWith("HEAD "));
        }
    }

    private static Reply read(InputStream in, boolean mayHaveBody) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("no HTTP answer but: " + head.toString(StandardCharsets.UTF_8));
            }
            head.write(octet);
        }
        List<String> lines = new ArrayList<>(
                head.toString(StandardCharsets.UTF_8).strip().lines().toList());
        int status = Integer.parseInt(lines.removeFirst().split(" ")[1]);
        Reply reply = new Reply(status, lines, "");
        int length = Integer.parseInt(reply.header("content-length").orElse("0"));
        byte[] body = mayHaveBody ? in.readNBytes(length) : new byte[0];
        return new Reply(status, lines, new String(body, StandardCharsets.UTF_8));
    }
}
