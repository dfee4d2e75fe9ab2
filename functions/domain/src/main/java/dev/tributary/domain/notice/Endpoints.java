package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.WebhookId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All endpoints of a tenant, kept together: whoever tells something reads them at once, and there are never more
/// than they may be.
public record Endpoints(Tenant owner, List<Endpoint> all) {
    public static final int MOST = 10;

    public Endpoints {
        all = List.copyOf(all);
        if (all.size() > MOST) {
            throw new IllegalArgumentException("a tenant has at most " + MOST + " endpoints");
        }
    }

    public static Endpoints none(Tenant owner) {
        return new Endpoints(owner, List.of());
    }

    public Optional<Endpoint> find(WebhookId id) {
        return all.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    public List<Endpoint> wanting(Notice notice) {
        return all.stream().filter(endpoint -> endpoint.wants(notice)).toList();
    }

    /// In place of the one with its id, or after all others.
    public Endpoints with(Endpoint endpoint) {
        List<Endpoint> next = new ArrayList<>(all);
        int place = 0;
        while (place < next.size() && !next.get(place).id().equals(endpoint.id())) {
            place++;
        }
        if (place < next.size()) {
            next.set(place, endpoint);
        } else {
            next.add(endpoint);
        }
        return new Endpoints(owner, next);
    }

    public Endpoints without(WebhookId id) {
        return new Endpoints(
                owner,
                all.stream().filter(endpoint -> !endpoint.id().equals(id)).toList());
    }
}
