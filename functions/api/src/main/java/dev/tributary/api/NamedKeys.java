package dev.tributary.api;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keys that are a member's hand by the name alone. Were she called otherwise, or gone, nobody could tell any more that
/// they are hers, and one of them would approve what she planned: so they are revoked first.
final class NamedKeys {
    /// Of 100 keys each.
    private static final int MOST_PAGES = 50;
    private static final int MOST_NAMED = 10;

    private final ApiKeys keys;

    NamedKeys(ApiKeys keys) {
        this.keys = keys;
    }

    /// @throws HttpRefusal 409 while there are some, or more keys than anybody looks through
    void refuse(Write write, Member member) {
        List<ApiKeyId> found = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        for (int pages = 0; request.isPresent() && pages < MOST_PAGES; pages++) {
            PageRequest asked = request.get();
            Page<ApiKey> page = keys.of(write.tenant(), asked);
            page.items().stream()
                    .filter(key -> key.opens(write.now()) && key.isByNameOf(member))
                    .map(ApiKey::id)
                    .forEach(found::add);
            request = page.next().map(asked::after);
        }
        if (!found.isEmpty()) {
            throw refusal("Keys are for this name, and would be nobody's: revoke " + named(found) + " first.");
        }
        if (request.isPresent()) {
            throw refusal("There are too many keys to know which are for this name.");
        }
    }

    private static HttpRefusal refusal(String detail) {
        return HttpRefusal.of(409, "keys_bear_the_name", detail);
    }

    private static String named(List<ApiKeyId> found) {
        String first = found.stream().limit(MOST_NAMED).map(ApiKeyId::text).collect(Collectors.joining(", "));
        int more = found.size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
