package dev.tributary.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanReview;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Every line of a plan, who is paid and who is not, RFC 4180 with CRLF in UTF-8. No cell is a text that somebody
/// chose.
/// ```
/// affiliate_id,payout_id,rail,gross,withholding,rail_fee,net,currency,warnings,left_out,until
/// aff_0000000000001,pay_...,csv,12.60,0.00,0.00,12.60,EUR,new_method shared_account,,
/// aff_0000000000002,,,,,,,,,in_hold_until,2026-12-23
/// ```
final class PlanReviewCsv {
    private PlanReviewCsv() {}

    static HttpAnswer answer(PayoutRun run, PlanReview review, List<PlanRow> rows) throws IOException {
        Map<AffiliateId, PlanReview.Line> lines = new HashMap<>();
        review.lines().forEach(line -> lines.put(line.payout().affiliate(), line));
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(List.of(
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
                    "until"));
            for (PlanRow row : rows) {
                csv.writeRecord(
                        switch (row) {
                            case Payout payout -> paid(payout, Objects.requireNonNull(lines.get(payout.affiliate())));
                            case PlanRow.NotPaid left -> left(left.line());
                        });
            }
        }
        return new HttpAnswer(200, Map.of("content-type", "text/csv; charset=utf-8"), text.toString())
                .with("content-disposition", "attachment; filename=\"plan-" + run.id() + ".csv\"");
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
                String.join(" ", PlanReviewResource.warnings(line)),
                "",
                "");
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
