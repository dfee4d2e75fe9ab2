package dev.tributary.api;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.listing.ListedCommissions;
import dev.tributary.domain.listing.ListedOrders;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.order.OrderLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The commissions that disputes are about. An id alone leads to none, for it is a hash: the dispute says the order.
final class DisputedCommissions {
    private final OrderLists orders;
    private final ListedCommissions.Sources sources;

    DisputedCommissions(ApiHandler.Stores stores) {
        this.orders = stores.lists();
        this.sources = new ListedCommissions.Sources(
                stores.ledger(), stores.clickEntries(), stores.terms(), stores.programs());
    }

    /// By id, as far as whoever asks sees them.
    /// @param some of programs that it sees
    Map<String, Expanding.Shown> of(Ask ask, List<Dispute> some) {
        List<ConversionKey> keys =
                some.stream().flatMap(DisputedCommissions::order).distinct().toList();
        Language language = Languages.of(ask.call());
        ListedCommissions listed =
                new ListedCommissions(new ListedOrders(orders), sources, ask.tenant(), OrderFilter.ANY);
        Map<String, Expanding.Shown> shown = new HashMap<>();
        listed.of(orders.find(keys).values())
                .forEach((id, row) -> shown.put(id.toString(), json -> CommissionsResource.write(row, language, json)));
        return shown;
    }

    private static Stream<ConversionKey> order(Dispute dispute) {
        return dispute.claim().commission().isEmpty()
                ? Stream.empty()
                : dispute.claim().order().stream()
                        .map(order -> new ConversionKey(
                                dispute.parties().program(),
                                order,
                                dispute.claim().event()));
    }
}
