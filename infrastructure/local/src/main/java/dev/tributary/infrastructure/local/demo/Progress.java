package dev.tributary.infrastructure.local.demo;

import java.io.PrintStream;
import java.util.Locale;

/// Says what is being done: on a terminal a line that changes, elsewhere a plain line per step.
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int FORTY = 40;

    private final PrintStream out;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long stepStarted = started;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// So far, of one step. Nothing elsewhere than on a terminal.
    void at(String step, long done, long all) {
        if (terminal && all > 0) {
            int filled = (int) (FORTY * Math.min(done, all) / all);
            out.print(CLEAR_LINE + "[" + "#".repeat(filled) + " ".repeat(FORTY - filled) + "] " + step + " " + done
                    + " of " + all);
            out.flush();
        }
    }

    /// A step is done.
    void done(String what) {
        long now = System.nanoTime();
        String line = String.format(Locale.ROOT, "%5.1f s  %s", (now - stepStarted) / 1e9, what);
        stepStarted = now;
        out.println(terminal ? CLEAR_LINE + line : line);
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
