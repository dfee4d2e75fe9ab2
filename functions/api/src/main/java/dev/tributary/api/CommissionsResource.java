package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.listing.CommissionFilter;
import dev.tributary.domain.listing.CommissionKind;
import dev.tributary.domain.listing.CommissionRow;
import dev.tributary.domain.listing.ConversionRow;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.domain.listing.ListedOrders;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.statement.Statements;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `/v1/commissions`, each with its explanation: those of a program's conversions, then those of its days of
/// clicks. Whether one is released follows from its day and the account, which each call reads once per
/// account.
final class CommissionsResource {
    private final OrderWalk walk;
    private final ListedCommissions.Sources sources;
    private final Statements books;
    private final Behind behind;
    private final Cursors cursors;
    private final Clock clock;

    CommissionsResource(
            OrderWalk walk, ListedCommissions.Sources sources, Behind behind, Cursors cursors, Clock clock) {
        this.walk = walk;
        this.sources = sources;
        this.books = new Statements(sources.ledger());
        this.behind = behind;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        CommissionFilter filter = CommissionFilter.take(ask.parameters().stated(), clock.instant());
        Set<Noun> wanted = Expansions.COMMISSIONS.take(ask);
        PageRequest request = cursors.page(ask, Expansions.mostRows(wanted));
        Page<CommissionRow> page = walk.page(ask, filter.orders(), request, filter.of(listed(ask, filter.orders())));
        Language language = Languages.of(ask.call());
        return Languages.said(
                Lists.of(page, cursors.next(ask, page), writing(ask, wanted, page.items(), language)), language);
    }

    HttpAnswer get(Ask ask) throws IOException {
        OrderFilter filter = OrderFilter.take(ask.parameters().stated(), clock.instant());
        Set<Noun> wanted = Expansions.COMMISSIONS.take(ask);
        ask.parameters().check();
        CommissionRow row = find(ask, filter);
        Language language = Languages.of(ask.call());
        Lists.Writing<CommissionRow> writing = writing(ask, wanted, List.of(row), language);
        return Languages.said(HttpAnswer.ok(json -> writing.write(row, json)), language);
    }

    /// `/v1/commissions/{commission_id}/entries`: what moved something of it. Nothing points at them, and so the
    /// account
    /// is looked through from when the first of them can have been posted.
    HttpAnswer entries(Ask ask) throws IOException {
        OrderFilter filter = OrderFilter.take(ask.parameters().stated(), clock.instant());
        PageRequest request = cursors.page(ask);
        CommissionRow row = find(ask, filter);
        Page<Entry> page = switch (row) {
            case CommissionRow.OfOrder(var order, var commission, var _, var _) ->
                books.since(
                        new AccountKey(
                                row.program(),
                                commission.affiliate(),
                                commission.amount().currency()),
                        order.begun(),
                        entry -> entry.moves(row.id()),
                        request);
            case CommissionRow.OfClicks(var commission, var _) -> {
                Entry paid = commission.entry();
                yield books.since(
                        paid.account(),
                        paid.cause().postedAt(),
                        entry -> entry.id().equals(paid.id()) || entry.moves(row.id()),
                        request);
            }
        };
        Language language = Languages.of(ask.call());
        return Languages.said(
                Lists.of(
                        page,
                        cursors.next(ask, page),
                        (entry, json) -> StatementsResource.write(entry, language, json)),
                language);
    }

    /// @throws HttpRefusal 404; 400 when there is too much to look through
    private CommissionRow find(Ask ask, OrderFilter filter) {
        return CommissionId.parse(ask.variable("commission_id"))
                .flatMap(id -> walk.find(
                        ask, filter, listed(ask, filter).within(one -> one.id().equals(id))))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such commission."));
    }

    private Lists.Writing<CommissionRow> writing(Ask ask, Set<Noun> wanted, List<CommissionRow> rows, Language language)
            throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, CommissionRow::program, (row, json) -> write(row, language, json)),
                behind.finders(ask, wanted, Map.of(Noun.CONVERSION, ids -> conversions(ask, rows))));
    }

    /// Whoever is shown a commission of an order is shown the order: it was read for it.
    private Map<String, Expanding.Shown> conversions(Ask ask, List<CommissionRow> rows) {
        Instant now = clock.instant();
        Map<String, Expanding.Shown> shown = new HashMap<>();
        for (CommissionRow row : rows) {
            if (row instanceof CommissionRow.OfOrder of && ListedOrders.sees(ask.tenant(), of.order())) {
                ConversionRow conversion = ConversionRow.of(ask.tenant(), of.order());
                shown.put(of.order().id().toString(), json -> ConversionsResource.write(conversion, now, json));
            }
        }
        return shown;
    }

    private ListedCommissions listed(Ask ask, OrderFilter filter) {
        return new ListedCommissions(walk.orders(), sources, ask.tenant(), filter);
    }

    static void write(CommissionRow row, Language language, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", row.id().toString());
        switch (row) {
            case CommissionRow.OfOrder of -> write(of, language, json);
            case CommissionRow.OfClicks of -> write(of, language, json);
        }
        json.writeEndObject();
    }

    private static void write(CommissionRow.OfOrder row, Language language, JsonGenerator json) throws IOException {
        Commission commission = row.commission();
        OrderState order = row.order();
        json.writeStringField("kind", CommissionKind.CONVERSION.text());
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
        ExplanationJson.write(json, "explanation", row.explanation(), language);
    }

    private static void write(CommissionRow.OfClicks row, Language language, JsonGenerator json) throws IOException {
        ClickCommission commission = row.commission();
        Entry entry = commission.entry();
        json.writeStringField("kind", CommissionKind.CLICKS.text());
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
        json.writeStringField("sentence", commission.sentence(language));
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
