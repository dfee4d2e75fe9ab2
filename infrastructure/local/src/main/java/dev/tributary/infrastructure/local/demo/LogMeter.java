package dev.tributary.infrastructure.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Standard output of the functions while the demo runs: what Lambda would keep as their logs. It is
/// counted, and not shown between the demo's own lines; the last of it tells what went wrong.
final class LogMeter implements AutoCloseable {
    private static final int SHOWN = 20;
    private static final int MOST_KEPT = 64 << 20;

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
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

    /// All of it, whatever was reset.
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    /// The newest last.
    List<String> last() {
        List<String> all = text().lines().toList();
        return all.subList(Math.max(0, all.size() - SHOWN), all.size());
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
        for (int at = from; at < from + length; at++) {
            lines += text[at] == '\n' ? 1 : 0;
        }
        if (kept.size() + length <= MOST_KEPT) {
            kept.write(text, from, length);
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
