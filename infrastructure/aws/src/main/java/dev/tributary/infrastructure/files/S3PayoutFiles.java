package dev.tributary.infrastructure.files;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Payout files in the bucket of `PAYOUT_FILES_BUCKET`. The bucket itself refuses to put a name twice
/// (`If-None-Match: *`), so two runs of one payout cannot leave two files; what stands there is
/// compared, which makes a put that bears to be done again. Encryption is the bucket's default.
public final class S3PayoutFiles implements PayoutFiles {
    /// Segments begin with a letter, a digit, `_` or `-`: none is empty, `.` or `..`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final int LONGEST_NAME = 512;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Bucket bucket;
    private final String what;

    public S3PayoutFiles(Environment environment) {
        this(new S3Bucket(environment, environment.variable("PAYOUT_FILES_BUCKET")), "bucket of payout files");
    }

    /// Another bucket, whose files are put once too.
    /// @param what it is called when it does not answer
    S3PayoutFiles(S3Bucket bucket, String what) {
        this.bucket = bucket;
        this.what = what;
    }

    /// @throws IllegalArgumentException when the name is none that a folder could hold
    @Override
    public Put put(String name, byte[] bytes) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a payout file: " + name);
        }
        try {
            S3Bucket.Answer answer = bucket.putNew(name, bytes);
            if (answer.succeeded()) {
                return new Put.Written();
            }
            if (answer.status() != PRECONDITION_FAILED) {
                // 409: another put of this name is under way, and nobody knows yet which one wins.
                throw new IOException("PutObject answered " + answer.failure());
            }
            return compare(name, bytes);
        } catch (IOException failed) {
            throw new UnavailableException(what, failed);
        }
    }

    private Put compare(String name, byte[] bytes) throws IOException {
        // One byte more than ours is enough to see that it is another file.
        S3Bucket.Answer there = bucket.get(name, bytes.length + 1);
        if (there.succeeded()) {
            return Arrays.equals(there.body(), bytes) ? new Put.AlreadyThere() : new Put.Different();
        }
        throw new IOException(
                there.status() == NOT_FOUND
                        ? "the file was there and is gone"
                        : "GetObject answered " + there.failure());
    }
}
