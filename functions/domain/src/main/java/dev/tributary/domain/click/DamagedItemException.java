package dev.tributary.domain.click;

/// What was stored cannot be read back. It names the item's key, so that somebody can look at it;
/// nothing is counted without it.
public final class DamagedItemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedItemException(String key, String reason) {
        super("item " + key + " is damaged: " + reason);
    }
}
