package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.AdjustmentAuthors;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutMethods;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.PlanReview;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `GET /v1/payout_runs/{run_id}/review`: what an approver looks at before the plan is approved. As JSON the sums
/// and the lines that deserve a look; `format=csv` has every line, paid or left out, and each other table by its
/// `part`. Where money goes is compared, and never shown.
final class PlanReviewResource {
    /// One answer holds 6 MB, and a call lasts seconds.
    private static final int MOST_ROWS = 10_000;

    private static final int MOST_RUNS = 100;
    private static final String BY_TIME = "by time (the platform)";

    private final PayoutRunsResource known;
    private final Stores stores;
    private final Rings ring;
    private final Clock clock;

    /// Where it reads.
    record Stores(PayoutRuns runs, PayoutRows rows, PayoutMethods methods, AdjustmentAuthors authors) {}

    PlanReviewResource(PayoutRunsResource known, Stores stores, Rings ring, Clock clock) {
        this.known = known;
        this.stores = stores;
        this.ring = ring;
        this.clock = clock;
    }

    enum Format {
        JSON,
        CSV
    }

    /// Of a review as CSV, a table each.
    enum Part {
        LINES,
        SUMS,
        ADJUSTMENTS,
        SHARED_ACCOUNTS
    }

    HttpAnswer get(Ask ask) throws IOException {
        Format format =
                ask.parameters().take("format", Texts.constant(Format.class)).orElse(Format.JSON);
        Part part = ask.parameters().take("part", Texts.constant(Part.class)).orElse(Part.LINES);
        ask.parameters().check();
        PayoutRun run = known.find(ask).value();
        if (run.sealed().isEmpty()) {
            throw HttpRefusal.of(409, "state", "The run is " + run.state().text() + ": there is no plan to look at.");
        }
        List<PlanRow> rows = rows(run);
        List<Payout> payouts = rows.stream()
                .flatMap(row -> row instanceof Payout payout ? Stream.of(payout) : Stream.<Payout>empty())
                .toList();
        KeyRing keys = ring.ring();
        PlanReview review = PlanReview.of(
                run,
                payouts,
                methods(payouts),
                line -> Receiver.open(
                        line.to().rail(),
                        line.to().sealedDestination(),
                        line.affiliate().toString(),
                        keys),
                last(run),
                clock.instant());
        return switch (format) {
            case JSON -> {
                Optional<List<Decision>> adjustments = stores.authors().paidBy(run);
                yield HttpAnswer.ok(json -> write(run, review, adjustments, json));
            }
            case CSV -> {
                PlanReviewCsv csv = new PlanReviewCsv(run, review);
                yield switch (part) {
                    case LINES -> csv.lines(rows);
                    case SUMS -> csv.sums();
                    case ADJUSTMENTS -> csv.adjustments(stores.authors().paidBy(run));
                    case SHARED_ACCOUNTS -> csv.shared();
                };
            }
        };
    }

