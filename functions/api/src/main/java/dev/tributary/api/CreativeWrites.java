package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.creative.Creative;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.creative.ImageHosts;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.TalkChange;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A merchant makes creatives and changes them; of which kind one is, and in which program, stays.
final class CreativeWrites {
    private final Visible visible;
    private final Creatives creatives;
    private final CreativesResource resource;

    CreativeWrites(Visible visible, Creatives creatives, CreativesResource resource) {
        this.visible = visible;
        this.creatives = creatives;
        this.resource = resource;
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<Creative.Kind> kind = body.required("kind", body.text("kind", Texts.constant(Creative.Kind.class)));
        Optional<String> title = body.required(CreativeFields.TITLE, CreativeFields.title(body));
        Optional<Creative.Image> image = CreativeFields.image(body);
        Optional<LandingUrl> landing = body.text(CreativeFields.LANDING, LandingUrl::parse);
        Set<String> languages = CreativeFields.languages(body);
        Set<Group> groups = CreativeFields.groups(body);
        Optional<Boolean> active = body.text(CreativeFields.STATE, CreativeFields::active);
        kind.ifPresent(is -> requireOfKind(body, is));
        write.check();
        Program program = visible.program(write.tenant(), programId);
        write.ask().merchantOnly();
        CreativeFields.requireOnHosts(body, program, creatives, image, landing);
        write.check();
        CreativeId id = new CreativeId(write.id("creative"));
        Optional<Versioned<Creative>> mine = creatives.find(id);
        Creative creative = new Creative(
                id,
                program.id(),
                mine.map(there -> there.value().created()).orElse(write.now()),
                new Creative.Content(title.orElseThrow(), image, landing, languages),
                groups,
                active.orElse(true));
        HttpAnswer answer =
                Replies.created(new Versioned<>(creative, 1), "/v1/creatives/" + id, CreativesResource::write);
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(Repeats.same(creative, mine.get().value(), answer));
        }
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.NewCreative(creative))),
                write.event(write.tenant(), "creative.create", id, Set.of("kind", "program_id", CreativeFields.TITLE)),
                answer);
    }

    Decision change(Write write) {
        Versioned<Creative> read = resource.find(write.ask());
        write.ask().merchantOnly();
        FieldReader body = write.body();
        Creative before = read.value();
        Creative.Content content = before.content();
        Texts.refuseNull(
                body, CreativeFields.TITLE, CreativeFields.STATE, CreativeFields.LANGUAGES, CreativeFields.GROUPS);
        Optional<String> title = CreativeFields.title(body);
        boolean noLanding = body.isNull(CreativeFields.LANDING);
        Optional<Creative.Image> image = CreativeFields.image(body);
        Optional<LandingUrl> landing = body.text(CreativeFields.LANDING, LandingUrl::parse);
        Set<String> languages =
                body.has(CreativeFields.LANGUAGES) ? CreativeFields.languages(body) : content.languages();
        Set<Group> groups = body.has(CreativeFields.GROUPS) ? CreativeFields.groups(body) : before.groups();
        Optional<Boolean> active = body.text(CreativeFields.STATE, CreativeFields::active);
        if (body.has(CreativeFields.IMAGE) || body.isNull(CreativeFields.IMAGE)) {
            requireOfKind(body, before.kind());
        }
        Program program = visible.program(write.tenant(), Optional.of(before.program()));
        CreativeFields.requireOnHosts(body, program, creatives, image, landing);
        write.check();
        write.match(read.version());
        Creative next = new Creative(
                before.id(),
                before.program(),
                before.created(),
                new Creative.Content(
                        title.orElse(content.title()),
                        image.or(content::image),
                        noLanding ? Optional.empty() : landing.or(content::landing),
                        languages),
                groups,
                active.orElse(before.active()));
        if (next.equals(before)) {
            return Decision.unchanged(Replies.ok(read, CreativesResource::write));
        }
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.ChangedCreative(read.with(next)))),
                write.event(write.tenant(), "creative.change", before.id(), changed(before, next)),
                Replies.ok(new Versioned<>(next, read.version() + 1), CreativesResource::write));
    }

    /// Replaces all hosts; images that are there stay, and are offered as before.
    Decision putHosts(Write write) {
        Program program =
                visible.program(write.tenant(), ProgramId.parse(write.ask().variable("program_id")));
        write.ask().merchantOnly();
        ImageHosts next = CreativeFields.hosts(write.body(), program);
        write.check();
        Optional<Versioned<ImageHosts>> read = creatives.hosts(program.id());
        read.ifPresent(there -> write.match(there.version()));
        Lists.Writing<ImageHosts> writing = ImageHostsResource::write;
        if (read.isPresent() && read.get().value().equals(next)) {
            return Decision.unchanged(Replies.ok(read.get(), writing));
        }
        TalkChange change = read.isPresent()
                ? new TalkChange.ChangedImageHosts(read.get().with(next))
                : new TalkChange.NewImageHosts(next);
        return Decision.of(
                List.of(new Change.OfTalk(change)),
                write.event(write.tenant(), "image_hosts.change", program.id(), Set.of("hosts")),
                Replies.ok(
                        new Versioned<>(
                                next, read.map(there -> there.version() + 1).orElse(1L)),
                        writing));
    }

    /// A banner has an image and a text has none.
    private static void requireOfKind(FieldReader body, Creative.Kind kind) {
        boolean image = body.has(CreativeFields.IMAGE);
        switch (kind) {
            case BANNER -> {
                if (!image) {
                    body.fault(CreativeFields.IMAGE, FieldReader.MISSING, "A banner has an image.");
                }
            }
            case TEXT -> {
                if (image) {
                    body.fault(CreativeFields.IMAGE, "not_of_kind", "A text has no image.");
                }
            }
        }
    }

    private static Set<String> changed(Creative before, Creative next) {
        return new ChangedFields()
                .note(
                        CreativeFields.TITLE,
                        before.content().title(),
                        next.content().title())
                .note(
                        CreativeFields.IMAGE,
                        before.content().image(),
                        next.content().image())
                .note(
                        CreativeFields.LANDING,
                        before.content().landing(),
                        next.content().landing())
                .note(
                        CreativeFields.LANGUAGES,
                        before.content().languages(),
                        next.content().languages())
                .note(CreativeFields.GROUPS, before.groups(), next.groups())
                .note(CreativeFields.STATE, before.active(), next.active())
                .names();
    }
}
