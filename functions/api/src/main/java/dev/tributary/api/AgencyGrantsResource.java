package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/v1/agency_grants`: what a merchant lets agencies do for it; and `/v1/agency_grants/received`: what a tenant may do
/// as an agency. Whether there is such an agency is not said: nobody learns of tenants by offering them something.
final class AgencyGrantsResource {
    private static final String ROLE = "role";
    private static final String PROGRAMS = "program_ids";

    private final AgencyGrants grants;
    private final Visible visible;
    private final Cursors cursors;

    AgencyGrantsResource(AgencyGrants grants, Visible visible, Cursors cursors) {
        this.grants = grants;
        this.visible = visible;
        this.cursors = cursors;
    }

    HttpAnswer given(Ask ask) throws IOException {
        MerchantId merchant = ask.merchantOnly();
        PageRequest request = cursors.page(ask);
        Page<AgencyGrant> page = grants.givenBy(merchant, request);
        return Lists.of(page, cursors.next(ask, page), AgencyGrantsResource::write);
    }

    HttpAnswer received(Ask ask) throws IOException {
        MerchantId agency = ask.merchantOnly();
        PageRequest request = cursors.page(ask);
        Page<AgencyGrant> page = grants.givenTo(agency, request);
        return Lists.of(page, cursors.next(ask, page), AgencyGrantsResource::write);
    }

    /// Given, or changed.
    Decision put(Write write) {
        MerchantId merchant = write.ask().merchantOnly();
        MerchantId agency = MerchantId.parse(write.ask().variable("agency_id")).orElseThrow(AgencyGrantsResource::none);
        FieldReader body = write.body();
        Optional<Role> role =
                body.required(ROLE, body.text(ROLE, text -> Role.parse(text).filter(some -> some != Role.OWNER)));
        List<ProgramId> programs = body.texts(PROGRAMS, AgencyGrant.MOST_PROGRAMS, ProgramId::parse);
        if (programs.isEmpty() && body.faults().isEmpty()) {
            body.fault(PROGRAMS, FieldReader.MISSING, "A grant is for one program at least.");
        }
        programs.stream()
                .filter(program -> !visible.sees(write.tenant(), program))
                .findFirst()
                .ifPresent(program -> body.fault(PROGRAMS, "unknown_program", "There is no such program."));
        if (agency.equals(merchant)) {
            body.fault("agency_id", "own_tenant", "You do not need a grant of your own.");
        }
        write.check();
        if (!write.ask().principal().mayGive(role.orElseThrow())) {
            throw HttpRefusal.of(
                    403,
                    "role_above_own",
                    "The role " + role.orElseThrow().text() + " allows more than you may do yourself.");
        }
        Set<ProgramId> some = new HashSet<>(programs);
        Optional<Versioned<AgencyGrant>> there = grants.find(merchant, agency);
        there.ifPresent(found -> write.match(found.version()));
        AgencyGrant grant = there.map(found -> found.value().with(role.orElseThrow(), some))
                .orElseGet(() -> new AgencyGrant(
                        merchant,
                        agency,
                        role.orElseThrow(),
                        some,
                        write.ask().principal().id(),
                        write.now(),
                        Optional.empty()));
        if (there.isPresent() && there.get().value().equals(grant)) {
            return Decision.unchanged(Replies.ok(there.get(), AgencyGrantsResource::write));
        }
        return Decision.of(
                List.of(there.<Change>map(found -> new Change.ChangedAgencyGrant(found.with(grant)))
                        .orElseGet(() -> new Change.NewAgencyGrant(grant))),
                write.event(write.tenant(), "agency_grant.put", agency, Set.of(ROLE, PROGRAMS)),
                Replies.ok(
                        new Versioned<>(grant, there.map(Versioned::version).orElse(0L) + 1),
                        AgencyGrantsResource::write));
    }

    Decision accept(Write write) {
        Versioned<AgencyGrant> read = received(write);
        write.check();
        write.match(read.version());
        if (read.value().counts()) {
            return Decision.unchanged(Replies.ok(read, AgencyGrantsResource::write));
        }
        AgencyGrant accepted = read.value().acceptedAt(write.now());
        return Decision.of(
                List.of(
                        new Change.ChangedAgencyGrant(read.with(accepted)),
                        noted(write, accepted.of(), "agency_grant.accept", accepted.agency())),
                write.event(write.tenant(), "agency_grant.accept", accepted.merchant(), Set.of("accepted_at")),
                Replies.ok(new Versioned<>(accepted, read.version() + 1), AgencyGrantsResource::write));
    }

    /// By the merchant; from the next call on.
    Decision end(Write write) {
        MerchantId merchant = write.ask().merchantOnly();
        Versioned<AgencyGrant> read = MerchantId.parse(write.ask().variable("agency_id"))
                .flatMap(agency -> grants.find(merchant, agency))
                .orElseThrow(AgencyGrantsResource::none);
        return removed(write, read, read.value().to(), read.value().agency(), merchant);
    }

    /// By the agency, before it has accepted or after.
    Decision leave(Write write) {
        Versioned<AgencyGrant> read = received(write);
        return removed(
                write,
                read,
                read.value().of(),
                read.value().merchant(),
                read.value().agency());
    }

    private static Decision removed(
            Write write, Versioned<AgencyGrant> read, Tenant other, MerchantId object, MerchantId own) {
        write.check();
        write.match(read.version());
        return Decision.of(
                List.of(new Change.RemovedAgencyGrant(read), noted(write, other, "agency_grant.end", own)),
                write.event(write.tenant(), "agency_grant.end", object, Set.of(ROLE, PROGRAMS)),
                new HttpAnswer(204, Map.of(), ""));
    }

    /// The other side reads it in its own log.
    private static Change noted(Write write, Tenant log, String action, MerchantId object) {
        return new Change.Noted(write.noted(log, action, object, Set.of(ROLE, PROGRAMS)));
    }

    private Versioned<AgencyGrant> received(Write write) {
        MerchantId agency = write.ask().merchantOnly();
        return MerchantId.parse(write.ask().variable("merchant_id"))
                .flatMap(merchant -> grants.find(merchant, agency))
                .orElseThrow(AgencyGrantsResource::none);
    }

    private static HttpRefusal none() {
        return HttpRefusal.of(404, "not_found", "There is no such grant.");
    }

    private static void write(AgencyGrant grant, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("merchant_id", grant.merchant().toString());
        json.writeStringField("agency_id", grant.agency().toString());
        json.writeStringField(ROLE, grant.role().text());
        Lists.texts(json, PROGRAMS, grant.programs(), ProgramId::toString);
        json.writeStringField("offered_at", grant.offered().toString());
        Lists.nullable(json, "accepted_at", grant.accepted());
        json.writeEndObject();
    }
}
