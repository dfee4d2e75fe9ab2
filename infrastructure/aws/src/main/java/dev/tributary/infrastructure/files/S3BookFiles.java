package dev.tributary.infrastructure.files;

import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.io.IOException;

/// Files of exports in the bucket of `EXPORTS_BUCKET`, which holds no other files: who may read the books may
/// not therefore read what a bank is told.
public final class S3BookFiles implements BookFiles {
    private static final String WHAT = "bucket of exports";

    private final S3Bucket bucket;
    private final PayoutFiles once;

    public S3BookFiles(Environment environment) {
        this.bucket = new S3Bucket(environment, environment.variable("EXPORTS_BUCKET"));
        this.once = new S3PayoutFiles(bucket, WHAT);
    }

    @Override
    public Put put(String name, byte[] bytes) {
        return switch (once.put(name, bytes)) {
            case PayoutFiles.Put.Written(), PayoutFiles.Put.AlreadyThere() -> new Put.There();
            case PayoutFiles.Put.Different() -> new Put.Different();
        };
    }

    @Override
    public byte[] read(String name, int atMost) {
        try {
            S3Bucket.Answer there = bucket.get(name, atMost);
            if (!there.succeeded()) {
                throw new IOException("GetObject answered " + there.failure());
            }
            return there.body();
        } catch (IOException failed) {
            throw new UnavailableException(WHAT, failed);
        }
    }
}
