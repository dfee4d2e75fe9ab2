package dev.tributary.domain.books;

import dev.tributary.domain.books.BookExport.Mark;
import java.io.ByteArrayOutputStream;
import java.util.function.IntFunction;

/// The bytes of one file, cut from the journal after a whole line. Where a file ends follows from the journal
/// alone, not from the pieces that it was read in: whoever cuts it again, from other pieces, has the same files.
///
/// @param next where the next file begins; of the last one, after the last section
public record BookCut(byte[] bytes, Mark next, boolean last) {
    /// @param sections of the journal
    /// @param read gives a section
    public static BookCut of(Mark from, int sections, IntFunction<byte[]> read) {
        return of(from, sections, read, BookFile.MOST_BYTES);
    }

    static BookCut of(Mark from, int sections, IntFunction<byte[]> read, int most) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int offset = from.offset();
        for (int section = from.section(); section < sections; section++) {
            byte[] bytes = read.apply(section);
            int room = most - file.size();
            if (bytes.length - offset > room) {
                int end = lineEnd(bytes, offset, offset + room);
                file.write(bytes, offset, end - offset);
                if (file.size() == 0) {
                    throw new IllegalStateException("a line is longer than a file");
                }
                return new BookCut(file.toByteArray(), new Mark(section, end), false);
            }
            file.write(bytes, offset, bytes.length - offset);
            offset = 0;
        }
        return new BookCut(file.toByteArray(), new Mark(sections, 0), true);
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
