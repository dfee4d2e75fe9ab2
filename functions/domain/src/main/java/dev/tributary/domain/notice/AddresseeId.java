package dev.tributary.domain.notice;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.id.WebhookId;

/// Under what deliveries to one receiver are kept: an endpoint's id, `whk_...`, or a person's, `per_...`.
public record AddresseeId(String text) {
    public AddresseeId {
        if (WebhookId.parse(text).isEmpty() && PersonId.parse(text).isEmpty()) {
            throw new IllegalArgumentException("text is the id of no endpoint and of no person");
        }
    }

    public static AddresseeId of(WebhookId endpoint) {
        return new AddresseeId(endpoint.toString());
    }

    public static AddresseeId of(PersonId person) {
        return new AddresseeId(person.text());
    }

    @Override
    public String toString() {
        return text;
    }
}
