package dev.tributary.api;

import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.talk.Announcements;
import dev.tributary.domain.talk.Threads;
import dev.tributary.infrastructure.table.DynamoAnnouncements;
import dev.tributary.infrastructure.table.DynamoCreatives;
import dev.tributary.infrastructure.table.DynamoThreads;
import dev.tributary.infrastructure.table.Table;

/// What creatives, announcements and threads are read from.
record TalkStores(Creatives creatives, Announcements announcements, Threads threads) {
    static TalkStores of(Table table) {
        return new TalkStores(new DynamoCreatives(table), new DynamoAnnouncements(table), new DynamoThreads(table));
    }
}
