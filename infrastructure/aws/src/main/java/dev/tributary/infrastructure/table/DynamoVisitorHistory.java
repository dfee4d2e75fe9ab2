package dev.tributary.infrastructure.table;

import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorClicks;
import dev.tributary.domain.attribution.VisitorHistory;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// The clicks of a visitor, as the texts of their tokens:
/// ```
/// pk V#{program}#{visitor tag} | sk - | version 2 | clicks ["dHJ...", ...] | ttl 1790000000
/// ```
/// An expired item may still be there: what is too old is left out by whoever reads.
public final class DynamoVisitorHistory implements VisitorHistory {
    private static final String CLICKS = "clicks";

    private final ItemStore items;

    public DynamoVisitorHistory(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<VisitorClicks>> find(Visitor visitor) {
        try {
            return items.find(Keys.visitor(visitor), Keys.SOLE, DynamoVisitorHistory::read);
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public boolean put(Visitor visitor, VisitorClicks clicks, long read, Instant until) {
        List<String> tokens = clicks.clicks().stream().map(VerifiedClick::token).toList();
        Map<String, Object> item = Map.of(CLICKS, tokens, Keys.TTL, until.getEpochSecond());
        ItemStore.Place place = ItemStore.Place.sole(Keys.visitor(visitor));
        try {
            return read == 0
                    ? items.create(place, item) instanceof Creation.Created
                    : items.replace(place, item, read) instanceof Replacement.Replaced;
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    private static VisitorClicks read(Map<String, Object> item) {
        return new VisitorClicks(((List<?>) ItemStore.required(item, CLICKS))
                .stream()
                        .map(token -> (String) token)
                        .map(token ->
                                VerifiedClick.of(token, ClickTokens.read(token).orElseThrow()))
                        .toList());
    }
}
