package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Merchant;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoMerchants;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A person who belongs to several tenants tells them apart by their names.
class TenantNamesTest {
    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    @Test
    void aTenantWithoutAName_isThereAllTheSame() {
        people.invite("merchant 1", "vera", "viewer");
        people.signIn("vera");
        assertThat(memberships("vera").path(0).path("tenant_id").asText()).isEqualTo("mer_0000000000001");
        assertThat(memberships("vera").path(0).path("tenant_name").isNull()).isTrue();
    }

    @Test
    void memberships_sayWhatTheTenantIsCalled() {
        new DynamoMerchants(api.stored.table).create(new Merchant(new MerchantId(1), "Demo shop", api.now));
        new DynamoAffiliates(api.stored.table).create(new Affiliate(new AffiliateId(1), "Anna's blog", api.now));
        people.invite("merchant 1", "vera", "viewer");
        people.invite("affiliate 1", "vera", "owner");
        people.signIn("vera");

        Set<String> names = new TreeSet<>();
        memberships("vera").forEach(one -> names.add(one.path("tenant_name").asText()));
        assertThat(names).containsExactly("Anna's blog", "Demo shop");
        // Also in the answer to a change of one of them.
        assertThat(People.json(people.call(
                                "vera", "PATCH", "/v1/memberships/mer_0000000000001", "{\"language\":\"lv\"}"))
                        .path("tenant_name")
                        .asText())
                .isEqualTo("Demo shop");
    }

    private JsonNode memberships(String name) {
        return People.json(people.get(name, "/v1/sessions/current")).path("memberships");
    }
}
