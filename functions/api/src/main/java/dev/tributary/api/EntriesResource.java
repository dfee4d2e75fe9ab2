package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Count;
import dev.tributary.domain.ledger.DayClicks;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.ledger.Rated;
import dev.tributary.domain.ledger.TierStep;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// `/v1/entries`: the history of one account, the first entry first, each with its hash and that of
/// the one before it. They were held against each other when they were read.
final class EntriesResource {
    private final Visible visible;
    private final Ledger ledger;
    private final Cursors cursors;

    EntriesResource(Visible visible, Ledger ledger, Cursors cursors) {
        this.visible = visible;
        this.ledger = ledger;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        OneAccount wanted = OneAccount.of(ask);
        PageRequest request = cursors.page(ask);
        Program seen = visible.program(ask.tenant(), wanted.program());
        Page<Entry> page = ask.isForeign(wanted.named())
                ? Page.last(List.of())
                : ledger.entries(new AccountKey(seen.id(), wanted.whose(ask), seen.currency()), request);
        return Lists.of(page, cursors.next(ask, page), EntriesResource::write);
    }

    static void write(Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id().text());
        json.writeStringField("program_id", entry.account().program().toString());
        json.writeStringField("affiliate_id", entry.account().affiliate().toString());
        json.writeNumberField("sequence", entry.sequence());
        json.writeStringField("kind", entry.cause().kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("occurred_at", entry.cause().occurredAt().toString());
        json.writeStringField("posted_at", entry.cause().postedAt().toString());
        json.writeArrayFieldStart("postings");
        for (Posting posting : entry.postings()) {
            json.writeStartObject();
            json.writeStringField("from", posting.from().text());
            json.writeStringField("to", posting.to().text());
            Amounts.money(json, "amount", posting.amount());
            Lists.nullable(json, "commission_id", posting.commission());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("counts");
        for (Count count : entry.counts()) {
            json.writeStartObject();
            json.writeStringField("tally", count.tally().text());
            json.writeNumberField("change", count.change());
            json.writeEndObject();
        }
        json.writeEndArray();
        tiers(entry, json);
        json.writeStringField("previous_hash", entry.previousHash());
        json.writeStringField("hash", entry.hash());
        json.writeEndObject();
    }

    private static void tiers(Entry entry, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rated");
        for (Rated rated : entry.rated()) {
            json.writeStartObject();
            json.writeStringField("tally", rated.tally().text());
            json.writeStringField("event", rated.event().text());
            json.writeStringField("order_id", rated.order().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (entry.tier().isEmpty()) {
            json.writeNullField("tier");
        } else {
            tier(entry.tier().get(), json);
        }
        if (entry.clicks().isEmpty()) {
            json.writeNullField("clicks");
        } else {
            clicks(entry.clicks().get(), entry.account().currency(), json);
        }
    }

    private static void clicks(DayClicks clicks, CurrencyCode currency, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("clicks");
        json.writeStringField("day", clicks.day().toString());
        json.writeNumberField("qualified", clicks.qualified());
        json.writeNumberField("paid", clicks.paid());
        json.writeNumberField("terms_version", clicks.termsVersion());
        Amounts.nullable(json, "left_by_caps", clicks.roomMinor().map(minor -> new Money(minor, currency)));
        json.writeEndObject();
    }

    private static void tier(TierStep step, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tier");
        json.writeStringField("tally", step.tally().text());
        json.writeNumberField("from", step.from());
        json.writeNumberField("to", step.to());
        json.writeNumberField("through", step.through());
        json.writeEndObject();
    }
}
