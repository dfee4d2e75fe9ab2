package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes files of what is reserved. First it is fixed which payouts go into a file; then each of them is
/// submitted, or stopped where its affiliate was banned or its method changed since; then the bytes follow
/// from the rows, their hash is kept, and they are put. Whoever comes second, or again, finds how far it is
/// and ends with the same bytes.
final class FileWork {
    private static final Duration LEASE = Duration.ofMinutes(15);
    /// Of one bucket.
    private static final int MOST_FILES = 1_000;

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final PayoutSwitch payouts;
    private final CsvRail csv;
    private final Clock clock;

    FileWork(PayoutStores stores, PayoutFiles files, PayoutSwitch payouts, CsvRail csv, Clock clock) {
        this.stores = stores;
        this.files = files;
        this.payouts = payouts;
        this.csv = csv;
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
        Program program = stores.program(run.head().program());
        Set<AffiliateId> filed = new HashSet<>();
        for (int number = 1; number <= MOST_FILES; number++) {
            PayoutFile.Place place = new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number);
            Optional<Versioned<PayoutFile>> file = stores.rows().file(place);
            if (file.isEmpty()) {
                List<AffiliateId> next = rows.in(Payout.State.RESERVED).stream()
                        .map(row -> row.value().affiliate())
                        .filter(affiliate -> !filed.contains(affiliate))
                        .limit(PayoutFile.MOST)
                        .toList();
                if (next.isEmpty()) {
                    return new Made.All();
                }
                if (deadline.isNear() || payouts.isFrozen()) {
                    return new Made.Some();
                }
                // Another worker may have been faster: then what it fixed is gone on with.
                stores.rows().create(PayoutFile.fixed(place, next, clock.instant()));
                file = stores.rows().file(place);
            }
            Versioned<PayoutFile> fixed =
                    file.orElseThrow(() -> new IllegalStateException("a file is there and is not: " + place));
            filed.addAll(fixed.value().affiliates());
            if (!fixed.value().written()) {
                Made made = complete(fixed, program, rows, deadline);
                if (!(made instanceof Made.All)) {
                    return made;
                }
            }
        }
        throw new IllegalStateException("more than " + MOST_FILES + " files in a bucket of run " + run.id());
    }

    private Made complete(Versioned<PayoutFile> file, Program program, BucketRows rows, Deadline deadline)
            throws IOException {
        if (!submit(file.value(), program, rows, deadline)) {
            return new Made.Some();
        }
        List<Payout> lines = lines(file.value(), rows);
        return put(file, csv.file(lines), lines.isEmpty());
    }

    /// Only what is still to be paid: nothing is reported of a payout before its file is written, so one
    /// that came to an end all the same shows as other bytes than were fixed.
    private static List<Payout> lines(PayoutFile file, BucketRows rows) {
        List<Payout> lines = new ArrayList<>();
        for (AffiliateId affiliate : file.affiliates()) {
            rows.of(affiliate)
                    .map(Versioned::value)
                    .filter(payout -> payout.state() == Payout.State.SUBMITTED
                            && payout.submission()
                                    .filter(asked ->
                                            asked.file() == file.place().number())
                                    .isPresent())
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /// @return whether each payout of the file is submitted or stopped
    private boolean submit(PayoutFile file, Program program, BucketRows rows, Deadline deadline) throws IOException {
        List<Versioned<Payout>> reserved = file.affiliates().stream()
                .flatMap(affiliate -> rows.of(affiliate).stream())
                .filter(row -> row.value().state() == Payout.State.RESERVED)
                .toList();
        for (int from = 0; from < reserved.size(); from += Payees.MOST) {
            if (deadline.isNear() || payouts.isFrozen()) {
                return false;
            }
            List<Versioned<Payout>> chunk = reserved.subList(from, Math.min(from + Payees.MOST, reserved.size()));
            List<Payee> payees = stores.payees()
                    .find(
                            program.id(),
                            program.currency(),
                            chunk.stream().map(row -> row.value().affiliate()).toList());
            for (int place = 0; place < chunk.size(); place++) {
                submit(file, rows, chunk.get(place), payees.get(place), program);
            }
        }
        return file.affiliates().stream()
                .flatMap(affiliate -> rows.of(affiliate).stream())
                .noneMatch(row -> row.value().state() == Payout.State.RESERVED);
    }

    private void submit(PayoutFile file, BucketRows rows, Versioned<Payout> row, Payee payee, Program program)
            throws IOException {
        Payout payout = row.value();
        if (payee.isBanned() || !payee.has(payout.line().to())) {
            stop(rows, row, payee, program);
            return;
        }
        Payout.Submission asked = new Payout.Submission(
                payout.id().toString(),
                csv.lineHash(payout),
                file.created(),
                file.created().plus(LEASE),
                file.place().number());
        Versioned<Payout> submitted = row.with(payout.submitted(asked));
        if (stores.rows().replace(submitted) instanceof Replacement.Replaced) {
            rows.written(submitted);
        } else {
            rows.again(row);
        }
    }

    private void stop(BucketRows rows, Versioned<Payout> known, Payee payee, Program program) {
        // Read after its account: an account that is older than its row is refused, and never the other way.
        Versioned<Payout> row = rows.again(known);
        if (row.value().state() != Payout.State.RESERVED) {
            return;
        }
        Account account = payee.account()
                .orElseThrow(() ->
                        new IllegalStateException("no account of " + row.value().id()));
        String why = payee.isBanned() ? Payout.BANNED : Payout.METHOD_CHANGED;
        Versioned<Payout> stopped = row.with(row.value().stopped(why, clock.instant()));
        PayoutPosting posting = PayoutPosting.of(stopped, account, program.zone(), clock.instant());
        if (stores.ledger().settle(posting) instanceof Posted.Committed) {
            rows.written(stopped);
        } else {
            rows.again(row);
        }
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
        if (payouts.isFrozen()) {
            return new Made.Some();
        }
        if (!empty) {
            String name = known.place().name(Rail.CSV);
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
