package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.Transfer.AccountsDue;
import dev.tributary.domain.message.Transfer.BatchChanged;
import dev.tributary.domain.message.Transfer.PayoutResults;
import dev.tributary.domain.message.Transfer.ReconcileFiles;
import dev.tributary.domain.message.Transfer.ReconcilePayouts;
import dev.tributary.domain.message.Transfer.RunDue;
import dev.tributary.domain.message.Transfer.TransferReversed;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The messages on [transfers]:
/// ```json
/// {"type":"accounts_due","v":1,"id":"...","data":{"accounts":[{"program_id":"prg_...","affiliate_id":"aff_...","currency":"EUR"}]}}
/// {"type":"run_due","v":1,"id":"...","data":{"run_id":"run_...","bucket":0}}
/// {"type":"reconcile_payouts","v":1,"id":"...","data":{"run_id":"run_...","affiliate_ids":["aff_..."]}}
/// {"type":"reconcile_files","v":1,"id":"...","data":{"run_id":"run_...","bucket":0}}
/// {"type":"payout_results","v":1,"id":"...","data":{"run_id":"run_...",
///  "results":[{"payout_id":"pay_...","status":"paid","reference":"2026-12-03 0001"}]}}
/// {"type":"transfer_reversed","v":1,"id":"evt_...","data":{"run_id":"run_...","affiliate_id":"aff_...",
///  "payout_id":"pay_...","reference":"tr_...","whole":true}}
/// {"type":"batch_changed","v":1,"id":"WH-...","data":{"run_id":"run_...","bucket":0,"number":1}}
/// ```
public final class TransferMessages {
    private TransferMessages() {}

    public static String write(Transfer transfer) {
        ObjectNode data = Message.JSON.createObjectNode();
        return switch (transfer) {
            case AccountsDue due -> {
                ArrayNode accounts = data.putArray("accounts");
                due.accounts()
                        .forEach(key -> accounts.addObject()
                                .put("program_id", key.program().toString())
                                .put("affiliate_id", key.affiliate().toString())
                                .put("currency", key.currency().code()));
                yield new Message("accounts_due", 1, due.id(), data).write();
            }
            case RunDue due -> {
                data.put("run_id", due.run().toString()).put("bucket", due.bucket());
                yield new Message("run_due", 1, due.id(), data).write();
            }
            case ReconcilePayouts due -> {
                data.put("run_id", due.run().toString());
                ArrayNode affiliates = data.putArray("affiliate_ids");
                due.affiliates().forEach(affiliate -> affiliates.add(affiliate.toString()));
                yield new Message("reconcile_payouts", 1, due.id(), data).write();
            }
            case ReconcileFiles due -> {
                data.put("run_id", due.run().toString()).put("bucket", due.bucket());
                yield new Message("reconcile_files", 1, due.id(), data).write();
            }
            case PayoutResults reported -> {
                data.put("run_id", reported.run().toString());
                ArrayNode results = data.putArray("results");
                reported.lines().forEach(line -> {
                    ObjectNode result = results.addObject()
                            .put("payout_id", line.payout().toString())
                            .put("status", line.status().text());
                    line.reference().ifPresent(reference -> result.put("reference", reference));
                    line.reason().ifPresent(reason -> result.put("reason", reason));
                });
                yield new Message("payout_results", 1, reported.id(), data).write();
            }
            case TransferReversed reversed -> {
                data.put("run_id", reversed.run().toString())
                        .put("affiliate_id", reversed.affiliate().toString())
                        .put("payout_id", reversed.payout().toString())
                        .put("reference", reversed.reference())
                        .put("whole", reversed.whole());
                yield new Message("transfer_reversed", 1, reversed.id(), data).write();
            }
            case BatchChanged changed -> {
                data.put("run_id", changed.run().toString())
                        .put("bucket", changed.bucket())
                        .put("number", changed.number());
                yield new Message("batch_changed", 1, changed.id(), data).write();
            }
        };
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static Transfer read(String body) {
        Message message = Message.read(body);
        JsonNode data = message.data();
        try {
            return switch (message.type() + " v" + message.version()) {
                case "accounts_due v1" -> new AccountsDue(message.id(), accounts(data));
                case "run_due v1" ->
                    new RunDue(message.id(), RunId.of(Message.text(data, "run_id")), (int)
                            Message.number(data, "bucket", PayoutRun.Head.MAX_BUCKETS - 1));
                case "reconcile_payouts v1" ->
                    new ReconcilePayouts(message.id(), RunId.of(Message.text(data, "run_id")), affiliates(data));
                case "reconcile_files v1" ->
                    new ReconcileFiles(message.id(), RunId.of(Message.text(data, "run_id")), (int)
                            Message.number(data, "bucket", PayoutRun.Head.MAX_BUCKETS - 1));
                case "payout_results v1" ->
                    new PayoutResults(message.id(), RunId.of(Message.text(data, "run_id")), results(data));
                case "transfer_reversed v1" -> reversed(message.id(), data);
                case "batch_changed v1" ->
                    new BatchChanged(
                            message.id(),
                            RunId.of(Message.text(data, "run_id")),
                            (int) Message.number(data, "bucket", PayoutRun.Head.MAX_BUCKETS - 1),
                            (int) Message.number(data, "number", PayoutFile.MOST));
                default -> throw new UnreadableMessageException("its type or version is none of transfers");
            };
        } catch (IllegalArgumentException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }

    private static TransferReversed reversed(String id, JsonNode data) {
        JsonNode whole = data.path("whole");
        if (!whole.isBoolean()) {
            throw new IllegalArgumentException("whole is neither true nor false");
        }
        return new TransferReversed(
                id,
                RunId.of(Message.text(data, "run_id")),
                AffiliateId.of(Message.text(data, "affiliate_id")),
                PayoutId.of(Message.text(data, "payout_id")),
                Message.text(data, "reference"),
                whole.booleanValue());
    }

    private static List<AccountKey> accounts(JsonNode data) {
        List<AccountKey> accounts = new ArrayList<>();
        for (JsonNode account : data.path("accounts")) {
            accounts.add(new AccountKey(
                    ProgramId.of(Message.text(account, "program_id")),
                    AffiliateId.of(Message.text(account, "affiliate_id")),
                    new CurrencyCode(Message.text(account, "currency"))));
        }
        return accounts;
    }

    private static List<AffiliateId> affiliates(JsonNode data) {
        List<AffiliateId> affiliates = new ArrayList<>();
        for (JsonNode affiliate : data.path("affiliate_ids")) {
            affiliates.add(AffiliateId.of(affiliate.asText()));
        }
        return affiliates;
    }

    private static List<PayoutResult> results(JsonNode data) {
        List<PayoutResult> results = new ArrayList<>();
        for (JsonNode result : data.path("results")) {
            String status = Message.text(result, "status");
            results.add(new PayoutResult(
                    PayoutId.of(Message.text(result, "payout_id")),
                    PayoutResult.Status.parse(status)
                            .orElseThrow(() -> new IllegalArgumentException("status is unknown")),
                    optional(result, "reference"),
                    optional(result, "reason")));
        }
        return results;
    }

    private static Optional<String> optional(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(Message.text(node, field)) : Optional.empty();
    }
}
