package dev.tributary.domain.stored;

/// What stands behind a port does not answer: the caller may try again later. Nothing was changed,
/// or what was changed bears to be done twice.
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param what for example `table`, `queue of conversions`
    public UnavailableException(String what, Throwable cause) {
        super(what + " does not answer", cause);
    }
}
