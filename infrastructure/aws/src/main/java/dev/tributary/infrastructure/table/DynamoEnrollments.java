package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Enrollments in the table. Tags, pay and recognition are left to this side: the lean reader of the redirect
/// passes them over.
/// ```
/// pk N#{program} | sk {affiliate} | ... | tags ["gold"] | pay {"percent":"12"} | link_pay {"lnk_...":
/// {"percent":"15"}} | recognition true | agreement {number 2, at 2026-11-22T10:15:00Z, by per_...}
/// ```
public final class DynamoEnrollments implements Enrollments {
    private static final String TAGS = "tags";
    private static final String PAY = "pay";
    private static final String LINK_PAY = "link_pay";
    private static final String AGREEMENT = "agreement";
    private static final String RECOGNITION = "recognition";

    private final ItemStore items;

    public DynamoEnrollments(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Enrollment>> find(ProgramId program, AffiliateId affiliate) {
        return items.find(Keys.enrollments(program), Keys.enrollment(affiliate), DynamoEnrollments::enrollment);
    }

    @Override
    public Set<Place> there(Collection<Place> places) {
        return items
                .all(places.stream()
                        .map(at -> Table.key(Keys.enrollments(at.program()), Keys.enrollment(at.affiliate())))
                        .collect(Collectors.toSet()))
                .stream()
                .map(DynamoEnrollments::enrollment)
                .map(found -> new Place(found.program(), found.affiliate()))
                .collect(Collectors.toSet());
    }

    @Override
    public Page<Enrollment> in(ProgramId program, PageRequest page) {
        return items.page(new ItemStore.Stretch(Keys.enrollments(program), Keys.AFFILIATES), page)
                .map(DynamoEnrollments::enrollment);
    }

    @Override
    public Page<Enrollment> of(AffiliateId affiliate, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(Keys.affiliate(affiliate), Keys.ENROLLMENTS), page)
                .map(DynamoEnrollments::enrollment);
    }

    @Override
    public Creation create(Enrollment enrollment) {
        return items.create(place(enrollment), item(enrollment));
    }

    @Override
    public Replacement replace(Versioned<Enrollment> enrollment) {
        return items.replace(place(enrollment.value()), item(enrollment.value()), enrollment.version());
    }

    static Map<String, Object> item(Enrollment enrollment) {
        Map<String, Object> item = new LinkedHashMap<>(Items.of(enrollment));
        if (!enrollment.tags().isEmpty()) {
            item.put(TAGS, enrollment.tags().stream().map(Group::text).sorted().toList());
        }
        enrollment.pay().ifPresent(pay -> item.put(PAY, PayJson.write(pay).toString()));
        if (!enrollment.linkPay().isEmpty()) {
            Map<String, Object> links = new TreeMap<>();
            enrollment
                    .linkPay()
                    .forEach((link, pay) ->
                            links.put(link.toString(), PayJson.write(pay).toString()));
            item.put(LINK_PAY, links);
        }
        if (enrollment.recognition()) {
            item.put(RECOGNITION, true);
        }
        enrollment
                .acceptance()
                .ifPresent(accepted -> item.put(
                        AGREEMENT,
                        Map.of(
                                "number", (long) accepted.version(),
                                "at", accepted.at().toString(),
                                "by", accepted.by().text())));
        return item;
    }

    private static Enrollment enrollment(Map<String, Object> item) {
        Set<Group> tags = new HashSet<>();
        if (item.get(TAGS) instanceof List<?> stored) {
            stored.forEach(tag -> tags.add(new Group((String) tag)));
        }
        Map<LinkId, Pay> links = new HashMap<>();
        if (item.get(LINK_PAY) instanceof Map<?, ?> stored) {
            stored.forEach((link, pay) -> links.put(LinkId.of((String) link), PayJson.read((String) pay)));
        }
        Optional<Pay> pay = Optional.ofNullable((String) item.get(PAY)).map(PayJson::read);
        Enrollment enrollment = Items.enrollment(item)
                .with(tags, pay, links)
                .withRecognition(Boolean.TRUE.equals(item.get(RECOGNITION)));
        return item.get(AGREEMENT) instanceof Map<?, ?> stored ? enrollment.accepting(acceptance(stored)) : enrollment;
    }

    private static Enrollment.Acceptance acceptance(Map<?, ?> stored) {
        Map<String, Object> item = new HashMap<>();
        stored.forEach((name, value) -> item.put((String) name, value));
        return new Enrollment.Acceptance(
                Math.toIntExact((Long) ItemStore.required(item, "number")),
                Instant.parse((String) ItemStore.required(item, "at")),
                ActorId.parse((String) ItemStore.required(item, "by")).orElseThrow());
    }

    static ItemStore.Place place(Enrollment enrollment) {
        String partition = Keys.enrollments(enrollment.program());
        return new ItemStore.Place(partition, Keys.enrollment(enrollment.affiliate()), Optional.empty())
                .listed(Keys.affiliate(enrollment.affiliate()), partition);
    }
}
