package dev.tributary.api;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.Announcement;
import dev.tributary.domain.talk.Announcements;
import dev.tributary.domain.talk.TalkChange;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A merchant announces, and takes back by an early end; an affiliate notes what it has read.
final class AnnouncementWrites {
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String PUBLISHED = "published_at";
    private static final String EXPIRES = "expires_at";
    private static final String GROUPS = "groups";
    private static final String PROGRAM = "program_id";
    /// Whoever says "now" may have a clock that is late.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration AHEAD = Duration.ofDays(366);

    private final Visible visible;
    private final Announcements announcements;
    private final AnnouncementsResource resource;

    AnnouncementWrites(Visible visible, Announcements announcements, AnnouncementsResource resource) {
        this.visible = visible;
        this.announcements = announcements;
        this.resource = resource;
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required(PROGRAM, body.text(PROGRAM, ProgramId::parse));
        Optional<String> title = body.required(TITLE, Prose.line(body, TITLE, Announcement.MAX_TITLE_LENGTH));
        Optional<String> text = body.required(TEXT, Prose.text(body, TEXT, Announcement.MAX_TEXT_LENGTH));
        Optional<Instant> published = body.time(PUBLISHED);
        Optional<Instant> expires = body.time(EXPIRES);
        Set<Group> groups = groups(body);
        write.check();
        Program program = visible.program(write.tenant(), programId);
        write.ask().merchantOnly();
        AnnouncementId id = new AnnouncementId(write.id("announcement"));
        Optional<Versioned<Announcement>> mine = announcements.find(id);
        if (mine.isEmpty()) {
            requireAhead(body, published, write.now());
        }
        Instant from = mine.map(there -> there.value().published()).orElseGet(() -> from(published, write.now()));
        requireAfter(body, expires, from);
        write.check();
        Announcement announcement =
                new Announcement(id, program.id(), title.orElseThrow(), text.orElseThrow(), from, expires, groups);
        HttpAnswer answer = Replies.created(
                new Versioned<>(announcement, 1),
                "/v1/announcements/" + id,
                AnnouncementsResource.writing(write.now(), Optional.empty()));
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(Repeats.same(announcement, mine.get().value(), answer));
        }
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.NewAnnouncement(announcement))),
                write.event(write.tenant(), "announcement.create", id, Set.of(PROGRAM, PUBLISHED, TEXT, TITLE)),
                answer);
    }

    /// What affiliates have read is not changed under their eyes: once published, only its end moves.
    Decision change(Write write) {
        Versioned<Announcement> read = resource.find(write.ask(), write.now());
        write.ask().merchantOnly();
        FieldReader body = write.body();
        Texts.refuseNull(body, TITLE, TEXT, PUBLISHED, GROUPS);
        Announcement before = read.value();
        Optional<String> title = Prose.line(body, TITLE, Announcement.MAX_TITLE_LENGTH);
        Optional<String> text = Prose.text(body, TEXT, Announcement.MAX_TEXT_LENGTH);
        Optional<Instant> published = body.time(PUBLISHED).filter(time -> !time.equals(before.published()));
        Optional<Instant> end = body.time(EXPIRES);
        boolean calledOff = !body.has(PUBLISHED) && callsOff(end, before, write.now());
        Optional<Instant> expires = calledOff
                ? Optional.of(write.now())
                : body.isNull(EXPIRES) ? Optional.empty() : end.or(before::expires);
        Set<Group> groups = body.has(GROUPS) ? groups(body) : before.groups();
        requireAhead(body, published, write.now());
        Instant from = calledOff
                ? write.now().minusMillis(1)
                : published.map(time -> from(published, write.now())).orElse(before.published());
        requireAfter(body, expires, from);
        write.check();
        write.match(read.version());
        Announcement next = new Announcement(
                before.id(),
                before.program(),
                title.orElse(before.title()),
                text.orElse(before.text()),
                from,
                expires,
                groups);
        Set<String> changed = changed(before, next);
        Lists.Writing<Announcement> writing = AnnouncementsResource.writing(write.now(), Optional.empty());
        if (changed.isEmpty()) {
            return Decision.unchanged(Replies.ok(read, writing));
        }
        if (!changed.equals(Set.of(EXPIRES)) && before.stateAt(write.now()) != Announcement.State.SCHEDULED) {
            throw HttpRefusal.of(409, "published", "It is published: only expires_at may change. Announce anew.");
        }
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.ChangedAnnouncement(read.with(next)))),
                write.event(write.tenant(), "announcement.change", before.id(), changed),
                Replies.ok(new Versioned<>(next, read.version() + 1), writing));
    }

    /// A mark of the reader's own, which changes nothing for anybody else: it stands beside the announcement, and
    /// in no audit log.
    Decision read(Write write) {
        Versioned<Announcement> found = resource.find(write.ask(), write.now());
        AffiliateId reader = write.ask()
                .affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this."));
        write.check();
        write.match(found.version());
        AnnouncementId id = found.value().id();
        Instant since = announcements.read(reader, List.of(id)).getOrDefault(id, write.now());
        return Decision.noted(
                () -> announcements.note(id, reader, since),
                Replies.ok(found, AnnouncementsResource.writing(write.now(), Optional.of(since))));
    }

    private static Set<Group> groups(FieldReader body) {
        return new HashSet<>(body.texts(GROUPS, Announcement.MAX_GROUPS, Texts::group));
    }

    /// Now, or the later time that was said.
    private static Instant from(Optional<Instant> published, Instant now) {
        return published.filter(time -> time.isAfter(now)).orElse(now);
    }

    /// Whoever ends by now what nobody has seen yet wants that nobody ever does: it was published a moment ago, and
    /// is over.
    private static boolean callsOff(Optional<Instant> end, Announcement before, Instant now) {
        return before.stateAt(now) == Announcement.State.SCHEDULED
                && end.filter(time -> !time.isAfter(now.plus(SKEW)) && !time.isAfter(before.published()))
                        .isPresent();
    }

    private static void requireAhead(FieldReader body, Optional<Instant> published, Instant now) {
        if (published.filter(time -> time.isBefore(now.minus(SKEW))).isPresent()) {
            body.fault(PUBLISHED, "in_the_past", "Nothing is published before it is written.");
        }
        if (published.filter(time -> time.isAfter(now.plus(AHEAD))).isPresent()) {
            body.fault(PUBLISHED, "too_far", "This is more than " + AHEAD.toDays() + " days ahead.");
        }
    }

    private static void requireAfter(FieldReader body, Optional<Instant> expires, Instant from) {
        if (expires.filter(end -> !end.isAfter(from)).isPresent()) {
            body.fault(EXPIRES, "out_of_range", "This is not after it is published.");
        }
    }

    private static Set<String> changed(Announcement before, Announcement next) {
        return new ChangedFields()
                .note(TITLE, before.title(), next.title())
                .note(TEXT, before.text(), next.text())
                .note(PUBLISHED, before.published(), next.published())
                .note(EXPIRES, before.expires(), next.expires())
                .note(GROUPS, before.groups(), next.groups())
                .names();
    }
}
