package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.WrittenPayoutFiles;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `GET /v1/payout_runs/{run_id}/files`: the files that finance or a bank carries out; under `/{file}` the bytes of
/// one. They name accounts in full, so whoever reads them may pay: it takes the permission `payouts`. What PayPal was
/// asked is a call, and no file to carry out.
final class PayoutFilesResource {
    private static final Pattern FILE = Pattern.compile("(0|[1-9][0-9]{0,2})-([1-9][0-9]{0,3})");
    /// Of one page: as many as there are buckets, and some more.
    private static final int MOST_READS = 200;

    private static final Map<Rail, String> TYPES =
            Map.of(Rail.CSV, "text/csv; charset=utf-8", Rail.SEPA, "application/xml; charset=utf-8");

    private final PayoutRunsResource known;
    private final PayoutRows rows;
    private final WrittenPayoutFiles files;
    private final Cursors cursors;

    PayoutFilesResource(PayoutRunsResource known, PayoutRows rows, WrittenPayoutFiles files, Cursors cursors) {
        this.known = known;
        this.rows = rows;
        this.files = files;
        this.cursors = cursors;
    }

    /// Bucket by bucket, each file by its number; a page may be short.
    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        PayoutRun run = known.find(ask).value();
        Page<PayoutFile> page = page(run, request);
        return Lists.of(page, cursors.next(ask, page), PayoutFilesResource::write);
    }

    private Page<PayoutFile> page(PayoutRun run, PageRequest request) {
        String[] after = request.after().orElse("0-0").split("-", -1);
        int bucket = Integer.parseInt(after[0]);
        int number = Integer.parseInt(after[1]);
        List<PayoutFile> found = new ArrayList<>();
        for (int reads = 0; bucket < run.head().buckets(); reads++) {
            if (found.size() == request.limit() || reads == MOST_READS) {
                return new Page<>(found, Optional.of(bucket + "-" + number));
            }
            Optional<PayoutFile> file = rows.file(
                            new PayoutFile.Place(run.id(), run.head().attempt(), bucket, number + 1))
                    .map(Versioned::value);
            file.filter(of -> !of.rail().answers()).ifPresent(found::add);
            bucket += file.isPresent() ? 0 : 1;
            number = file.isPresent() ? number + 1 : 0;
        }
        return Page.last(found);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        PayoutRun run = known.find(ask).value();
        PayoutFile file = place(run, ask.variable("file"))
                .flatMap(rows::file)
                .map(Versioned::value)
                .filter(of -> !of.rail().answers() && (of.payouts() > 0 || !of.written()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "The payout run has no such file."));
        if (!file.written()) {
            throw HttpRefusal.of(409, "file_not_written", "The file is not written, so nobody can pay by it.");
        }
        byte[] bytes = files.get(file.name())
                .orElseThrow(() -> new IllegalStateException("file " + file.name() + " is written and not there"));
        if (!file.sha256().equals(Optional.of(ExportsResource.sha256(bytes)))) {
            throw new IllegalStateException("file " + file.name() + " has other bytes");
        }
        return new HttpAnswer(200, Map.of("content-type", type(file.rail())), new String(bytes, StandardCharsets.UTF_8))
                .with("content-disposition", "attachment; filename=\"" + called(file) + "\"");
    }

    private static String type(Rail rail) {
        return Optional.ofNullable(TYPES.get(rail)).orElseThrow(() -> new IllegalStateException("no file: " + rail));
    }

    private static Optional<PayoutFile.Place> place(PayoutRun run, String text) {
        Matcher file = FILE.matcher(text);
        return file.matches()
                ? Optional.of(new PayoutFile.Place(
                        run.id(),
                        run.head().attempt(),
                        Integer.parseInt(file.group(1)),
                        Integer.parseInt(file.group(2))))
                : Optional.empty();
    }

    private static void write(PayoutFile file, JsonGenerator json) throws IOException {
        String id = file.place().text();
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("name", called(file));
        json.writeStringField("rail", file.rail().text());
        json.writeNumberField("payouts", file.payouts());
        json.writeStringField("created_at", file.created().toString());
        json.writeBooleanField("written", file.isThere());
        Lists.nullable(json, "sha256", file.sha256().filter(hash -> file.isThere()));
        Lists.nullable(
                json,
                "path",
                Optional.of("/v1/payout_runs/" + file.place().run() + "/files/" + id)
                        .filter(path -> file.isThere()));
        json.writeEndObject();
    }

    /// As the bucket calls it, without its folder.
    private static String called(PayoutFile file) {
        return file.name().substring(file.name().lastIndexOf('/') + 1);
    }
}
