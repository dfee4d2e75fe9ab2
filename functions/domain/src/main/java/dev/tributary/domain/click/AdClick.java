package dev.tributary.domain.click;

/// The click id of an ad platform that the shopper brought along, kept for review: which parameter
/// it came in and 8 bytes of its hash.
public record AdClick(Kind kind, long hash) {
    /// The parameters that ad platforms add, by their own documentation. The order is stored: add
    /// at the end.
    public enum Kind {
        GCLID,
        GBRAID,
        WBRAID,
        FBCLID,
        MSCLKID,
        TTCLID,
        TWCLID,
        LI_FAT_ID,
        EPIK,
        SCCID
    }
}
