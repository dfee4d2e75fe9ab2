package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Session;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignIns;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PeopleKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Sign-in links and sessions in the table, by the hashes of their secrets.
/// ```
/// pk I#{hash} | sk LINK | address anna@shop.example | created .. | used .. | ttl (s)
///   where its button applies also program, form 3, name, language, answers [{id, question, answer}], agreement 2
/// pk I#{hash} | sk SESSION | address .. | tenant mer_.. | created .. | seen .. | ended .. | ttl (s)
///   until it is ended also gsi1pk I#{person} | gsi1sk ses_{created, ms}_ses_..
/// pk I#{person} | sk LINKS | version 3 | since .. | links 3 | own_since .. | own_links 1 | invited_since ..
///   | invitations 2 | applied_since .. | applications 1 | ttl (s)
/// pk I#{program} | sk APPLIED#2026-11-29 | version 7 | applied 7 | ttl (s)
/// ```
public final class DynamoSignIns implements SignIns {
    private static final Duration HOUR = Duration.ofHours(1);
    /// Deleted some time after nobody asks for it any more.
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int TRIES = 5;
    private static final String ADDRESS = "address";
    private static final String CREATED = "created";
    private static final String USED = "used";
    private static final String TENANT = "tenant";
    private static final String SEEN = "seen";
    private static final String APPLIED = "applied";
    private static final String ENDED = "ended";

    private final ItemStore items;
    private final Table table;

    public DynamoSignIns(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    @Override
    public Asked keep(SignInLink link, Budget budget) {
        return count(
                PersonId.of(link.address()), budget, link.created(), List.of(items.creation(place(link), item(link))));
    }

    @Override
    public Applied keep(SignInLink link, ProgramId program) {
        LocalDate day = LocalDate.ofInstant(link.created(), ZoneOffset.UTC);
        String pk = PeopleKeys.counted(program);
        String sk = PeopleKeys.applied(day);
        // Before the address is looked at: the answer is then the same for every address.
        long before = items.get(pk, sk)
                .map(item -> (Long) ItemStore.required(item, APPLIED))
                .orElse(0L);
        if (before >= MOST_APPLICATIONS) {
            return new Applied.Full(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        TransactWriteItem one = TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table.name())
                        .key(Table.key(pk, sk))
                        .updateExpression("SET #ttl = :ttl ADD #applied :one, #version :one")
                        .conditionExpression("attribute_not_exists(#applied) OR #applied < :most")
                        .expressionAttributeNames(
                                Map.of("#ttl", Keys.TTL, "#applied", APPLIED, "#version", ItemStore.VERSION))
                        .expressionAttributeValues(Map.of(
                                ":ttl", Table.number(link.created().plus(KEPT).getEpochSecond()),
                                ":one", Table.number(1),
                                ":most", Table.number(MOST_APPLICATIONS)))
                        .build())
                .build();
        Asked asked = count(
                PersonId.of(link.address().mailbox()),
                Budget.APPLICATIONS,
                link.created(),
                List.of(items.creation(place(link), item(link)), one));
        return asked instanceof Asked.Kept ? new Applied.Kept() : new Applied.Spent();
    }

    @Override
    public Asked count(PersonId person, Budget budget, Instant now) {
        return count(person, budget, now, List.of());
    }

    private Asked count(PersonId person, Budget budget, Instant now, List<TransactWriteItem> more) {
        ItemStore.Place counter = new ItemStore.Place(PeopleKeys.person(person), PeopleKeys.LINKS, Optional.empty());
        Counted names = Counted.of(budget);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Map<String, Object>> read = items.get(counter.pk(), counter.sk());
            Optional<Instant> since =
                    read.flatMap(item -> optional(item, names.since())).filter(from -> now.isBefore(from.plus(HOUR)));
            long before = since.isPresent() ? (Long) ItemStore.required(read.orElseThrow(), names.number()) : 0;
            if (before >= SignInLink.MOST_PER_HOUR) {
                return new Asked.TooMany(since.orElseThrow().plus(HOUR));
            }
            Map<String, Object> counted = new HashMap<>();
            for (Budget each : Budget.values()) {
                Counted kept = Counted.of(each);
                read.map(item -> item.get(kept.since())).ifPresent(value -> counted.put(kept.since(), value));
                read.map(item -> item.get(kept.number())).ifPresent(value -> counted.put(kept.number(), value));
            }
            counted.put(names.since(), since.orElse(now).toString());
            counted.put(names.number(), before + 1);
            counted.put(Keys.TTL, now.plus(KEPT).getEpochSecond());
            List<TransactWriteItem> writes = new ArrayList<>(more);
            writes.add(
                    read.isPresent()
                            ? items.replacement(counter, counted, ItemStore.version(read.get()))
                            : items.creation(counter, counted));
            if (committed(writes)) {
                return new Asked.Kept();
            }
        }
        throw new UnavailableException("table", new IllegalStateException("a person's counters are always in use"));
    }

    /// Where a budget stands in the item: since when, and how many.
    private record Counted(String since, String number) {
        static Counted of(Budget budget) {
            return switch (budget) {
                case LINKS -> new Counted("since", "links");
                case OWN_LINKS -> new Counted("own_since", "own_links");
                case INVITATIONS -> new Counted("invited_since", "invitations");
                case APPLICATIONS -> new Counted("applied_since", "applications");
            };
        }
    }

