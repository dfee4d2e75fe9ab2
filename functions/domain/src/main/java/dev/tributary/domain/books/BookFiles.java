package dev.tributary.domain.books;

/// Where files of exports are put, each once and for ever.
public interface BookFiles {
    /// @param name a path of letters, digits, `_`, `-`, `.` and `/`
    /// @throws dev.tributary.domain.stored.UnavailableException when it may or may not be there: put again
    Put put(String name, byte[] bytes);

    /// @param atMost bytes of it that are read
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read, or is not there
    byte[] read(String name, int atMost);

    /// What became of a file.
    sealed interface Put {
        /// These bytes stand there, since now or before.
        record There() implements Put {}

        /// Other bytes stand there, and stay.
        record Different() implements Put {}
    }
}
