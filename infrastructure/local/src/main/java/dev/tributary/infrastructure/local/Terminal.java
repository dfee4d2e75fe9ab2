package dev.tributary.infrastructure.local;

import java.io.Console;

/// Whether somebody looks at what is printed, and not a file, a pipe or a log.
public final class Terminal {
    private Terminal() {}

    public static boolean isAttached() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
