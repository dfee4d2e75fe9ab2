package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/v1/commissions`, each with its explanation. Whether one is released follows from its day and the
/// account, which each call reads once per account.
final class CommissionsResource {
    private final OrderWalk walk;
    private final Ledger ledger;
    private final PublishedTerms terms;
    private final Cursors cursors;
    private final Clock clock;

    CommissionsResource(OrderWalk walk, Ledger ledger, PublishedTerms terms, Cursors cursors, Clock clock) {
        this.walk = walk;
        this.ledger = ledger;
        this.terms = terms;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// Where a commission stands: waiting for its day, under review, with its affiliate, or wholly taken
    /// back.
    private enum State {
        PENDING,
        UNDER_REVIEW,
        RELEASED,
        REVERSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> parse(String text) {
            return List.of(values()).stream()
                    .filter(state -> state.text().equals(text))
                    .findFirst();
        }
    }

    private record Row(
            OrderState order, Commission commission, State state, Explanation explanation, Language language) {}

    HttpAnswer list(Ask ask) throws IOException {
        OrderQuery query = OrderQuery.take(ask, clock);
        Optional<State> state = ask.parameters().take("state", State::parse);
        PageRequest request = cursors.page(ask);
        Rows rows = new Rows(ask, query);
        Page<Row> page = walk.page(
                ask,
                query,
                request,
                order -> rows.of(order).stream()
                        .filter(row -> state.isEmpty() || row.state() == state.get())
                        .toList());
        return Languages.said(Lists.of(page, cursors.next(ask, page), CommissionsResource::write), rows.language);
    }

    HttpAnswer get(Ask ask) {
        OrderQuery query = OrderQuery.take(ask, clock);
        ask.parameters().check();
        Rows rows = new Rows(ask, query);
        Row row = CommissionId.parse(ask.variable("commission_id"))
                .flatMap(id -> walk.find(ask, query, order -> rows.of(order, id)))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such commission."));
        return Languages.said(HttpAnswer.ok(json -> write(row, json)), row.language());
    }

    private record Version(ProgramId program, int number) {}

    /// The commissions of orders as one call sees them.
    private final class Rows {
        private final Ask ask;
        private final OrderQuery query;
        private final Language language;
        private final Map<AccountKey, Account> accounts = new HashMap<>();
        private final Map<Version, Optional<TermsDocument>> versions = new HashMap<>();

        Rows(Ask ask, OrderQuery query) {
            this.ask = ask;
            this.query = query;
            this.language = Languages.of(ask.call());
        }

        List<Row> of(OrderState order) {
            return order.commissions().stream()
                    .filter(this::isShown)
                    .map(commission -> row(order, commission))
                    .toList();
        }

        Optional<Row> of(OrderState order, CommissionId id) {
            return order.commissions().stream()
                    .filter(commission -> commission.id().equals(id) && isShown(commission))
                    .map(commission -> row(order, commission))
                    .findFirst();
        }

        private boolean isShown(Commission commission) {
            return (ask.affiliate().isEmpty() || ask.affiliate().get().equals(commission.affiliate()))
                    && (query.affiliate().isEmpty() || query.affiliate().get().equals(commission.affiliate()));
        }

        private Row row(OrderState order, Commission commission) {
            ProgramId program = order.key().program();
            CurrencyCode currency = commission.amount().currency();
            Explanation explanation = order.explain(
                    commission,
                    version -> versions.computeIfAbsent(new Version(program, version), this::read)
                            .orElseGet(() -> TermsDocument.none(currency)));
            return new Row(order, commission, state(order, commission), explanation, language);
        }

        /// The version of no terms is stored nowhere.
        private Optional<TermsDocument> read(Version version) {
            return terms.find(version.program(), version.number());
        }

        private State state(OrderState order, Commission commission) {
            if (commission.net().isZero()) {
                return State.REVERSED;
            }
            if (commission.maturity().reviewEnds().isPresent()) {
                return State.UNDER_REVIEW;
            }
            AccountKey key = new AccountKey(
                    order.key().program(),
                    commission.affiliate(),
                    commission.amount().currency());
            Account account = accounts.computeIfAbsent(
                    key, absent -> ledger.account(absent).orElseGet(() -> Account.empty(absent)));
            return commission.maturity().isReleased(account) ? State.RELEASED : State.PENDING;
        }
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        Commission commission = row.commission();
        OrderState order = row.order();
        json.writeStartObject();
        json.writeStringField("id", commission.id().toString());
        json.writeStringField("conversion_id", order.id().toString());
        json.writeStringField("program_id", order.key().program().toString());
        json.writeStringField("affiliate_id", commission.affiliate().toString());
        json.writeStringField("event", order.key().event().text());
        json.writeStringField("order_id", order.key().order().text());
        json.writeStringField(
                "occurred_at", order.sale().orElseThrow().occurredAt().toString());
        json.writeStringField("state", row.state().text());
        Amounts.money(json, "amount", commission.amount());
        Amounts.money(json, "reversed", commission.reversed());
        Amounts.money(json, "net", commission.net());
        json.writeStringField("hold_ends_at", commission.maturity().holdEnd().toString());
        json.writeStringField("release_day", commission.maturity().day().toString());
        ExplanationJson.write(json, "explanation", row.explanation(), row.language());
        json.writeEndObject();
    }
}
