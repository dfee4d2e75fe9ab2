package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes files of what is reserved. First it is fixed which payouts go into a file; then each of them is
/// submitted, or stopped where its affiliate was banned or its method changed since, and all are looked at
/// once more; then the bytes follow from the rows, their hash is kept, and they are put. Whoever comes
/// second, or again, finds how far it is and ends with the same bytes.
final class FileWork {
    private static final Duration LEASE = Duration.ofMinutes(15);
    /// Of one bucket.
    private static final int MOST_FILES = 1_000;

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final PayoutSwitch payouts;
    private final FileRails rails;
    private final Stops stops;
    private final Clock clock;

    FileWork(PayoutStores stores, PayoutFiles files, PayoutSwitch payouts, FileRails rails, Clock clock) {
        this.stores = stores;
        this.files = files;
        this.payouts = payouts;
        this.rails = rails;
        this.stops = new Stops(clock);
        this.clock = clock;
    }

    sealed interface Made {
        record All() implements Made {}

        /// Something is left; the run is still due.
        record Some() implements Made {}

        /// What is there cannot have come from these rows.
        record Conflict(String why) implements Made {}
    }

    Made make(PayoutRun run, int bucket, BucketRows rows, Deadline deadline) throws IOException {
        Books books = stores.books(run);
        Set<AffiliateId> filed = new HashSet<>();
        for (int number = 1; number <= MOST_FILES; number++) {
            PayoutFile.Place place = new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number);
            Optional<Versioned<PayoutFile>> file = stores.rows().file(place);
            if (file.isEmpty()) {
                List<Payout> next = rows.in(Payout.State.RESERVED).stream()
                        .map(Versioned::value)
                        .filter(payout -> payout.line().to().rail().isFile() && !filed.contains(payout.affiliate()))
                        .toList();
                if (next.isEmpty()) {
                    return new Made.All();
                }
                if (deadline.isNear() || payouts.isFrozen()) {
                    return new Made.Some();
                }
                // Another worker may have been faster: then what it fixed is gone on with.
                stores.rows().create(fixed(place, next));
                file = stores.rows().file(place);
            }
            Versioned<PayoutFile> fixed =
                    file.orElseThrow(() -> new IllegalStateException("a file is there and is not: " + place));
            filed.addAll(fixed.value().affiliates());
            if (!fixed.value().written() && !fixed.value().isToBeSent()) {
                Made made = complete(run, fixed, books, rows, deadline);
                if (!(made instanceof Made.All)) {
                    return made;
                }
            }
        }
        throw new IllegalStateException("more than " + MOST_FILES + " files in a bucket of run " + run.id());
    }

    /// Those of one rail: that of the first. Of a call that is all or nothing, those to whom
    /// nothing has ever arrived stand apart: a wrong address among them sends back none of the
    /// others.
    private PayoutFile fixed(PayoutFile.Place place, List<Payout> payouts) {
        Rail rail = payouts.getFirst().line().to().rail();
        boolean isNew = payouts.getFirst().line().to().isNew();
        List<AffiliateId> affiliates = payouts.stream()
                .filter(payout -> payout.line().to().rail() == rail
                        && (rail != Rail.PAYPAL || payout.line().to().isNew() == isNew))
                .map(Payout::affiliate)
                .limit(rail.mostInFile())
                .toList();
        return PayoutFile.fixed(place, rail, affiliates, clock.instant());
    }

    private Made complete(PayoutRun run, Versioned<PayoutFile> file, Books books, BucketRows rows, Deadline deadline)
            throws IOException {
        Optional<Versioned<PayoutFile>> asked = submit(file, books, rows, deadline);
        Optional<Versioned<PayoutFile>> last =
                asked.isEmpty() || file.value().sha256().isPresent()
                        ? asked
                        : lookOnceMore(asked.get(), books, rows, deadline);
        if (last.isEmpty()) {
            return new Made.Some();
        }
        List<Payout> lines = in(last.get().value(), rows, Payout.State.SUBMITTED).stream()
                .map(Versioned::value)
                .toList();
        Optional<byte[]> bytes =
                rails.of(file.value().rail()).file(run, last.get().value(), lines);
        return bytes.isPresent()
                ? put(last.get(), bytes.get(), lines.isEmpty())
                : new Made.Conflict(
                        "the account that file " + file.value().place().number() + " is paid from does not open");
    }

    /// The payouts of a file in a state. Nothing is reported of one before its file is written, so one that
    /// came to an end all the same shows as other bytes than were fixed.
    private static List<Versioned<Payout>> in(PayoutFile file, BucketRows rows, Payout.State state) {
        return file.affiliates().stream()
                .filter(affiliate -> !file.stopped().contains(affiliate))
                .flatMap(affiliate -> rows.of(affiliate).stream())
                .filter(row -> row.value().state() == state
                        && row.value()
                                .submission()
                                .filter(asked -> asked.file() != file.place().number())
                                .isEmpty())
                .toList();
    }

    private List<Payee> payees(Books books, List<Versioned<Payout>> some) {
        return stores.payees()
                .find(
                        books.program(),
                        books.currency(),
                        some.stream().map(row -> row.value().affiliate()).toList());
    }

    /// @return the file without those who were stopped; empty while one of it is neither submitted nor stopped
    private Optional<Versioned<PayoutFile>> submit(
            Versioned<PayoutFile> file, Books books, BucketRows rows, Deadline deadline) throws IOException {
        Versioned<PayoutFile> latest = file;
        List<Versioned<Payout>> reserved = in(file.value(), rows, Payout.State.RESERVED);
        for (int from = 0; from < reserved.size(); from += Payees.MOST) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return Optional.empty();
            }
            List<Versioned<Payout>> chunk = reserved.subList(from, Math.min(from + Payees.MOST, reserved.size()));
            List<Payee> payees = payees(books, chunk);
            for (int place = 0; place < chunk.size(); place++) {
                latest = submit(latest, rows, chunk.get(place), payees.get(place), books);
            }
        }
        return in(latest.value(), rows, Payout.State.RESERVED).isEmpty() ? Optional.of(latest) : Optional.empty();
    }

    private Versioned<PayoutFile> submit(
            Versioned<PayoutFile> latest, BucketRows rows, Versioned<Payout> row, Payee payee, Books books)
            throws IOException {
        Payout payout = row.value();
        PayoutFile file = latest.value();
        Optional<String> line = rails.of(file.rail()).lineHash(payout);
        Optional<String> why = Stops.whyNot(payout, payee, line.isPresent());
        if (why.isPresent()) {
            return stop(latest, rows, row, payee, books, why.get()).orElse(latest);
        }
        Payout.Submission asked = new Payout.Submission(
                payout.id().toString(),
                line.orElseThrow(),
                file.created(),
                file.created().plus(LEASE),
                file.place().number());
        Versioned<Payout> submitted = row.with(payout.submitted(asked));
        if (stores.rows().replace(submitted) instanceof Replacement.Replaced) {
            rows.written(submitted);
        } else {
            rows.again(row);
        }
        return latest;
    }

    /// The file says who of it was stopped: what is reported of the whole of it speaks of the others.
    /// @return the file after that; empty when somebody else made a step
    private Optional<Versioned<PayoutFile>> stop(
            Versioned<PayoutFile> file, BucketRows rows, Versioned<Payout> row, Payee payee, Books books, String why) {
        Versioned<PayoutFile> without =
                file.with(file.value().without(row.value().affiliate()));
        return stops.stop(
                        rows, row, payee, books, why, posting -> stores.ledger().stop(posting, without))
                ? Optional.of(new Versioned<>(without.value(), without.version() + 1))
                : Optional.empty();
    }

    /// A ban, or another method, that came between a row's check and its submission is seen here: all rows
    /// are submitted, and the bytes are not fixed.
    /// @return the file without those who were stopped; empty when something is left to do
    private Optional<Versioned<PayoutFile>> lookOnceMore(
            Versioned<PayoutFile> file, Books books, BucketRows rows, Deadline deadline) throws IOException {
        Versioned<PayoutFile> latest = file;
        List<Versioned<Payout>> submitted = in(file.value(), rows, Payout.State.SUBMITTED);
        for (int from = 0; from < submitted.size(); from += Payees.MOST) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return Optional.empty();
            }
            List<Versioned<Payout>> chunk = submitted.subList(from, Math.min(from + Payees.MOST, submitted.size()));
            List<Payee> payees = payees(books, chunk);
            for (int place = 0; place < chunk.size(); place++) {
                Versioned<Payout> row = chunk.get(place);
                boolean opens =
                        rails.of(file.value().rail()).lineHash(row.value()).isPresent();
                Optional<String> why = Stops.whyNot(row.value(), payees.get(place), opens);
                if (why.isPresent()) {
                    Optional<Versioned<PayoutFile>> without =
                            stop(latest, rows, row, payees.get(place), books, why.get());
                    if (without.isEmpty()) {
                        return Optional.empty();
                    }
                    latest = without.get();
                }
            }
        }
        return Optional.of(latest);
    }

    private Made put(Versioned<PayoutFile> file, byte[] bytes, boolean empty) {
        PayoutFile known = file.value();
        String hash = CsvRail.sha256(bytes);
        if (known.sha256().filter(fixed -> !fixed.equals(hash)).isPresent()) {
            return new Made.Conflict("file " + known.place().number() + " has other rows than when it was made");
        }
        Versioned<PayoutFile> latest = file;
        if (known.sha256().isEmpty()) {
            Versioned<PayoutFile> hashed = file.with(known.with(hash));
            if (!(stores.rows().replaceFile(hashed) instanceof Replacement.Replaced)) {
                return new Made.Some();
            }
            latest = new Versioned<>(hashed.value(), hashed.version() + 1);
        }
        if (latest.value().isToBeSent()) {
            // A call is made of it, not a file.
            return new Made.All();
        }
        if (payouts.isFrozen()) {
            return new Made.Some();
        }
        if (!empty) {
            String name = known.name();
            String manifest = hash + "  " + name.substring(name.lastIndexOf('/') + 1) + "\n";
            if (files.put(name, bytes) instanceof PayoutFiles.Put.Different
                    || files.put(name + ".sha256", manifest.getBytes(StandardCharsets.UTF_8))
                            instanceof PayoutFiles.Put.Different) {
                return new Made.Conflict(name + " is there with other bytes");
            }
        }
        return stores.rows().replaceFile(latest.with(latest.value().isWritten())) instanceof Replacement.Replaced
                ? new Made.All()
                : new Made.Some();
    }
}
