package dev.tributary.infrastructure.files;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Payout files in the bucket of `PAYOUT_FILES_BUCKET`. The bucket itself refuses to put a name twice
/// (`If-None-Match: *`), so two runs of one payout cannot leave two files; what stands there is
/// compared, which makes a put that bears to be done again. Encryption is the bucket's default.
public final class S3PayoutFiles implements PayoutFiles {
    /// Segments begin with a letter, a digit, `_` or `-`: none is empty, `.` or `..`.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final int LONGEST_NAME = 512;
    private static final int LARGEST = 16 * 1024 * 1024;
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

    /// @throws UnavailableException for more than `LARGEST` bytes too: no file of ours is that large
    @Override
    public Optional<byte[]> get(String name) {
        try {
            S3Bucket.Answer there = bucket.get(name, LARGEST + 1);
            if (there.status() == NOT_FOUND) {
                return Optional.empty();
            }
            if (!there.succeeded() || there.body().length > LARGEST) {
                throw new IOException("GetObject answered " + there.failure());
            }
            return Optional.of(there.body());
        } catch (IOException failed) {
            throw new UnavailableException("bucket of payout files", failed);
        }
    }

    @Override
    public Page<String> names(String prefix, Optional<String> after) {
        try {
            S3Bucket.Answer listed = bucket.list(prefix, after.orElse(""));
            if (!listed.succeeded()) {
                throw new IOException("ListObjectsV2 answered " + listed.failure());
            }
            return page(listed.body());
        } catch (IOException failed) {
            throw new UnavailableException("bucket of payout files", failed);
        }
    }

    private static Page<String> page(byte[] xml) throws IOException {
        List<String> keys = new ArrayList<>();
        boolean more = false;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Key" -> keys.add(reader.getElementText());
                        case "IsTruncated" -> more = reader.getElementText().equals("true");
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException("ListObjectsV2 answered what is no XML", broken);
        }
        return new Page<>(keys, more ? Optional.of(keys.getLast()) : Optional.empty());
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
