package dev.tributary.infrastructure.local.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Standard output of the functions while the demo runs: what Lambda would keep as their logs. It is
/// counted, and not shown between the demo's own lines; the last of it tells what went wrong.
final class LogMeter implements AutoCloseable {
    private static final int KEPT = 20;

    private final PrintStream before = System.out;
    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private long lines;
    private long bytes;

    /// From here on, until it is closed.
    LogMeter() {
        System.setOut(new PrintStream(new Sink(), true, StandardCharsets.UTF_8));
    }

    /// What was written since the last reset.
    record Logged(long lines, long bytes) {}

    synchronized Logged logged() {
        return new Logged(lines, bytes);
    }

    synchronized void reset() {
        lines = 0;
        bytes = 0;
    }

    /// The newest last.
    synchronized List<String> last() {
        return List.copyOf(last);
    }

    /// Where the demo itself writes.
    PrintStream screen() {
        return before;
    }

    @Override
    public void close() {
        System.setOut(before);
    }

    private synchronized void take(byte[] text, int from, int length) {
        bytes += length;
        for (char letter : new String(text, from, length, StandardCharsets.UTF_8).toCharArray()) {
            if (letter == '\n') {
                lines++;
                last.addLast(line.toString());
                if (last.size() > KEPT) {
                    last.removeFirst();
                }
                line.setLength(0);
            } else {
                line.append(letter);
            }
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] text, int from, int length) {
            take(text, from, length);
        }
    }
}