    /// @throws HttpRefusal 422 when there are more than one answer holds
    private List<PlanRow> rows(PayoutRun run) {
        List<PlanRow> rows = new ArrayList<>();
        for (int bucket = 0; bucket < run.head().buckets(); bucket++) {
            PayoutRows.Bucket place = new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket);
            Optional<String> from = Optional.empty();
            do {
                Page<Versioned<PlanRow>> page = stores.rows().in(place, new PageRequest(PageRequest.MAX_LIMIT, from));
                page.items().forEach(row -> rows.add(row.value()));
                if (rows.size() > MOST_ROWS) {
                    throw HttpRefusal.of(
                            422,
                            "too_many",
                            "The plan has more than " + MOST_ROWS
                                    + " lines: read its payouts and left_out page by page.");
                }
                from = page.next();
            } while (from.isPresent());
        }
        return rows;
    }

    private Map<AffiliateId, Versioned<PayoutMethod>> methods(List<Payout> payouts) {
        Map<AffiliateId, Versioned<PayoutMethod>> methods = new HashMap<>();
        for (int from = 0; from < payouts.size(); from += PageRequest.MAX_LIMIT) {
            methods.putAll(stores.methods()
                    .find(payouts.subList(from, Math.min(from + PageRequest.MAX_LIMIT, payouts.size())).stream()
                            .map(Payout::affiliate)
                            .toList()));
        }
        return methods;
    }

    /// The last one that was made before, was carried out, and paid somebody in the same currency.
    private Optional<PayoutRun> last(PayoutRun run) {
        return stores.runs().of(run.head().program(), PageRequest.first(MOST_RUNS)).items().stream()
                .filter(other -> other.head().created().isBefore(run.head().created())
                        && (other.state() == PayoutRun.State.APPLYING || other.state() == PayoutRun.State.DONE)
                        && other.totals().payouts() > 0
                        && other.head().currency().equals(run.head().currency()))
                .findFirst();
    }

    private static void write(
            PayoutRun run, PlanReview review, Optional<List<Decision>> adjustments, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("run_id", run.id().toString());
        Lists.nullable(json, "plan_hash", run.sealed().map(PayoutRun.Sealed::hash));
        PayoutRunsResource.totals(run.totals(), json);
        json.writeArrayFieldStart("rails");
        for (PlanReview.RailSum rail : review.rails()) {
            json.writeStartObject();
            json.writeStringField("rail", rail.rail().text());
            json.writeNumberField("payouts", rail.payouts());
            Amounts.money(json, "gross", rail.gross());
            Amounts.money(json, "fees", rail.fees());
            Amounts.money(json, "net", rail.net());
            Lists.nullable(json, "execution_date", rail.execution());
            json.writeEndObject();
        }
        json.writeEndArray();
        since(review, json);
        json.writeArrayFieldStart("lines");
        for (PlanReview.Line line : review.lines()) {
            if (!line.warnings().isEmpty()) {
                line(line, json);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("shared_accounts");
        for (List<AffiliateId> group : review.shared()) {
            json.writeStartArray();
            for (AffiliateId affiliate : group) {
                json.writeString(affiliate.toString());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        adjustments(adjustments, json);
        json.writeEndObject();
    }

    private static void since(PlanReview review, JsonGenerator json) throws IOException {
        json.writeFieldName("since_last_run");
        if (review.sinceLast().isEmpty()) {
            json.writeNull();
            return;
        }
        PlanReview.Change change = review.sinceLast().get();
        json.writeStartObject();
        json.writeStringField("run_id", change.last().id().toString());
        json.writeStringField("created_at", change.last().head().created().toString());
        json.writeNumberField("payouts", change.payouts());
        Amounts.money(json, "net", change.net());
        json.writeEndObject();
    }

    private static void line(PlanReview.Line line, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("payout_id", line.payout().id().toString());
        json.writeStringField("affiliate_id", line.payout().affiliate().toString());
        json.writeStringField("rail", line.payout().line().to().rail().text());
        Amounts.money(json, "net", line.payout().line().net());
        json.writeArrayFieldStart("warnings");
        for (String warning : warnings(line)) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static List<String> warnings(PlanReview.Line line) {
        return line.warnings().stream().sorted().map(PlanReview.Warning::text).toList();
    }

    /// Who gave it: a hand, or the platform where nobody ruled on a dispute in time.
    static String author(Adjustment adjustment) {
        return adjustment.isByTime() ? BY_TIME : adjustment.author();
    }

    /// Null when there are more than can be looked through.
    private static void adjustments(Optional<List<Decision>> adjustments, JsonGenerator json) throws IOException {
        json.writeFieldName("adjustments");
        if (adjustments.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (Decision decision : adjustments.get()) {
            Adjustment adjustment = decision.adjustment();
            json.writeStartObject();
            json.writeStringField("id", adjustment.id().toString());
            json.writeStringField(
                    "affiliate_id", adjustment.account().affiliate().toString());
            Amounts.money(json, "amount", decision.amount().orElse(adjustment.amount()));
            json.writeStringField("reason", adjustment.reason());
            json.writeStringField("author", author(adjustment));
            json.writeStringField("decided_at", adjustment.decidedAt().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
