package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.listing.OwnerFilter;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/v1/links` and `/v1/programs/{program_id}/links`
final class LinksResource {
    private static final String AFFILIATE_ID = "affiliate_id";
    private final Visible visible;
    private final Links links;
    private final Behind behind;
    private final Cursors cursors;

    LinksResource(Visible visible, Links links, Behind behind, Cursors cursors) {
        this.visible = visible;
        this.links = links;
        this.behind = behind;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        OwnerFilter filter = OwnerFilter.take(ask.parameters().stated());
        Set<Noun> wanted = Expansions.LINKS.take(ask);
        PageRequest request = cursors.page(ask);
        filter.program().ifPresent(id -> visible.program(ask.tenant(), filter.program()));
        return list(ask, filter, wanted, request);
    }

    HttpAnswer listOfProgram(Ask ask) throws IOException {
        Optional<AffiliateId> affiliate = ask.parameters().take(AFFILIATE_ID, AffiliateId::parse);
        Set<Noun> wanted = Expansions.LINKS.take(ask);
        PageRequest request = cursors.page(ask);
        ProgramId program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .id();
        return list(ask, new OwnerFilter(Optional.of(program), affiliate), wanted, request);
    }

    HttpAnswer get(Ask ask) throws IOException {
        Set<Noun> wanted = Expansions.LINKS.take(ask);
        ask.parameters().check();
        Versioned<Link> link = visible.link(ask.tenant(), LinkId.parse(ask.variable("link_id")));
        return Replies.ok(link, writing(ask, wanted, List.of(link.value())));
    }

    private Lists.Writing<Link> writing(Ask ask, Set<Noun> wanted, List<Link> rows) throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, Link::program, LinksResource::write), behind.finders(ask, wanted, Map.of()));
    }

    private HttpAnswer list(Ask ask, OwnerFilter filter, Set<Noun> wanted, PageRequest request) throws IOException {
        Page<Link> page = ask.isForeign(filter.affiliate())
                ? Page.last(List.of())
                : visible.walk(ask.tenant(), filter.program(), request, filter.links(links, ask.tenant()));
        return Lists.of(page, cursors.next(ask, page), writing(ask, wanted, page.items()));
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
