package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.Transfer.PayoutResults;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.SepaIds;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `POST /v1/payout_runs/{run_id}/results`: what became of payouts that were carried out by hand. All
/// lines are right or none is taken; then they are with whoever writes the ledger. A line that is
/// reported again changes nothing, so a call may be made again after any failure.
final class PayoutResultWrites {
    static final int MOST_LINES = 1_000;
    private static final int MOST_FILES = 1_000;
    private static final String RESULTS = "results";
    private static final String PAYOUT = "payout_id";
    private static final String FILE = "file";

    private final PayoutRunsResource known;
    private final PayoutRows rows;
    private final TransferQueue queue;

    PayoutResultWrites(PayoutRunsResource known, PayoutRows rows, TransferQueue queue) {
        this.known = known;
        this.rows = rows;
        this.queue = queue;
    }

    Decision report(Write write) {
        Versioned<PayoutRun> read = known.find(write.ask());
        PayoutRun run = read.value();
        if (run.state() != PayoutRun.State.APPLYING && run.state() != PayoutRun.State.DONE) {
            throw HttpRefusal.of(
                    409, "illegal_state", "The payout run is " + run.state().text() + ".");
        }
        List<PayoutResult> results = results(write.body(), run);
        write.check();
        write.match(read.version());
        List<Transfer> messages = messages(run, results);
        return Decision.sent(
                () -> queue.send(messages),
                write.event(
                        new Tenant.OfMerchant(run.head().merchant()), "payout_run.results", run.id(), Set.of(RESULTS)),
                HttpAnswer.json(202, json -> {
                    json.writeStartObject();
                    json.writeStringField("run_id", run.id().toString());
                    json.writeNumberField("accepted", results.size());
                    json.writeEndObject();
                }));
    }

    private List<PayoutResult> results(FieldReader body, PayoutRun run) {
        List<FieldReader> lines = body.objects(RESULTS, MOST_LINES);
        if (lines.isEmpty() && body.faults().isEmpty()) {
            body.fault(RESULTS, FieldReader.MISSING, "There is no result.");
        }
        Filed filed = filed(run);
        CalledPayouts called = new CalledPayouts(rows, run);
        Set<PayoutId> named = new HashSet<>();
        Set<PayoutId> inFiles = new HashSet<>();
        List<PayoutResult> results = new ArrayList<>();
        for (FieldReader line : lines) {
            if (!line.has(FILE)) {
                List<PayoutId> payouts = named(line, filed, called);
                repeated(line, PAYOUT, payouts, named);
                results.addAll(results(line, payouts));
            }
        }
        for (FieldReader line : lines) {
            if (line.has(FILE)) {
                List<PayoutId> payouts = inFile(line, filed);
                repeated(line, FILE, payouts, inFiles);
                results.addAll(results(
                        line,
                        payouts.stream()
                                .filter(payout -> !named.contains(payout))
                                .toList()));
            }
        }
        return results;
    }

    private static void repeated(FieldReader line, String field, List<PayoutId> payouts, Set<PayoutId> said) {
        for (PayoutId payout : payouts) {
            if (!said.add(payout)) {
                line.fault(field, "repeated", "Another line speaks of this.");
                return;
            }
        }
    }

    private static List<PayoutResult> results(FieldReader line, List<PayoutId> payouts) {
        Optional<PayoutResult.Status> status = line.required("status", line.text("status", PayoutResult.Status::parse));
        Optional<String> reference = line.text("reference", Texts.upTo(Payout.MAX_TEXT));
        Optional<String> reason = line.text("reason", Texts.upTo(Payout.MAX_TEXT));
        return status.stream()
                .flatMap(of -> payouts.stream().map(payout -> new PayoutResult(payout, of, reference, reason)))
                .toList();
    }

    private static List<PayoutId> named(FieldReader line, Filed filed, CalledPayouts called) {
        Optional<PayoutId> payout = line.required(PAYOUT, line.text(PAYOUT, PayoutId::parse));
        if (payout.isPresent() && filed.waiting().contains(payout.get())) {
            line.fault(PAYOUT, "file_not_written", "Its file is not written yet: nobody can have carried it out.");
        } else if (payout.isPresent() && !filed.written().contains(payout.get())) {
            switch (called.find(payout.get())) {
                case SETTLED_BY_PEOPLE -> {}
                case ASKED_STILL ->
                    line.fault(
                            PAYOUT, "rail_answers", "Its rail is still asked about it: nobody else's word is taken.");
                case UNKNOWN -> line.fault(PAYOUT, "unknown_payout", "No file of this run has such a payout.");
            }
        }
        return payout.stream().toList();
    }

    /// All that a file asked for, when its bank speaks of the whole of it.
    private static List<PayoutId> inFile(FieldReader line, Filed filed) {
        if (line.has(PAYOUT)) {
            line.fault(FILE, "ambiguous", "A line speaks of a file or of a payout.");
        }
        line.text(PAYOUT, PayoutId::parse);
        return line.text(
                        FILE,
                        "unknown_file",
                        name -> Optional.ofNullable(filed.files().get(name)))
                .orElse(List.of());
    }

    /// Who is in a file of a run, by whether that file is written; and the written ones by their names and
    /// by what a bank is told to call them.
    private record Filed(Set<PayoutId> written, Set<PayoutId> waiting, Map<String, List<PayoutId>> files) {
        void add(PayoutRun run, PayoutFile file) {
            List<PayoutId> asked = file.affiliates().stream()
                    .filter(affiliate -> !file.stopped().contains(affiliate))
                    .map(affiliate -> PayoutId.derive(run.id(), affiliate))
                    .toList();
            if (!file.written()) {
                waiting.addAll(asked);
                return;
            }
            written.addAll(asked);
            files.put(file.name(), asked);
            files.put(SepaIds.message(file.place()), asked);
        }
    }

    /// A payout's id does not say whose it is; the files say who was in them. What is in no file was
    /// never asked for; and what was reported of a file that is still to be written would be posted, and
    /// then paid by that file.
    private Filed filed(PayoutRun run) {
        Filed filed = new Filed(new HashSet<>(), new HashSet<>(), new HashMap<>());
        for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
            for (int number = 1; number <= MOST_FILES; number++) {
                Optional<Versioned<PayoutFile>> file =
                        rows.file(new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number));
                if (file.isEmpty()) {
                    break;
                }
                if (!file.get().value().rail().answers()) {
                    filed.add(run, file.get().value());
                }
            }
        }
        return filed;
    }

    /// Their ids follow from what they say: a repeat sends the same ones.
    private static List<Transfer> messages(PayoutRun run, List<PayoutResult> results) {
        List<Transfer> messages = new ArrayList<>();
        for (int from = 0; from < results.size(); from += PayoutResults.MOST) {
            List<PayoutResult> some = results.subList(from, Math.min(results.size(), from + PayoutResults.MOST));
            String content = some.stream().map(PayoutResult::toString).collect(Collectors.joining("\n"));
            String id =
                    Digest128.of("payout_results", run.id().toString(), content).hex();
            messages.add(new PayoutResults("results_" + id, run.id(), some));
        }
        return messages;
    }
}
