package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Links in the table: by code, where the redirect looks, and a second item that leads from the id
/// to the code.
public final class DynamoLinks implements Links {
    private static final String CODE = "code";
    private final ItemStore items;

    public DynamoLinks(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Link>> find(LinkCode code) {
        return items.find(Keys.link(code), Keys.SOLE, Items::link);
    }

    @Override
    public Optional<Versioned<Link>> find(LinkId id) {
        return items.get(Keys.linkId(id), Keys.SOLE)
                .flatMap(item -> find(new LinkCode((String) ItemStore.required(item, CODE))));
    }

    /// From ids to codes, and from codes to links.
    @Override
    public Map<LinkId, Link> find(Collection<LinkId> ids) {
        return items
                .all(
                        items
                                .all(ids.stream()
                                        .map(id -> Table.key(Keys.linkId(id), Keys.SOLE))
                                        .collect(Collectors.toSet()))
                                .stream()
                                .map(item -> new LinkCode((String) ItemStore.required(item, CODE)))
                                .map(code -> Table.key(Keys.link(code), Keys.SOLE))
                                .toList())
                .stream()
                .map(Items::link)
                .collect(Collectors.toMap(Link::id, Function.identity()));
    }

    @Override
    public Page<Link> in(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.linksIn(program), Keys.AFFILIATES), page)
                .map(Items::link);
    }

    @Override
    public Page<Link> of(ProgramId program, AffiliateId affiliate, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.linksIn(program), Keys.linksOf(affiliate)), page)
                .map(Items::link);
    }

    @Override
    public Creation create(Link link) {
        return items.createTogether(newItems(link));
    }

    /// The link, and what leads to it from its id.
    static Map<ItemStore.Place, Map<String, Object>> newItems(Link link) {
        return Map.of(
                place(link), Items.of(link),
                ItemStore.Place.sole(Keys.linkId(link.id())),
                        Map.of(CODE, link.code().toString()));
    }

    @Override
    public Replacement replace(Versioned<Link> link) {
        Link next = link.value();
        Optional<Versioned<Link>> present = find(next.code());
        if (present.isEmpty() || present.get().version() != link.version()) {
            return new Replacement.Stale();
        }
        Link before = present.get().value();
        if (!before.id().equals(next.id())
                || !before.program().equals(next.program())
                || !before.affiliate().equals(next.affiliate())) {
            throw new IllegalArgumentException("id, program or affiliate of a link never change");
        }
        return items.replace(place(next), Items.of(next), link.version());
    }

    static ItemStore.Place place(Link link) {
        return ItemStore.Place.sole(Keys.link(link.code()))
                .listed(Keys.linksIn(link.program()), Keys.linkOf(link.affiliate(), link.code()));
    }
}
