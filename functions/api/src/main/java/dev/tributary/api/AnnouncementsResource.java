package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.Announcement;
import dev.tributary.domain.talk.Announcements;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /v1/announcements`: a merchant sees all of its programs; an affiliate those that stand and are for it,
/// and whether it has read them.
final class AnnouncementsResource {
    private final Visible visible;
    private final Enrollments enrollments;
    private final Announcements announcements;
    private final Cursors cursors;
    private final Clock clock;

    AnnouncementsResource(
            Visible visible, Enrollments enrollments, Announcements announcements, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.enrollments = enrollments;
        this.announcements = announcements;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// One, and when whoever asks has read it.
    private record Row(Announcement announcement, Optional<Instant> read) {}

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<Announcement.State> state = ask.parameters().take("state", Texts.constant(Announcement.State.class));
        // What is unread is so for one reader.
        Optional<Boolean> unread = ask.affiliate().isEmpty()
                ? Optional.empty()
                : ask.parameters().take("unread", AnnouncementsResource::truth);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Instant now = clock.instant();
        ProgramWalk.Within<Announcement> within = (id, some) -> in(ask, id, some, now);
        Page<Announcement> page = visible.walk(ask.tenant(), program, request, within);
        Page<Row> rows = new Page<>(
                rows(ask, page.items()).stream()
                        .filter(row -> state.isEmpty()
                                || state.get() == row.announcement().stateAt(now))
                        .filter(row ->
                                unread.isEmpty() || unread.get() == row.read().isEmpty())
                        .toList(),
                page.next());
        return Lists.of(rows, cursors.next(ask, rows), (row, json) -> write(row.announcement(), row.read(), now, json));
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Instant now = clock.instant();
        Versioned<Announcement> found = find(ask, now);
        Optional<Instant> read = rows(ask, List.of(found.value())).getFirst().read();
        return Replies.ok(found, writing(now, read));
    }

    /// The one of the path, as the caller may see it.
    /// @throws HttpRefusal 404
    Versioned<Announcement> find(Ask ask, Instant now) {
        return AnnouncementId.parse(ask.variable("announcement_id"))
                .flatMap(announcements::find)
                .filter(found -> CallSight.has(found.value().program()) && isShown(ask.tenant(), found.value(), now))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such announcement."));
    }

    private boolean isShown(Tenant tenant, Announcement announcement, Instant now) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> visible.sees(tenant, announcement.program());
            case Tenant.OfAffiliate(var own) ->
                enrollments
                        .find(announcement.program(), own)
                        .filter(mine -> announcement.isFor(mine.value(), now))
                        .isPresent();
        };
    }

    /// The affiliate's enrollment is read once for a page, which may be short.
    private Page<Announcement> in(Ask ask, ProgramId program, PageRequest request, Instant now) {
        Optional<Enrollment> own = ask.affiliate()
                .flatMap(affiliate -> enrollments.find(program, affiliate))
                .map(Versioned::value);
        Page<Announcement> page = announcements.in(program, request);
        return new Page<>(
                page.items().stream()
                        .filter(one -> ask.affiliate().isEmpty()
                                || own.filter(mine -> one.isFor(mine, now)).isPresent())
                        .toList(),
                page.next());
    }

    private List<Row> rows(Ask ask, List<Announcement> some) {
        Map<AnnouncementId, Instant> read = ask.affiliate()
                .map(affiliate -> announcements.read(
                        affiliate, some.stream().map(Announcement::id).toList()))
                .orElse(Map.of());
        return some.stream()
                .map(one -> new Row(one, Optional.ofNullable(read.get(one.id()))))
                .toList();
    }

    static Optional<Boolean> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    static Lists.Writing<Announcement> writing(Instant now, Optional<Instant> read) {
        return (announcement, json) -> write(announcement, read, now, json);
    }

    private static void write(Announcement announcement, Optional<Instant> read, Instant now, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", announcement.id().toString());
        json.writeStringField("program_id", announcement.program().toString());
        json.writeStringField("title", announcement.title());
        json.writeStringField("text", announcement.text());
        json.writeStringField("published_at", announcement.published().toString());
        Lists.nullable(json, "expires_at", announcement.expires());
        Lists.texts(json, "groups", announcement.groups(), Group::text);
        json.writeStringField("state", announcement.stateAt(now).text());
        Lists.nullable(json, "read_at", read);
        json.writeEndObject();
    }
}
