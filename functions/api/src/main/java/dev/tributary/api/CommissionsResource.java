package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.ClickEntries;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// `/v1/commissions`, each with its explanation: those of a program's conversions, then those of its days of
/// clicks. Whether one is released follows from its day and the account, which each call reads once per
/// account.
final class CommissionsResource {
    private final OrderWalk walk;
    private final Stores stores;
    private final Cursors cursors;
    private final Clock clock;

    CommissionsResource(OrderWalk walk, Stores stores, Cursors cursors, Clock clock) {
        this.walk = walk;
        this.stores = stores;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// What commissions are explained from, beside their orders.
    record Stores(Ledger ledger, ClickEntries clicks, PublishedTerms terms, Programs programs) {}

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

    private sealed interface Row {
        CommissionId id();

        State state();

        Language language();
    }

    private record OfOrder(
            OrderState order, Commission commission, State state, Explanation explanation, Language language)
            implements Row {
        @Override
        public CommissionId id() {
            return commission.id();
        }
    }

    private record OfClicks(ClickCommission commission, State state, Language language) implements Row {
        @Override
        public CommissionId id() {
            return commission.id();
        }
    }

    HttpAnswer list(Ask ask) throws IOException {
        OrderQuery query = OrderQuery.take(ask, clock);
        Optional<State> state = ask.parameters().take("state", State::parse);
        PageRequest request = cursors.page(ask);
        Rows rows = new Rows(ask, query);
        Page<Row> page = walk.page(ask, query, request, rows.all(row -> state.isEmpty() || row.state() == state.get()));
        return Languages.said(Lists.of(page, cursors.next(ask, page), CommissionsResource::write), rows.language);
    }

    HttpAnswer get(Ask ask) {
        OrderQuery query = OrderQuery.take(ask, clock);
        ask.parameters().check();
        Rows rows = new Rows(ask, query);
        Row row = CommissionId.parse(ask.variable("commission_id"))
                .flatMap(id -> walk.find(ask, query, rows.all(one -> one.id().equals(id))))
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

        ProgramWalk.Within<Row> all(Predicate<Row> wanted) {
            ProgramWalk.Within<Row> orders = walk.orders(
                    ask, query, order -> of(order).stream().filter(wanted).toList());
            return query.order().isPresent() ? orders : orders.then((program, page) -> days(program, page, wanted));
        }

        private List<Row> of(OrderState order) {
            return order.commissions().stream()
                    .filter(this::isShown)
                    .<Row>map(commission -> row(order, commission))
                    .toList();
        }

        private Page<Row> days(ProgramId program, PageRequest page, Predicate<Row> wanted) {
            ZoneId zone = stores.programs()
                    .find(program)
                    .map(found -> found.value().zone())
                    .orElseThrow(() -> new IllegalStateException("a program without a zone: " + program));
            Page<ClickEntries.Listed> listed = stores.clicks()
                    .of(
                            program,
                            ask.affiliate().or(query::affiliate),
                            LocalDate.ofInstant(query.span().from(), zone),
                            LocalDate.ofInstant(query.span().to(), zone),
                            page);
            List<Row> rows = listed.items().stream()
                    .map(ClickEntries.Listed::entry)
                    .filter(entry -> query.span().holds(entry.cause().occurredAt()))
                    .flatMap(entry -> row(entry, zone).stream())
                    .filter(wanted)
                    .toList();
            return new Page<>(rows, listed.next());
        }

        private Optional<Row> row(Entry entry, ZoneId zone) {
            int version = entry.clicks().orElseThrow().termsVersion();
            return ClickCommission.of(entry, document(entry.account(), version), zone)
                    .map(commission ->
                            new OfClicks(commission, state(entry.account(), commission.maturity()), language));
        }

        /// The version of no terms is stored nowhere.
        private TermsDocument document(AccountKey account, int version) {
            return versions.computeIfAbsent(
                            new Version(account.program(), version),
                            absent -> stores.terms().find(absent.program(), absent.number()))
                    .orElseGet(() -> TermsDocument.none(account.currency()));
        }

        private boolean isShown(Commission commission) {
            return (ask.affiliate().isEmpty() || ask.affiliate().get().equals(commission.affiliate()))
                    && (query.affiliate().isEmpty() || query.affiliate().get().equals(commission.affiliate()));
        }

        private OfOrder row(OrderState order, Commission commission) {
            AccountKey account = new AccountKey(
                    order.key().program(),
                    commission.affiliate(),
                    commission.amount().currency());
            Explanation explanation = order.explain(commission, version -> document(account, version));
            State state = commission.net().isZero() ? State.REVERSED : state(account, commission.maturity());
            return new OfOrder(order, commission, state, explanation, language);
        }

        private State state(AccountKey key, Maturity maturity) {
            if (maturity.reviewEnds().isPresent()) {
                return State.UNDER_REVIEW;
            }
            Account account = accounts.computeIfAbsent(
                    key, absent -> stores.ledger().account(absent).orElseGet(() -> Account.empty(absent)));
            return maturity.isReleased(account) ? State.RELEASED : State.PENDING;
        }
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", row.id().toString());
        switch (row) {
            case OfOrder of -> write(of, json);
            case OfClicks of -> write(of, json);
        }
        json.writeEndObject();
    }

    private static void write(OfOrder row, JsonGenerator json) throws IOException {
        Commission commission = row.commission();
        OrderState order = row.order();
        json.writeStringField("kind", "conversion");
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
        maturity(commission.maturity(), json);
        ExplanationJson.write(json, "explanation", row.explanation(), row.language());
    }

    /// Nothing takes it back but an adjustment, which stands for itself.
    private static void write(OfClicks row, JsonGenerator json) throws IOException {
        ClickCommission commission = row.commission();
        Entry entry = commission.entry();
        json.writeStringField("kind", "clicks");
        json.writeNullField("conversion_id");
        json.writeStringField("program_id", entry.account().program().toString());
        json.writeStringField("affiliate_id", entry.account().affiliate().toString());
        json.writeNullField("event");
        json.writeNullField("order_id");
        json.writeStringField("occurred_at", entry.cause().occurredAt().toString());
        json.writeStringField("state", row.state().text());
        Amounts.money(json, "amount", commission.amount());
        Amounts.money(json, "reversed", Money.zero(commission.amount().currency()));
        Amounts.money(json, "net", commission.amount());
        maturity(commission.maturity(), json);
        json.writeObjectFieldStart("explanation");
        json.writeStringField("sentence", commission.sentence(row.language()));
        json.writeNumberField("terms_version", commission.clicks().termsVersion());
        json.writeStringField("rule_id", commission.pay().id().text());
        json.writeStringField("entry_id", entry.id().text());
        json.writeStringField("day", commission.clicks().day().toString());
        json.writeNumberField("qualified", commission.clicks().qualified());
        json.writeNumberField("paid", commission.clicks().paid());
        Amounts.money(json, "per_click", commission.pay().amount());
        if (commission.pay().dailyCap().isPresent()) {
            json.writeNumberField("daily_cap", commission.pay().dailyCap().get());
        } else {
            json.writeNullField("daily_cap");
        }
        Amounts.nullable(json, "left_by_caps", commission.room());
        Amounts.money(json, "recomputed", commission.recomputed());
        json.writeEndObject();
    }

    private static void maturity(Maturity maturity, JsonGenerator json) throws IOException {
        json.writeStringField("hold_ends_at", maturity.holdEnd().toString());
        json.writeStringField("release_day", maturity.day().toString());
    }
}
