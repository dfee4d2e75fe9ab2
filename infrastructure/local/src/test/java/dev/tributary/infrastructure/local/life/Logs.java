package dev.tributary.infrastructure.local.life;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Takes what the functions log, per thread: they log each of the failures that lives make, and must
/// not say too much in it.
final class Logs implements AutoCloseable {
    private static final ThreadLocal<ByteArrayOutputStream> LINES = ThreadLocal.withInitial(ByteArrayOutputStream::new);

    private final PrintStream standard = System.out;

    Logs() {
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        LINES.get().write(one);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        LINES.get().write(bytes, from, length);
                    }
                },
                false,
                StandardCharsets.UTF_8));
    }

    /// What this thread has logged since it was last asked.
    String taken() {
        String text = LINES.get().toString(StandardCharsets.UTF_8);
        LINES.get().reset();
        return text;
    }

    @Override
    public void close() {
        System.setOut(standard);
    }
}
