package dev.tributary.api;

import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which rows of a report by link are one affiliate's.
record OwnLinks(Links links) {
    private static final int MAX_PAGES = 50;

    /// @throws HttpRefusal 400 when there are too many links to tell
    Predicate<CountKey> in(ProgramId program, AffiliateId affiliate) {
        Set<Long> own = new HashSet<>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            Page<Link> some = links.of(program, affiliate, new PageRequest(PageRequest.MAX_LIMIT, after));
            some.items().forEach(link -> own.add(link.id().bits()));
            after = some.next();
            if (after.isEmpty()) {
                return key -> own.contains(key.id());
            }
        }
        throw HttpRefusal.of(
                400,
                "too_many_links",
                "The affiliate has over " + MAX_PAGES * PageRequest.MAX_LIMIT + " links here: ask by link_id.");
    }
}
