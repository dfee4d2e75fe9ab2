package dev.tributary.domain.token;

/// What a key of the ring is used for. The texts enter the derivation: never change one.
public enum Purpose {
    CLICK_ID("click_id v1"),
    /// Short hashes of addresses and user agents; together with the day they are of no use later.
    VISITOR_OF_DAY("visitor of day v1"),
    /// The tag of a first-party visitor id, with consent.
    VISITOR_TAG("visitor tag v1"),
    /// Customer ids and e-mail hashes, per program.
    CUSTOMER("customer v1"),
    RECEIPT_ID("receipt id v1"),
    /// The seed of the Ed25519 pair that signs receipts.
    RECEIPT_SIGNATURE("receipt signature v1"),
    /// The seed of the Ed25519 pair that signs statements.
    STATEMENT_SIGNATURE("statement signature v1"),
    /// Secrets and bank fields in the table, AES-GCM.
    FIELD("field v1"),
    /// Hashes of API keys.
    API_KEY("api key v1"),
    /// Cursors of lists.
    CURSOR("cursor v1");

    private final String text;

    Purpose(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
