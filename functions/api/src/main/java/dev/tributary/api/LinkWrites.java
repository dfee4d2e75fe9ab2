package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `POST /v1/links` and `PATCH /v1/links/{link_id}`: an affiliate makes its own, a merchant those of
/// any enrollment in its programs. Code, program and affiliate of a link never change.
final class LinkWrites {
    private static final String DESTINATION = "destination";
    private static final String ENABLED = "enabled";
    /// Of the 13 digits of a random id: 40 bits, so that a taken one is rare.
    private static final int CODE_DIGITS = 8;

    private static final int CODES_TRIED = 5;
    private final Visible visible;
    private final Links links;
    private final Creatives creatives;

    LinkWrites(Visible visible, Links links, Creatives creatives) {
        this.visible = visible;
        this.links = links;
        this.creatives = creatives;
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<AffiliateId> affiliateId = body.text("affiliate_id", AffiliateId::parse);
        if (write.ask().affiliate().isEmpty()) {
            body.required("affiliate_id", affiliateId);
        }
        Optional<LandingUrl> destination = body.required(DESTINATION, body.text(DESTINATION, LandingUrl::parse));
        Optional<LinkCode> code = body.text("code", LinkCode::parse);
        Optional<ChannelId> channel = body.text("channel_id", ChannelId::parse);
        Optional<CreativeId> creative = body.text("creative_id", CreativeId::parse);
        Optional<Boolean> enabled = body.truth(ENABLED);
        write.check();
        Program program = visible.program(write.tenant(), programId);
        AffiliateId affiliate = affiliateId.or(write.ask()::affiliate).orElseThrow();
        Enrollment enrollment =
                visible.enrollment(write.tenant(), program.id(), affiliate).value();
        requireOnDomains(body, program, destination.orElseThrow());
        write.check();
        LinkId id = new LinkId(write.id("link"));
        Optional<Versioned<Link>> mine = links.find(id);
        Link link = new Link(
                id,
                code.or(() -> mine.map(there -> there.value().code())).orElseGet(() -> freeCode(write)),
                program.id(),
                affiliate,
                channel,
                creative,
                destination.orElseThrow(),
                enabled.orElse(true));
        Versioned<Link> created = new Versioned<>(link, 1);
        HttpAnswer answer = Replies.created(created, "/v1/links/" + id, LinksResource::write);
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(Repeats.same(link, mine.get().value(), answer));
        }
        if (enrollment.state().isClosed()) {
            throw HttpRefusal.of(
                    409,
                    "illegal_state",
                    "The enrollment is " + enrollment.state().text() + ".");
        }
        creative.ifPresent(of -> requireOffered(body, of, enrollment));
        write.check();
        if (links.find(link.code()).isPresent()) {
            throw HttpRefusal.of(409, "code_taken", "Another link has this code.");
        }
        return Decision.of(
                List.of(new Change.NewLink(link)),
                write.event(
                        new Tenant.OfMerchant(program.merchant()),
                        "link.create",
                        id,
                        Set.of("affiliate_id", "code", DESTINATION, ENABLED, "program_id")),
                answer);
    }

    Decision change(Write write) {
        Versioned<Link> read =
                visible.link(write.tenant(), LinkId.parse(write.ask().variable("link_id")));
        FieldReader body = write.body();
        Optional<LandingUrl> destination = body.text(DESTINATION, LandingUrl::parse);
        Optional<Boolean> enabled = body.truth(ENABLED);
        Link link = read.value();
        Program program = visible.program(write.tenant(), Optional.of(link.program()));
        destination.ifPresent(url -> requireOnDomains(body, program, url));
        write.check();
        write.match(read.version());
        Link next = new Link(
                link.id(),
                link.code(),
                link.program(),
                link.affiliate(),
                link.channel(),
                link.creative(),
                destination.orElse(link.destination()),
                enabled.orElse(link.enabled()));
        if (next.equals(link)) {
            return Decision.unchanged(Replies.ok(read, LinksResource::write));
        }
        Set<String> fields = new TreeSet<>();
        if (!next.destination().equals(link.destination())) {
            fields.add(DESTINATION);
        }
        if (next.enabled() != link.enabled()) {
            fields.add(ENABLED);
        }
        return Decision.of(
                List.of(new Change.ChangedLink(read.with(next))),
                write.event(new Tenant.OfMerchant(program.merchant()), "link.change", link.id(), fields),
                Replies.ok(new Versioned<>(next, read.version() + 1), LinksResource::write));
    }

    private static void requireOnDomains(FieldReader body, Program program, LandingUrl url) {
        if (!program.landingDomains().contains(url.host())) {
            body.fault(DESTINATION, "other_domain", "This is not on a landing domain of the program.");
        }
    }

    /// Another program's creative looks like one that is not there.
    private void requireOffered(FieldReader body, CreativeId id, Enrollment enrollment) {
        boolean offered = creatives
                .find(id)
                .filter(found -> found.value().program().equals(enrollment.program())
                        && found.value().isFor(enrollment.groups()))
                .isPresent();
        if (!offered) {
            body.fault("creative_id", "unknown_creative", "The program offers this affiliate no such creative.");
        }
    }

    private LinkCode freeCode(Write write) {
        for (int attempt = 0; attempt < CODES_TRIED; attempt++) {
            String digits = new LinkId(write.id("code " + attempt)).toString();
            LinkCode code = new LinkCode(digits.substring(digits.length() - CODE_DIGITS));
            if (links.find(code).isEmpty()) {
                return code;
            }
        }
        throw new IllegalStateException(CODES_TRIED + " random codes are taken");
    }
}
