package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.AgencyGrant;
import dev.tributary.domain.access.AgencyGrants;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.PeopleKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Grants in the table, among the members of the merchant that gave them:
/// ```
/// pk T#mer_1 | sk AGENCY#mer_2 | gsi1pk T#mer_2 | gsi1sk AGENCY#mer_1 | version 2 | role manager
/// | programs [prg_...] | by per_... | offered 2026-11-22T10:15:00Z | accepted 2026-11-22T11:15:00Z
/// ```
public final class DynamoAgencyGrants implements AgencyGrants {
    private final ItemStore items;

    public DynamoAgencyGrants(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<AgencyGrant>> find(MerchantId merchant, MerchantId agency) {
        return items.find(members(merchant), PeopleKeys.agency(agency), DynamoAgencyGrants::grant);
    }

    @Override
    public Page<AgencyGrant> givenBy(MerchantId merchant, PageRequest page) {
        return items.page(new ItemStore.Stretch(members(merchant), PeopleKeys.AGENCIES), page)
                .map(DynamoAgencyGrants::grant);
    }

    @Override
    public Page<AgencyGrant> givenTo(MerchantId agency, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(members(agency), PeopleKeys.AGENCIES), page)
                .map(DynamoAgencyGrants::grant);
    }

    static ItemStore.Place place(AgencyGrant grant) {
        return new ItemStore.Place(members(grant.merchant()), PeopleKeys.agency(grant.agency()), Optional.empty())
                .listed(members(grant.agency()), PeopleKeys.agency(grant.merchant()));
    }

    static Map<String, Object> item(AgencyGrant grant) {
        Map<String, Object> item = new HashMap<>(Map.of(
                "merchant", grant.merchant().toString(),
                "agency", grant.agency().toString(),
                "role", grant.role().text(),
                "programs",
                        grant.programs().stream()
                                .map(ProgramId::toString)
                                .sorted()
                                .toList(),
                "by", grant.by().text(),
                "offered", grant.offered().toString()));
        grant.accepted().ifPresent(at -> item.put("accepted", at.toString()));
        return item;
    }

    private static AgencyGrant grant(Map<String, Object> item) {
        return new AgencyGrant(
                MerchantId.of(text(item, "merchant")),
                MerchantId.of(text(item, "agency")),
                Role.parse(text(item, "role")).orElseThrow(),
                ((List<?>) ItemStore.required(item, "programs"))
                        .stream().map(id -> ProgramId.of((String) id)).collect(Collectors.toSet()),
                ActorId.parse(text(item, "by")).orElseThrow(),
                Instant.parse(text(item, "offered")),
                Optional.ofNullable((String) item.get("accepted")).map(Instant::parse));
    }

    private static String members(MerchantId merchant) {
        return PeopleKeys.members(new Tenant.OfMerchant(merchant));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
