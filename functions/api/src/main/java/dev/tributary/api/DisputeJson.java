package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Dispute.State;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.money.Money;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A dispute as its two sides see it. While it stands the affiliate reads nothing but what it said itself.
final class DisputeJson {
    private DisputeJson() {}

    /// @param decision what posts the ruling, where it is accepted
    record Row(Dispute dispute, Optional<Decision> decision) {}

    static Lists.Writing<Row> writing(Ask ask) {
        boolean forMerchant = ask.affiliate().isEmpty();
        return (row, json) -> write(row, forMerchant, json);
    }

    private static void write(Row row, boolean forMerchant, JsonGenerator json) throws IOException {
        Dispute dispute = row.dispute();
        json.writeStartObject();
        json.writeStringField("id", dispute.id().toString());
        json.writeStringField("program_id", dispute.parties().program().toString());
        json.writeStringField("affiliate_id", dispute.parties().affiliate().toString());
        claim(dispute.claim(), json);
        json.writeStringField("opened_at", dispute.openedAt().toString());
        json.writeStringField("state", dispute.state().text());
        json.writeStringField("escalates_at", dispute.escalatesAt().toString());
        json.writeStringField("accepted_by_time_at", dispute.acceptedAt().toString());
        Lists.nullable(json, "escalated_at", dispute.escalated());
        Lists.nullable(json, "obstacle", forMerchant ? obstacle(dispute).map(Obstacle::text) : Optional.empty());
        Lists.nullable(
                json,
                "withdrawn_at",
                dispute.state() instanceof State.Withdrawn(Instant at, var _) ? Optional.of(at) : Optional.empty());
        ruling(row, forMerchant, json);
        json.writeEndObject();
    }

    private static void claim(Claim claim, JsonGenerator json) throws IOException {
        json.writeStringField("kind", claim.kind().text());
        Lists.nullable(json, "order_id", claim.order().map(order -> order.text()));
        json.writeStringField("event", claim.event().text());
        Lists.nullable(json, "commission_id", claim.commission());
        Lists.nullable(json, "click_id", claim.click().map(VerifiedClick::token));
        Optional<Subject.Unseen> unseen =
                claim.subject() instanceof Subject.Unseen of ? Optional.of(of) : Optional.empty();
        Lists.nullable(json, "occurred_at", unseen.map(Subject.Unseen::occurredAt));
        Amounts.nullable(json, "amount", unseen.map(Subject.Unseen::amount));
        Amounts.nullable(json, "claimed", claim.claimed());
        json.writeStringField("text", claim.text());
    }

    private static Optional<Obstacle> obstacle(Dispute dispute) {
        return dispute.state() instanceof State.Escalated(var _, var obstacle) ? obstacle : Optional.empty();
    }

    private static void ruling(Row row, boolean forMerchant, JsonGenerator json) throws IOException {
        switch (row.dispute().state()) {
            case State.Open _, State.Escalated _, State.Withdrawn _ -> json.writeNullField("ruling");
            case State.Accepted(var ruling, var reason, var by, var at) -> {
                json.writeObjectFieldStart("ruling");
                json.writeStringField("ruled", "accepted");
                head(json, reason, by, at, forMerchant);
                json.writeNullField("code");
                json.writeStringField("basis", ruling.basis().isNamed() ? "amount" : "terms");
                Lists.nullable(
                        json,
                        "order_id",
                        ruling.order().map(order -> order.order().text()));
                posting(row, json);
                json.writeEndObject();
            }
            case State.Rejected(var why, var reason, var by, var at) -> {
                json.writeObjectFieldStart("ruling");
                json.writeStringField("ruled", "rejected");
                head(json, reason, by, at, forMerchant);
                json.writeStringField("code", why.text());
                json.writeNullField("basis");
                json.writeNullField("order_id");
                json.writeNullField("decision_id");
                json.writeNullField("posting");
                json.writeNullField("amount");
                json.writeNullField("entry_id");
                json.writeNullField("refusal");
                json.writeEndObject();
            }
        }
    }

    private static void head(JsonGenerator json, String reason, String by, Instant at, boolean forMerchant)
            throws IOException {
        json.writeStringField("ruled_at", at.toString());
        boolean byTime = by.equals(Dispute.BY_TIME);
        json.writeStringField("by", byTime ? Dispute.BY_TIME : "merchant");
        Lists.nullable(json, "ruled_by", forMerchant && !byTime ? Optional.of(by) : Optional.empty());
        json.writeStringField("reason", reason);
    }

    /// What the ledger has of it; `posting` until it has anything.
    private static void posting(Row row, JsonGenerator json) throws IOException {
        Optional<Decision> decision = row.decision();
        Optional<Decision.State> state = decision.map(Decision::state);
        Optional<Money> amount = decision.flatMap(Decision::amount);
        json.writeStringField("decision_id", row.dispute().decision().toString());
        json.writeStringField("posting", state.map(of -> of.text()).orElse("posting"));
        Amounts.nullable(json, "amount", amount);
        Lists.nullable(
                json,
                "entry_id",
                state.flatMap(of -> of instanceof Decision.State.Posted posted
                        ? Optional.of(posted.entry().text())
                        : Optional.empty()));
        Lists.nullable(
                json,
                "refusal",
                state.flatMap(of -> of instanceof Decision.State.Refused refused
                        ? Optional.of(refused.refusal().text())
                        : Optional.empty()));
    }
}
