package dev.tributary.infrastructure.table;

import dev.tributary.domain.creative.Creative;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.creative.ImageHosts;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.TalkKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Creatives in the table, and the hosts of their images in their program's partition:
/// ```
/// pk T#{creative} | sk - | version 1 | program_id prg_... | title "Spring" | image https://cdn.example/1.png
/// | width 300 | height 250 | alt "Shoes" | landing https://shop.example/spring | languages [lv]
/// | groups [] | active true | created 2026-11-22T10:15:00Z
/// pk P#{program} | sk HOSTS | version 1 | hosts [cdn.example]
/// ```
public final class DynamoCreatives implements Creatives {
    private static final String IMAGE = "image";
    private static final String LANDING = "landing";

    private final ItemStore items;

    public DynamoCreatives(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Creative>> find(CreativeId id) {
        return items.find(TalkKeys.creative(id), Keys.SOLE, DynamoCreatives::creative);
    }

    @Override
    public Page<Creative> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(TalkKeys.in(program), TalkKeys.CREATIVES), page)
                .map(DynamoCreatives::creative);
    }

    @Override
    public Optional<Versioned<ImageHosts>> hosts(ProgramId program) {
        return items.find(
                Keys.program(program),
                TalkKeys.IMAGE_HOSTS,
                item -> new ImageHosts(program, texts(item, "hosts").toList()));
    }

    static ItemStore.Place place(Creative creative) {
        return ItemStore.Place.sole(TalkKeys.creative(creative.id()))
                .listed(TalkKeys.in(creative.program()), TalkKeys.creativeAt(creative.created(), creative.id()));
    }

    static ItemStore.Place place(ImageHosts hosts) {
        return new ItemStore.Place(Keys.program(hosts.program()), TalkKeys.IMAGE_HOSTS, Optional.empty());
    }

    static Map<String, Object> item(ImageHosts hosts) {
        return Map.of("hosts", hosts.hosts());
    }

    static Map<String, Object> item(Creative creative) {
        Map<String, Object> item = new HashMap<>();
        Creative.Content content = creative.content();
        item.put("program_id", creative.program().toString());
        item.put("created", creative.created().toString());
        item.put("title", content.title());
        content.image().ifPresent(image -> put(item, image));
        content.landing().ifPresent(url -> item.put(LANDING, url.toString()));
        item.put("languages", sorted(content.languages(), Function.identity()));
        item.put("groups", sorted(creative.groups(), Group::text));
        item.put("active", creative.active());
        return item;
    }

    private static void put(Map<String, Object> item, Creative.Image image) {
        item.put(IMAGE, image.url().toString());
        item.put("width", (long) image.width());
        item.put("height", (long) image.height());
        item.put("alt", image.alt());
    }

    private static Creative creative(Map<String, Object> item) {
        Optional<Creative.Image> image = item.containsKey(IMAGE) ? Optional.of(image(item)) : Optional.empty();
        return new Creative(
                CreativeId.of(TalkKeys.idOf(text(item, Keys.PK))),
                ProgramId.of(text(item, "program_id")),
                Instant.parse(text(item, "created")),
                new Creative.Content(
                        text(item, "title"),
                        image,
                        Optional.ofNullable((String) item.get(LANDING)).map(LandingUrl::of),
                        texts(item, "languages").collect(Collectors.toSet())),
                texts(item, "groups").map(Group::new).collect(Collectors.toSet()),
                (Boolean) ItemStore.required(item, "active"));
    }

    private static Creative.Image image(Map<String, Object> item) {
        return new Creative.Image(
                LandingUrl.of(text(item, IMAGE)), number(item, "width"), number(item, "height"), text(item, "alt"));
    }

    private static <T> List<String> sorted(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).sorted().toList();
    }

    private static Stream<String> texts(Map<String, Object> item, String name) {
        return ((List<?>) ItemStore.required(item, name)).stream().map(String.class::cast);
    }

    private static int number(Map<String, Object> item, String name) {
        return Math.toIntExact((Long) ItemStore.required(item, name));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
