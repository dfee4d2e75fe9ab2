package dev.tributary.api;

import dev.tributary.domain.creative.Creatives;
import dev.tributary.infrastructure.table.DynamoCreatives;
import dev.tributary.infrastructure.table.Table;

/// What creatives, announcements and threads are read from.
record TalkStores(Creatives creatives) {
    static TalkStores of(Table table) {
        return new TalkStores(new DynamoCreatives(table));
    }
}
