package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/v1/links` and `/v1/programs/{program_id}/links`
final class LinksResource {
    private static final String AFFILIATE_ID = "affiliate_id";
    private final Visible visible;
    private final Links links;
    private final Cursors cursors;

    LinksResource(Visible visible, Links links, Cursors cursors) {
        this.visible = visible;
        this.links = links;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = ask.parameters().take(AFFILIATE_ID, AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        return list(ask, program, affiliate, request);
    }

    HttpAnswer listOfProgram(Ask ask) throws IOException {
        Optional<AffiliateId> affiliate = ask.parameters().take(AFFILIATE_ID, AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        ProgramId program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .id();
        return list(ask, Optional.of(program), affiliate, request);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return Replies.ok(visible.link(ask.tenant(), LinkId.parse(ask.variable("link_id"))), LinksResource::write);
    }

    private HttpAnswer list(Ask ask, Optional<ProgramId> program, Optional<AffiliateId> affiliate, PageRequest request)
            throws IOException {
        Page<Link> page = ask.isForeign(affiliate)
                ? Page.last(List.of())
                : page(ask, program, ask.affiliate().or(() -> affiliate), request);
        return Lists.of(page, cursors.next(ask, page), LinksResource::write);
    }

    private Page<Link> page(
            Ask ask, Optional<ProgramId> program, Optional<AffiliateId> affiliate, PageRequest request) {
        ProgramWalk.Within<Link> within =
                affiliate.isEmpty() ? links::in : (id, page) -> links.of(id, affiliate.get(), page);
        return visible.walk(ask.tenant(), program, request, within);
    }

    static void write(Link link, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", link.id().toString());
        json.writeStringField("code", link.code().toString());
        json.writeStringField("path", "/r/" + link.code());
        json.writeStringField("program_id", link.program().toString());
        json.writeStringField("affiliate_id", link.affiliate().toString());
        Lists.nullable(json, "channel_id", link.channel());
        Lists.nullable(json, "creative_id", link.creative());
        json.writeStringField("destination", link.destination().toString());
        json.writeBooleanField("enabled", link.enabled());
        json.writeEndObject();
    }
}
