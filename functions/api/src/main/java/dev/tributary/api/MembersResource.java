package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;

/// `GET /v1/members`: who belongs to the tenant, by the persons' ids.
final class MembersResource {
    private final Members members;
    private final Cursors cursors;

    MembersResource(Members members, Cursors cursors) {
        this.members = members;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        Page<Member> page = members.of(ask.tenant(), request);
        return Lists.of(page, cursors.next(ask, page), MembersResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return Replies.ok(find(ask), MembersResource::write);
    }

    /// @throws HttpRefusal 404
    Versioned<Member> find(Ask ask) {
        return PersonId.parse(ask.variable("person_id"))
                .flatMap(person -> members.find(ask.tenant(), person))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such member."));
    }

    static void write(Member member, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(member, json);
        json.writeEndObject();
    }

    static void fields(Member member, JsonGenerator json) throws IOException {
        json.writeStringField("person_id", member.person().text());
        json.writeStringField("email", member.address().text());
        json.writeStringField("name", member.name());
        json.writeStringField("role", member.role().text());
        json.writeStringField("invited_by", member.by().text());
        json.writeStringField("invited_at", member.invited().toString());
        Lists.nullable(json, "joined_at", member.joined());
    }
}
