package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/balances`: what each enrolled affiliate has in each program, from the account item itself. One
/// who has earned nothing yet has zeros and version 0.
final class BalancesResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final Ledger ledger;
    private final Cursors cursors;

    BalancesResource(Visible visible, Enrollments enrollments, Ledger ledger, Cursors cursors) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.ledger = ledger;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Page<Account> page = ask.isForeign(affiliate)
                ? Page.last(List.of())
                : page(ask, program, ask.affiliate().or(() -> affiliate), request);
        return Lists.of(page, cursors.next(ask, page), BalancesResource::write);
    }

    private Page<Account> page(
            Ask ask, Optional<ProgramId> program, Optional<AffiliateId> affiliate, PageRequest request) {
        ProgramWalk.Within<Enrollment> within = affiliate.isEmpty()
                ? enrollments::in
                : (id, page) -> Page.last(enrollments.find(id, affiliate.get()).stream()
                        .map(Versioned::value)
                        .toList());
        ProgramWalk.Within<Account> accounts = (id, page) -> {
            Page<Enrollment> enrolled = within.page(id, page);
            return enrolled.items().isEmpty() ? new Page<>(List.of(), enrolled.next()) : accounts(ask, id, enrolled);
        };
        return visible.walk(ask.tenant(), program, request, accounts);
    }

    private Page<Account> accounts(Ask ask, ProgramId id, Page<Enrollment> enrolled) {
        var currency = visible.program(ask.tenant(), Optional.of(id)).currency();
        return enrolled.map(enrollment -> {
            AccountKey key = new AccountKey(id, enrollment.affiliate(), currency);
            return ledger.account(key).orElseGet(() -> Account.empty(key));
        });
    }

    private static void write(Account account, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", account.key().program().toString());
        json.writeStringField("affiliate_id", account.key().affiliate().toString());
        json.writeStringField("currency", account.key().currency().code());
        Amounts.money(json, "pending", account.pendingTotal());
        json.writeArrayFieldStart("pending_by_day");
        for (Map.Entry<LocalDate, Long> day : account.pending().entrySet()) {
            json.writeStartObject();
            json.writeStringField("release_day", day.getKey().toString());
            Amounts.money(json, "amount", account.money(day.getValue()));
            json.writeEndObject();
        }
        json.writeEndArray();
        Amounts.money(json, "held", account.money(account.held()));
        Amounts.money(json, "available", account.money(account.available()));
        Amounts.money(json, "in_flight", account.money(account.inFlight()));
        Amounts.money(json, "receivable", account.money(account.receivable()));
        Lists.nullable(json, "released_through", account.releasedThrough());
        json.writeNumberField("version", account.version());
        json.writeEndObject();
    }
}
