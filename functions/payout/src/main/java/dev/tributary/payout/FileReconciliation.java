package dev.tributary.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.message.Transfer.ReconcileFiles;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutFreeze;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the files in the bucket, and the batches at PayPal, with what the table knows of them:
/// each that was written is there with its bytes and its manifest, each payout that names one
/// stands in it, and none is there that nobody knows. So a table that was restored to an earlier
/// time does not pay what was told to a bank since.
final class FileReconciliation {
    private static final int MOST_FILES = 1_000;
    private static final String MANIFEST = ".sha256";

    private final PayoutStores stores;
    private final PayoutFiles files;
    private final PayPalReports payPal;
    private final PayoutFreeze freeze;

    FileReconciliation(PayoutStores stores, PayoutFiles files, PayPalReports payPal, PayoutFreeze freeze) {
        this.stores = stores;
        this.files = files;
        this.payPal = payPal;
        this.freeze = freeze;
    }

    /// @throws DifferenceException after payouts are frozen
    void compare(ReconcileFiles due, Deadline deadline) throws IOException {
        // Before the table: what is written meanwhile is known by then.
        List<String> names = names("payouts/" + due.run() + "-" + due.bucket() + "-");
        Optional<PayoutRun> run = stores.runs().find(due.run()).map(Versioned::value);
        List<String> found = run.isPresent()
                ? differences(run.get(), due.bucket(), names, deadline)
                : List.of("the bucket has files of a run that the table does not know");
        if (!found.isEmpty()) {
            freeze.freeze(due.run() + ": " + found.getFirst());
            throw new DifferenceException(due.run(), "files of bucket " + due.bucket(), found);
        }
    }

    private List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<String> page = files.names(prefix, after);
            names.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return names;
    }

    private List<String> differences(PayoutRun run, int bucket, List<String> names, Deadline deadline)
            throws IOException {
        Map<Integer, PayoutFile> known = known(run, bucket);
        List<String> found = new ArrayList<>();
        BucketRows rows = BucketRows.read(stores.rows(), run, bucket);
        for (PayoutFile file : known.values()) {
            if (file.rail() == Rail.PAYPAL) {
                found.addAll(payPal.differences(run, file, rows, deadline));
            } else {
                compare(run, file, names, found);
            }
        }
        names.stream()
                .map(name -> name.endsWith(MANIFEST) ? name.substring(0, name.length() - MANIFEST.length()) : name)
                .distinct()
                .filter(name ->
                        known.values().stream().noneMatch(file -> file.name().equals(name)))
                .forEach(name -> found.add(name + " is there, and the table does not know it"));
        // While it is carried out, a file may have been fixed since they were read.
        rows.all().stream()
                .map(Versioned::value)
                .filter(payout -> run.state() == PayoutRun.State.DONE)
                .filter(payout -> payout.submission()
                        .filter(asked -> asked.file() > 0 && !names(known, asked.file(), payout))
                        .isPresent())
                .forEach(payout -> found.add(payout.id() + " names a file that does not name it"));
        return found;
    }

    /// Whether it is there is told by the list: a bucket answers 403 about one that is not to whoever may not list it.
    private Optional<byte[]> get(String name, List<String> names) {
        boolean listed = names.contains(name)
                || files.names(name, Optional.empty()).items().contains(name);
        return listed ? files.get(name) : Optional.empty();
    }

    private Map<Integer, PayoutFile> known(PayoutRun run, int bucket) {
        Map<Integer, PayoutFile> known = new HashMap<>();
        for (int number = 1; number <= MOST_FILES; number++) {
            Optional<Versioned<PayoutFile>> file =
                    stores.rows().file(new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number));
            if (file.isEmpty()) {
                return known;
            }
            known.put(number, file.get().value());
        }
        throw new IllegalStateException("more than " + MOST_FILES + " files in a bucket of run " + run.id());
    }

    /// One that was stopped has been in it, and is a failed payout.
    private static boolean names(Map<Integer, PayoutFile> known, int number, Payout payout) {
        AffiliateId affiliate = payout.affiliate();
        return Optional.ofNullable(known.get(number))
                .filter(file -> file.affiliates().contains(affiliate)
                        && (payout.state() == Payout.State.FAILED
                                || !file.stopped().contains(affiliate)))
                .isPresent();
    }

    /// One that is not written yet, or was closed by an empty one, is nobody's word yet.
    private void compare(PayoutRun run, PayoutFile file, List<String> names, List<String> found) {
        if (!file.written() || file.stopped().size() == file.affiliates().size()) {
            return;
        }
        Optional<byte[]> there = get(file.name(), names);
        if (there.isEmpty()) {
            found.add(file.name() + " was written, and is not there");
            return;
        }
        String hash = CsvRail.sha256(there.get());
        if (!file.sha256().orElse("").equals(hash)) {
            // Something stood under the name of a file that a person gave up: its payouts wait for results.
            if (file.sha256().isPresent()) {
                found.add(file.name() + " has other bytes than were fixed");
            }
            return;
        }
        Optional<byte[]> manifest = get(file.name() + MANIFEST, names);
        // A run that was given up may have died between the two.
        if (run.abandoned().isEmpty()
                && manifest.filter(bytes -> new String(bytes, StandardCharsets.UTF_8).startsWith(hash + " "))
                        .isEmpty()) {
            found.add(file.name() + " has no manifest of its bytes");
        }
    }
}