    @Override
    public void mint(SignInLink link) {
        items.create(place(link), item(link));
    }

    @Override
    public Optional<SignInLink> link(String hash) {
        return items.get(PeopleKeys.secret(hash), PeopleKeys.LINK)
                .map(item -> new SignInLink(
                        hash,
                        new MailAddress(text(item, ADDRESS)),
                        instant(item, CREATED),
                        optional(item, USED),
                        PendingItems.of(item)));
    }

    @Override
    public boolean open(SignInLink link, Session session) {
        TransactWriteItem use = TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table.name())
                        .key(Table.key(PeopleKeys.secret(link.hash()), PeopleKeys.LINK))
                        .updateExpression("SET #used = :now ADD #version :one")
                        .conditionExpression("attribute_exists(#pk) AND attribute_not_exists(#used)")
                        .expressionAttributeNames(Map.of("#used", USED, "#pk", Keys.PK, "#version", ItemStore.VERSION))
                        .expressionAttributeValues(
                                Map.of(":now", Table.text(session.created().toString()), ":one", Table.number(1)))
                        .build())
                .build();
        return committed(List.of(use, items.creation(place(session), item(session))));
    }

    @Override
    public Optional<Session> session(String hash) {
        return items.get(PeopleKeys.secret(hash), PeopleKeys.SESSION).map(DynamoSignIns::session);
    }

    @Override
    public List<Session> sessions(PersonId person) {
        return items
                .indexedBackward(
                        PeopleKeys.person(person), PeopleKeys.SESSIONS, PeopleKeys.SESSIONS + "~", MOST_SESSIONS)
                .stream()
                .map(DynamoSignIns::session)
                .toList();
    }

    @Override
    public void seen(Session session, Instant now) {
        set(session, SEEN, now, "attribute_exists(#pk) AND #name < :value", Map.of());
    }

    @Override
    public void end(Session session, Instant now) {
        set(
                session,
                ENDED,
                now,
                "attribute_exists(#pk) AND attribute_not_exists(#name)",
                Map.of("#gsi1pk", Keys.GSI1_PK, "#gsi1sk", Keys.GSI1_SK));
    }

    /// @param removed attributes
    private void set(Session session, String name, Instant value, String condition, Map<String, String> removed) {
        Map<String, String> names = new HashMap<>(removed);
        names.putAll(Map.of("#name", name, "#pk", Keys.PK, "#version", ItemStore.VERSION));
        String remove = removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed.keySet());
        try {
            table.client()
                    .updateItem(request -> request.tableName(table.name())
                            .key(Table.key(PeopleKeys.secret(session.hash()), PeopleKeys.SESSION))
                            .updateExpression("SET #name = :value" + remove + " ADD #version :one")
                            .conditionExpression(condition)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(
                                    Map.of(":value", AttributeValue.fromS(value.toString()), ":one", Table.number(1))));
        } catch (ConditionalCheckFailedException unchanged) {
            // It is so already, or the session is gone.
            return;
        }
    }

    /// Both or neither; false when one of them is not as it was read.
    private boolean committed(List<TransactWriteItem> writes) {
        try {
            table.client().transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException cancelled) {
            boolean judged = cancelled.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .anyMatch(code -> "ConditionalCheckFailed".equals(code) || "TransactionConflict".equals(code));
            if (judged) {
                return false;
            }
            throw cancelled;
        }
    }

    private static ItemStore.Place place(SignInLink link) {
        return new ItemStore.Place(PeopleKeys.secret(link.hash()), PeopleKeys.LINK, Optional.empty());
    }

    private static ItemStore.Place place(Session session) {
        return new ItemStore.Place(PeopleKeys.secret(session.hash()), PeopleKeys.SESSION, Optional.empty())
                .listed(PeopleKeys.person(session.person()), PeopleKeys.session(session.created(), session.id()));
    }

    private static Map<String, Object> item(SignInLink link) {
        Map<String, Object> item = new HashMap<>(Map.of(
                ADDRESS,
                link.address().text(),
                CREATED,
                link.created().toString(),
                Keys.TTL,
                link.created().plus(KEPT).getEpochSecond()));
        link.application().map(PendingItems::of).ifPresent(item::putAll);
        return item;
    }

    private static Map<String, Object> item(Session session) {
        Map<String, Object> item = new HashMap<>();
        item.put("hash", session.hash());
        item.put(ADDRESS, session.address().text());
        session.tenant().ifPresent(tenant -> item.put(TENANT, tenant.toString()));
        item.put(CREATED, session.created().toString());
        item.put(SEEN, session.seen().toString());
        item.put(Keys.TTL, session.created().plus(Session.LONGEST).plus(KEPT).getEpochSecond());
        return item;
    }

    private static Session session(Map<String, Object> item) {
        return new Session(
                text(item, "hash"),
                new MailAddress(text(item, ADDRESS)),
                Optional.ofNullable((String) item.get(TENANT)).flatMap(Tenant::parse),
                instant(item, CREATED),
                instant(item, SEEN),
                optional(item, ENDED));
    }

    private static Instant instant(Map<String, Object> item, String name) {
        return Instant.parse(text(item, name));
    }

    private static Optional<Instant> optional(Map<String, Object> item, String name) {
        return Optional.ofNullable((String) item.get(name)).map(Instant::parse);
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
