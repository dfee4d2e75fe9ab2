package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `/v1/sessions`: a link is used up for a session, whose secret goes into a cookie and into no body; a
/// person sees and ends the own ones.
final class SessionsResource {
    private static final String CURRENT = "current";

    private final SessionDoor door;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final Members members;
    private final AgencyDoor agencies;
    private final TenantNames names;
    private final Clock clock;

    SessionsResource(SessionDoor door, SigningIn signingIn, PeopleStores people, TenantNames names, Clock clock) {
        this.door = door;
        this.signingIn = signingIn;
        this.signIns = people.signIns();
        this.members = people.members();
        this.agencies = new AgencyDoor(people.members(), people.grants());
        this.names = names;
        this.clock = clock;
    }

    /// Not by a page of somebody else's, which would sign a visitor in as somebody whom it chose.
    HttpAnswer create(HttpCall call) {
        FieldReader body = new FieldReader(Writes.body(call));
        Optional<String> token = body.required("token", body.text("token", Texts.upTo(100)));
        // What was written in somebody's name goes off by that person's own word.
        boolean sends = body.truth("send_application").orElse(false);
        Write.check(body);
        Site site = Site.of(call);
        if (call.header("sec-fetch-site").isPresent() || call.header("origin").isPresent()) {
            site.requireSameOrigin(call);
        }
        Instant now = clock.instant();
        SigningIn.Opened opened = signingIn
                .use(token.orElseThrow(), door.find(call, now), sends, now)
                .orElseThrow(() -> HttpRefusal.of(
                        401, "unusable_link", "The link was used, is too old, or is none of ours: ask for another."));
        return HttpAnswer.json(201, json -> write(opened.session(), Optional.empty(), true, json))
                .with("set-cookie", site.setCookie(opened.secret(), Session.LONGEST.toSeconds()));
    }

    /// Those that open something, the youngest first.
    HttpAnswer list(HttpCall call) throws IOException {
        Session own = door.admit(call);
        Instant now = clock.instant();
        List<Session> open = signIns.sessions(own.person()).stream()
                .filter(session -> session.opens(now))
                .sorted(Comparator.comparing(Session::created).reversed())
                .toList();
        return Lists.of(
                Page.last(open),
                Optional.empty(),
                (session, json) ->
                        write(session, Optional.empty(), session.hash().equals(own.hash()), json));
    }

    /// With the tenants that the person belongs to, or is invited to; the one that is chosen is joined. And with the
    /// merchants for whom the person may act, as one of an agency.
    HttpAnswer current(HttpCall call) {
        Session own = door.admit(call);
        Optional<Member> chosen = SessionDoor.chosen(call, own).flatMap(tenant -> door.member(tenant, own));
        // The index shows so many; the chosen one is there, wherever it would stand.
        Stream<Member> all = members.of(own.person()).stream()
                .map(Versioned::value)
                .filter(member -> SessionDoor.isOpenTo(member, own))
                .filter(member -> chosen.filter(one -> one.tenant().equals(member.tenant()))
                        .isEmpty());
        List<Member> places = Stream.concat(chosen.stream(), all).toList();
        Places shown = new Places(places, agencies.all(own.person(), member -> SessionDoor.isOpenTo(member, own)));
        return HttpAnswer.ok(json -> write(own, Optional.of(shown), true, json));
    }

    /// `current` signs out. Another's session is not there, nor is one that ended before.
    HttpAnswer end(HttpCall call, Map<String, String> variables) {
        Session own = door.admit(call);
        String id = variables.getOrDefault("session_id", "");
        Instant now = clock.instant();
        Session session = id.equals(CURRENT) || id.equals(own.id().text())
                ? own
                : signIns.sessions(own.person()).stream()
                        .filter(one -> one.id().text().equals(id))
                        .findFirst()
                        .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such session."));
        if (session.ended().isEmpty()) {
            signIns.end(session, now);
        }
        HttpAnswer gone = new HttpAnswer(204, Map.of(), "");
        return session.hash().equals(own.hash())
                ? gone.with("set-cookie", Site.of(call).clearCookie())
                : gone;
    }

    private record Places(List<Member> members, List<Principal> acting) {}

    private void write(Session session, Optional<Places> places, boolean current, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", session.id().text());
        json.writeStringField("person_id", session.person().text());
        json.writeStringField("email", session.address().text());
        Lists.nullable(json, "tenant_id", session.tenant());
        json.writeBooleanField(CURRENT, current);
        json.writeStringField("created_at", session.created().toString());
        json.writeStringField("last_seen_at", session.seen().toString());
        json.writeStringField("fresh_until", session.freshUntil().toString());
        json.writeStringField("expires_at", session.expires().toString());
        if (places.isPresent()) {
            json.writeArrayFieldStart("memberships");
            for (Member member : places.get().members()) {
                MembershipsResource.write(member, names.of(member.tenant()), json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("acts_for");
            for (Principal principal : places.get().acting()) {
                write(principal, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void write(Principal principal, JsonGenerator json) throws IOException {
        AgencyGrant grant = principal.grant().orElseThrow();
        json.writeStartObject();
        json.writeStringField("tenant_id", principal.tenant().toString());
        Lists.nullable(json, "tenant_name", names.of(principal.tenant()));
        json.writeStringField("agency_id", grant.agency().toString());
        json.writeStringField("role", grant.role().text());
        MembershipsResource.permissions(principal.permissions(), json);
        json.writeEndObject();
    }
}
