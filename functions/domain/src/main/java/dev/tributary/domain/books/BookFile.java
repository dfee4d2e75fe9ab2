package dev.tributary.domain.books;

/// A file of an export, as it stands in the bucket.
///
/// @param number from 1; the files one after the other are the whole journal
/// @param sha256 64 hex digits
public record BookFile(int number, int bytes, String sha256) {
    /// An answer of Lambda takes 6 MB, and each line feed in it one byte more.
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    public BookFile {
        if (number < 1 || bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("no file of an export: " + number + " of " + bytes + " bytes");
        }
    }
}
