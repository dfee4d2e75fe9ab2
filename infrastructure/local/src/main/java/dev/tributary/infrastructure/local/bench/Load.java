package dev.tributary.infrastructure.local.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Clicks on many connections at once, each with one request under way, from one thread.
final class Load {
    private static final int ANSWER_LIMIT = 16 * 1024;
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/131.0.0.0 Safari/537.36";

    /// What is asked for.
    /// @param clicks how many; a run ends after `seconds` at the latest
    /// @param links how many of the bench's links are clicked, at random
    record Order(int port, int connections, int clicks, int seconds, int links) {
        static Order read(String line) {
            String[] words = line.strip().split(" ");
            return new Order(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]));
        }

        String line() {
            return port + " " + connections + " " + clicks + " " + seconds + " " + links;
        }
    }

    /// @param failed answered by anything but 302
    record Result(long answered, long failed, long nanos) {
        static Result read(String line) {
            String[] words = line.strip().split(" ");
            return new Result(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        String line() {
            return answered + " " + failed + " " + nanos;
        }

        double perSecond() {
            return answered * 1e9 / nanos;
        }
    }

    private final Order order;
    private final Random random;
    private long made;
    private long answered;
    private long failed;

    private Load(Order order, long seed) {
        this.order = order;
        this.random = new Random(seed);
    }

    /// One connection and what stands in its two buffers.
    private static final class Visitor {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(ANSWER_LIMIT);
        private ByteBuffer out = ByteBuffer.allocate(0);

        private Visitor(SocketChannel channel) {
            this.channel = channel;
        }
    }

    static Result run(Order order, long seed) throws IOException {
        return new Load(order, seed).run();
    }

    private Result run() throws IOException {
        List<Visitor> visitors = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < order.connections; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), order.port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                Visitor visitor = new Visitor(channel);
                channel.register(selector, SelectionKey.OP_READ, visitor);
                visitors.add(visitor);
            }
            long start = System.nanoTime();
            long end = start + order.seconds * 1_000_000_000L;
            for (Visitor visitor : visitors) {
                click(visitor);
            }
            // What is under way at the end is awaited: every click that was made is answered.
            int open = visitors.size();
            while (open > 0) {
                if (selector.select(30_000) == 0) {
                    throw new IOException(open + " clicks were not answered within 30 s");
                }
                boolean inTime = System.nanoTime() < end;
                for (SelectionKey key : selector.selectedKeys()) {
                    Visitor visitor = (Visitor) key.attachment();
                    if (visitor != null && answered(visitor)) {
                        if (inTime && made < order.clicks) {
                            click(visitor);
                        } else {
                            open--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
            return new Result(answered, failed, System.nanoTime() - start);
        } finally {
            for (Visitor visitor : visitors) {
                visitor.channel.close();
            }
        }
    }

    private void click(Visitor visitor) throws IOException {
        made++;
        String request = "GET /r/" + BenchLinks.code(random.nextInt(order.links)) + "?sub1=news HTTP/1.1\r\n"
                + "Host: 127.0.0.1:" + order.port + "\r\nUser-Agent: " + AGENT
                + "\r\nAccept: text/html\r\nSec-Fetch-Dest: document\r\nReferer: https://blog.example/post\r\n\r\n";
        visitor.out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (visitor.out.hasRemaining()) {
            visitor.channel.write(visitor.out);
        }
    }

    /// Whether the answer is there as a whole.
    private boolean answered(Visitor visitor) throws IOException {
        if (visitor.channel.read(visitor.in) < 0) {
            throw new IOException("the server closed a connection");
        }
        String text = new String(visitor.in.array(), 0, visitor.in.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0 || text.length() < head + 4 + length(text)) {
            return false;
        }
        visitor.in.clear();
        answered++;
        if (!text.startsWith("HTTP/1.1 302")) {
            failed++;
        }
        return true;
    }

    private static int length(String head) {
        int at = head.indexOf("Content-Length: ");
        if (at < 0) {
            at = head.indexOf("content-length: ");
        }
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }
}
