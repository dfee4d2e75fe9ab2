package dev.tributary.api;

import dev.tributary.infrastructure.edge.Rings;
import java.time.Clock;

/// What resources are made of.
record Wiring(
        ApiHandler.Stores stores,
        ApiHandler.WriteStores written,
        MoneyStores money,
        PeopleStores people,
        Telling telling,
        Visible visible,
        SeenAffiliates affiliates,
        Behind behind,
        Cursors cursors,
        Rings ring,
        Clock clock) {}
