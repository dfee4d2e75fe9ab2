package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.Announcement;
import dev.tributary.domain.talk.Announcements;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.TalkKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Announcements in the table, and beside each who has read it:
/// ```
/// pk T#{announcement} | sk - | version 1 | program_id prg_... | title "Sale" | text "..." | published
/// 2026-11-22T10:15:00Z | expires 2026-12-01T00:00:00Z | groups [vip]
/// pk T#{announcement} | sk {affiliate} | version 1 | read 2026-11-23T08:00:00Z
/// ```
public final class DynamoAnnouncements implements Announcements {
    private static final String READ = "read";
    private static final String EXPIRES = "expires";

    private final ItemStore items;

    public DynamoAnnouncements(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Announcement>> find(AnnouncementId id) {
        return items.find(TalkKeys.announcement(id), Keys.SOLE, DynamoAnnouncements::announcement);
    }

    @Override
    public Page<Announcement> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(TalkKeys.in(program), TalkKeys.ANNOUNCEMENTS), page)
                .map(DynamoAnnouncements::announcement);
    }

    @Override
    public void note(AnnouncementId id, AffiliateId affiliate, Instant now) {
        // What is there already stays: it was read then.
        items.create(
                new ItemStore.Place(TalkKeys.announcement(id), TalkKeys.reader(affiliate), Optional.empty()),
                Map.of(READ, now.toString()));
    }

    @Override
    public Map<AnnouncementId, Instant> read(AffiliateId affiliate, Collection<AnnouncementId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String reader = TalkKeys.reader(affiliate);
        return items
                .batchGet(ids.stream()
                        .map(id -> Table.key(TalkKeys.announcement(id), reader))
                        .toList())
                .stream()
                .collect(Collectors.toMap(DynamoAnnouncements::id, DynamoAnnouncements::read));
    }

    static ItemStore.Place place(Announcement announcement) {
        return ItemStore.Place.sole(TalkKeys.announcement(announcement.id()))
                .listed(
                        TalkKeys.in(announcement.program()),
                        TalkKeys.announcementAt(announcement.published(), announcement.id()));
    }

    static Map<String, Object> item(Announcement announcement) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", announcement.program().toString());
        item.put("title", announcement.title());
        item.put("text", announcement.text());
        item.put("published", announcement.published().toString());
        announcement.expires().ifPresent(end -> item.put(EXPIRES, end.toString()));
        item.put(
                "groups",
                announcement.groups().stream().map(Group::text).sorted().toList());
        return item;
    }

    private static Announcement announcement(Map<String, Object> item) {
        List<?> groups = (List<?>) ItemStore.required(item, "groups");
        return new Announcement(
                id(item),
                ProgramId.of(text(item, "program_id")),
                text(item, "title"),
                text(item, "text"),
                Instant.parse(text(item, "published")),
                Optional.ofNullable((String) item.get(EXPIRES)).map(Instant::parse),
                groups.stream().map(group -> new Group((String) group)).collect(Collectors.toSet()));
    }

    private static AnnouncementId id(Map<String, Object> item) {
        return AnnouncementId.of(TalkKeys.idOf(text(item, Keys.PK)));
    }

    private static Instant read(Map<String, Object> item) {
        return Instant.parse(text(item, READ));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
