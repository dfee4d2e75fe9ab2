package dev.tributary.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.CsvCell;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanReview;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.PlanTotals;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What an approver looks at as tables, RFC 4180 with CRLF in UTF-8. The lines of a plan, who is paid and who is
/// not:
/// ```
/// affiliate_id,payout_id,rail,gross,withholding,rail_fee,net,currency,warnings,left_out,until
/// aff_0000000000001,pay_...,csv,12.60,0.00,0.00,12.60,EUR,new_method shared_account,,
/// aff_0000000000002,,,,,,,,,in_hold_until,2026-12-23
/// ```
/// Its sums, with the change against the last run behind that of all, and how many are left out:
/// ```
/// sum,lines,gross,fees,net,currency,execution_date,last_run_id,lines_change,net_change
/// rail:sepa,12,512.60,0.00,512.60,EUR,2026-12-03,,,
/// all,12,512.60,0.00,512.60,EUR,,run_...,2,-10.00
/// left_out:no_method,1,,,,,,,,
/// ```
/// The adjustments that it pays, and who stands behind one account with whom.
final class PlanReviewCsv {
    private static final List<String> LINES = List.of(
            "affiliate_id",
            "payout_id",
            "rail",
            "gross",
            "withholding",
            "rail_fee",
            "net",
            "currency",
            "warnings",
            "left_out",
            "until");

    private static final List<String> SUMS = List.of(
            "sum",
            "lines",
            "gross",
            "fees",
            "net",
            "currency",
            "execution_date",
            "last_run_id",
            "lines_change",
            "net_change");

    private static final List<String> ADJUSTMENTS =
            List.of("adjustment_id", "affiliate_id", "amount", "currency", "reason", "author", "decided_at");

    private static final List<String> SHARED = List.of("account", "affiliate_id");

    private final PayoutRun run;
    private final PlanReview review;

    PlanReviewCsv(PayoutRun run, PlanReview review) {
        this.run = run;
        this.review = review;
    }

    HttpAnswer lines(List<PlanRow> rows) throws IOException {
        Map<AffiliateId, PlanReview.Line> lines = new HashMap<>();
        review.lines().forEach(line -> lines.put(line.payout().affiliate(), line));
        return table(
                "",
                LINES,
                rows.stream()
                        .map(row -> switch (row) {
                            case Payout payout -> paid(payout, Objects.requireNonNull(lines.get(payout.affiliate())));
                            case PlanRow.NotPaid left -> left(left.line());
                        })
                        .toList());
    }

    HttpAnswer sums() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (PlanReview.RailSum rail : review.rails()) {
            List<String> row = sum("rail:" + rail.rail().text(), rail.payouts(), rail.gross(), rail.fees(), rail.net());
            row.add(rail.execution().map(Object::toString).orElse(""));
            rows.add(row);
        }
        PlanTotals totals = run.totals();
        List<String> all = sum("all", totals.payouts(), totals.gross(), totals.fees(), totals.net());
        all.add("");
        review.sinceLast()
                .ifPresent(change -> all.addAll(List.of(
                        change.last().id().toString(),
                        Long.toString(change.payouts()),
                        change.net().amount())));
        rows.add(all);
        for (Map.Entry<LeftOut, Long> reason : totals.leftOut().entrySet()) {
            rows.add(List.of(
                    "left_out:" + reason.getKey().text(), reason.getValue().toString()));
        }
        return table("-sums", SUMS, rows);
    }

    private static List<String> row(Decision decision) {
        Adjustment adjustment = decision.adjustment();
        Money amount = decision.amount().orElse(adjustment.amount());
        return List.of(
                adjustment.id().toString(),
                adjustment.account().affiliate().toString(),
                amount.amount(),
                amount.currency().code(),
                CsvCell.safe(adjustment.reason()),
                CsvCell.safe(PlanReviewResource.author(adjustment)),
                adjustment.decidedAt().toString());
    }

    /// @param adjustments empty when there are more than can be looked through
    /// @throws HttpRefusal 422 in that case: a table without them would say that there are none
    HttpAnswer adjustments(Optional<List<Decision>> adjustments) throws IOException {
        List<List<String>> rows = adjustments
                .orElseThrow(() -> HttpRefusal.of(
                        422, "too_many", "The run pays more adjustments than can be looked through at once."))
                .stream()
                .map(PlanReviewCsv::row)
                .toList();
        return table("-adjustments", ADJUSTMENTS, rows);
    }

    HttpAnswer shared() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int account = 0; account < review.shared().size(); account++) {
            for (AffiliateId affiliate : review.shared().get(account)) {
                rows.add(List.of(Integer.toString(account + 1), affiliate.toString()));
            }
        }
        return table("-shared-accounts", SHARED, rows);
    }

    private static List<String> sum(String name, long lines, Money gross, Money fees, Money net) {
        return new ArrayList<>(List.of(
                name,
                Long.toString(lines),
                gross.amount(),
                fees.amount(),
                net.amount(),
                net.currency().code()));
    }

    /// @param rows what a row leaves out at its end is empty
    private HttpAnswer table(String suffix, List<String> header, List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            for (List<String> row : rows) {
                List<String> whole = new ArrayList<>(row);
                whole.addAll(Collections.nCopies(header.size() - row.size(), ""));
                csv.writeRecord(whole);
            }
        }
        return new HttpAnswer(200, Map.of("content-type", "text/csv; charset=utf-8"), text.toString())
                .with("content-disposition", "attachment; filename=\"plan-" + run.id() + suffix + ".csv\"");
    }

    private static List<String> paid(Payout payout, PlanReview.Line line) {
        PlanLine.Included plan = payout.line();
        return List.of(
                payout.affiliate().toString(),
                payout.id().toString(),
                plan.to().rail().text(),
                plan.gross().amount(),
                plan.withholding().amount(),
                plan.fee().amount(),
                plan.net().amount(),
                plan.net().currency().code(),
                String.join(" ", PlanReviewResource.warnings(line)));
    }

    private static List<String> left(PlanLine.Excluded line) {
        return List.of(
                line.affiliate().toString(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                line.reason().text(),
                line.until().map(Object::toString).orElse(""));
    }
}
