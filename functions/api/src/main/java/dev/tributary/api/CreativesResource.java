package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.creative.Creative;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.creative.Snippet;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/// `GET /v1/creatives`: a merchant sees those of its programs; an affiliate the active ones for its groups,
/// where it is approved, and with one of its links what to paste into a page.
final class CreativesResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final Creatives creatives;
    private final Cursors cursors;

    CreativesResource(Visible visible, Enrollments enrollments, Creatives creatives, Cursors cursors) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.creatives = creatives;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<Creative.Kind> kind = ask.parameters().take("kind", Texts.constant(Creative.Kind.class));
        Optional<Boolean> active = ask.parameters().take("state", CreativeFields::active);
        Optional<String> language = ask.parameters()
                .take("language", text -> Creative.isLanguage(text) ? Optional.of(text) : Optional.empty());
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Predicate<Creative> wanted = creative -> (kind.isEmpty() || kind.get() == creative.kind())
                && (active.isEmpty() || active.get() == creative.active())
                && (language.isEmpty() || speaks(creative, language.get()));
        ProgramWalk.Within<Creative> within = (id, some) -> in(ask, id, some, wanted);
        Page<Creative> page = visible.walk(ask.tenant(), program, request, within);
        return Lists.of(page, cursors.next(ask, page), CreativesResource::write);
    }

    HttpAnswer get(Ask ask) {
        Optional<LinkId> link = ask.parameters().take("link_id", LinkId::parse);
        ask.parameters().check();
        Versioned<Creative> read = find(ask);
        if (link.isEmpty()) {
            return Replies.ok(read, CreativesResource::write);
        }
        Creative creative = read.value();
        Program program = visible.program(ask.tenant(), Optional.of(creative.program()));
        String snippet = Snippet.of(
                creative,
                program,
                link(ask, creative, link),
                Site.of(ask.call()).origin());
        Language language = Languages.of(ask.call());
        return Languages.said(
                Replies.ok(read, (shown, json) -> {
                    json.writeStartObject();
                    fields(shown, json);
                    json.writeStringField("snippet", snippet);
                    json.writeStringField("disclosure", language.say(Phrase.DISCLOSURE));
                    json.writeEndObject();
                }),
                language);
    }

    /// The one of the path, as the caller may see it.
    /// @throws HttpRefusal 404
    Versioned<Creative> find(Ask ask) {
        return CreativeId.parse(ask.variable("creative_id"))
                .flatMap(creatives::find)
                .filter(found -> CallSight.has(found.value().program()) && isShown(ask.tenant(), found.value()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such creative."));
    }

    private boolean isShown(Tenant tenant, Creative creative) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> visible.sees(tenant, creative.program());
            case Tenant.OfAffiliate(var own) -> isOffered(enrollments, creative, own);
        };
    }

    /// Whether an affiliate may place it now: one that is paused, applied or gone is offered nothing.
    static boolean isOffered(Enrollments enrollments, Creative creative, AffiliateId affiliate) {
        return enrollments
                .find(creative.program(), affiliate)
                .map(Versioned::value)
                .filter(enrollment -> isOffered(creative, enrollment))
                .isPresent();
    }

    private static boolean isOffered(Creative creative, Enrollment enrollment) {
        return enrollment.state() == EnrollmentState.APPROVED && creative.isFor(enrollment.groups());
    }

    /// The affiliate's enrollment is read once for a page.
    private Page<Creative> in(Ask ask, ProgramId program, PageRequest request, Predicate<Creative> wanted) {
        Optional<Enrollment> own = ask.affiliate()
                .flatMap(affiliate -> enrollments.find(program, affiliate))
                .map(Versioned::value);
        Page<Creative> page = creatives.in(program, request);
        // A page may be short; its cursor leads on all the same.
        return new Page<>(
                page.items().stream()
                        .filter(wanted)
                        .filter(creative -> ask.affiliate().isEmpty()
                                || own.filter(mine -> isOffered(creative, mine)).isPresent())
                        .toList(),
                page.next());
    }

    /// What needs no words is for every language.
    private static boolean speaks(Creative creative, String language) {
        return creative.content().languages().isEmpty()
                || creative.content().languages().contains(language);
    }

    /// A link of another program looks like one that is not there.
    private Link link(Ask ask, Creative creative, Optional<LinkId> id) {
        Link link = visible.link(ask.tenant(), id).value();
        if (!link.program().equals(creative.program())) {
            throw HttpRefusal.of(404, "not_found", "There is no such link.");
        }
        if (link.creative().filter(other -> !other.equals(creative.id())).isPresent()) {
            throw HttpRefusal.of(
                    409, "other_creative", "The link was made for another creative, which its clicks name.");
        }
        return link;
    }

    static void write(Creative creative, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(creative, json);
        json.writeEndObject();
    }

    private static void fields(Creative creative, JsonGenerator json) throws IOException {
        Creative.Content content = creative.content();
        json.writeStringField("id", creative.id().toString());
        json.writeStringField("program_id", creative.program().toString());
        json.writeStringField("kind", Texts.lower(creative.kind()));
        json.writeStringField("title", content.title());
        if (content.image().isPresent()) {
            Creative.Image image = content.image().get();
            json.writeObjectFieldStart("image");
            json.writeStringField("url", image.url().toString());
            json.writeNumberField("width", image.width());
            json.writeNumberField("height", image.height());
            json.writeStringField("alt", image.alt());
            json.writeEndObject();
        } else {
            json.writeNullField("image");
        }
        Lists.nullable(json, "landing_url", content.landing());
        Lists.texts(json, "languages", content.languages(), text -> text);
        Lists.texts(json, "groups", creative.groups(), Group::text);
        json.writeStringField("state", CreativeFields.state(creative.active()));
        json.writeStringField("created_at", creative.created().toString());
    }
}
