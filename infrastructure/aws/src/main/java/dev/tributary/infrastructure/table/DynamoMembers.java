package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.MailTopic;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Team;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PeopleKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Members in the table, a partition per tenant, with what is counted of them.
/// ```
/// pk T#{tenant} | sk {person} | version 2 | address anna@shop.example | name Anna | role owner | by key_.. | invited
/// .. |
/// joined .. | language lv | mail false | gsi1pk T#{person} | gsi1sk T#{tenant}
/// pk T#{tenant} | sk - | version 5 | members 3 | owners 1
/// ```
public final class DynamoMembers implements Members {
    private static final String MUTED = "muted_topics";
    private static final String LANGUAGE = "language";

    private final ItemStore items;

    public DynamoMembers(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Member>> find(Tenant tenant, PersonId person) {
        return items.find(PeopleKeys.members(tenant), PeopleKeys.member(person), DynamoMembers::member);
    }

    @Override
    public Page<Member> of(Tenant tenant, PageRequest page) {
        return items.page(new ItemStore.Stretch(PeopleKeys.members(tenant), PeopleKeys.PERSONS), page)
                .map(DynamoMembers::member);
    }

    @Override
    public List<Versioned<Member>> of(PersonId person) {
        return items
                .indexed(
                        new ItemStore.Stretch(PeopleKeys.belongings(person), PeopleKeys.TENANTS),
                        PageRequest.first(MOST_TENANTS))
                .items()
                .stream()
                .map(item -> new Versioned<>(member(item), ItemStore.version(item)))
                .toList();
    }

    @Override
    public Team team(Tenant tenant) {
        return items.get(PeopleKeys.members(tenant), Keys.SOLE)
                .map(item -> new Team(tenant, number(item, "members"), number(item, "owners"), ItemStore.version(item)))
                .orElseGet(() -> Team.none(tenant));
    }

    static ItemStore.Place place(Member member) {
        return new ItemStore.Place(
                        PeopleKeys.members(member.tenant()), PeopleKeys.member(member.person()), Optional.empty())
                .listed(PeopleKeys.belongings(member.person()), PeopleKeys.belonging(member.tenant()));
    }

    static Map<String, Object> item(Member member) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "tenant", member.tenant().toString(),
                "address", member.address().text(),
                "name", member.name(),
                "role", member.role().text(),
                "by", member.by().text(),
                "invited", member.invited().toString()));
        member.joined().ifPresent(at -> item.put("joined", at.toString()));
        if (!member.wishes().equals(Member.Wishes.NONE)) {
            item.put(LANGUAGE, member.wishes().language().code());
            item.put("mail", member.wishes().mail());
            if (member.wishes().mail() && !member.wishes().muted().isEmpty()) {
                item.put(
                        MUTED,
                        member.wishes().muted().stream().map(MailTopic::text).toList());
            }
        }
        return item;
    }

    /// @param items of the same table
    static TransactWriteItem counted(ItemStore items, Team team) {
        ItemStore.Place place = ItemStore.Place.sole(PeopleKeys.members(team.tenant()));
        Map<String, Object> item = Map.of("members", (long) team.members(), "owners", (long) team.owners());
        return team.version() == 0 ? items.creation(place, item) : items.replacement(place, item, team.version());
    }

    private static Member member(Map<String, Object> item) {
        return new Member(
                Tenant.parse(text(item, "tenant")).orElseThrow(),
                new MailAddress(text(item, "address")),
                text(item, "name"),
                Role.parse(text(item, "role")).orElseThrow(),
                ActorId.parse(text(item, "by")).orElseThrow(),
                Instant.parse(text(item, "invited")),
                Optional.ofNullable((String) item.get("joined")).map(Instant::parse),
                item.containsKey(LANGUAGE) ? wishes(item) : Member.Wishes.NONE);
    }

    /// All mail may be off, as it could be before there were topics, and as one that comes later is off, too.
    private static Member.Wishes wishes(Map<String, Object> item) {
        Language language = Language.of(text(item, LANGUAGE)).orElseThrow();
        boolean mail = (Boolean) ItemStore.required(item, "mail");
        Set<MailTopic> muted = new HashSet<>();
        if (item.get(MUTED) instanceof List<?> topics) {
            topics.forEach(topic -> MailTopic.parse((String) topic).ifPresent(muted::add));
        }
        return mail ? new Member.Wishes(language, muted) : new Member.Wishes(language, false);
    }

    private static int number(Map<String, Object> item, String name) {
        return Math.toIntExact((Long) ItemStore.required(item, name));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
