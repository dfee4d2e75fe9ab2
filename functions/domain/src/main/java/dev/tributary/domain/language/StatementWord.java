package dev.tributary.domain.language;

/// What stands at the head of a statement, and over its columns.
public enum StatementWord {
    STATEMENT,
    PROGRAM,
    AFFILIATE,
    MONTH,
    TIME_ZONE,
    CURRENCY,
    /// Of a month to which nothing comes any more.
    FINAL,
    NOT_FINAL,
    POSTED,
    ENTRY,
    PENDING,
    HELD,
    AVAILABLE,
    IN_FLIGHT,
    RECEIVABLE,
    OPENING,
    CLOSING
}
