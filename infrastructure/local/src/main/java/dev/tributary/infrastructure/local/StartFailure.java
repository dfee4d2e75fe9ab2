package dev.tributary.infrastructure.local;

/// The machine cannot start; the message is the one line that the operator sees, before exit 2.
public final class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// @param option as it is written, `--port`
    /// @throws StartFailure when its number is below `least` or above `most`
    public static void unlessWithin(String option, long number, long least, long most) {
        if (number < least || number > most) {
            throw new StartFailure(option + " is not within " + least + " and " + most + ": " + number);
        }
    }
}
