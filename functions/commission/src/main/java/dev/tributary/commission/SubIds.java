package dev.tributary.commission;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.ClickTokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Notes with an order what its affiliates wrote on the links whose clicks it is credited by. The click's record is
/// read for those whose own URLs ask for it; it expires, and an order's refunds come late. No money depends on it, and
/// so none waits for it.
final class SubIds {
    private final ClickChunks chunks;
    private final Notices notices;

    SubIds(ClickChunks chunks, Notices notices) {
        this.chunks = chunks;
        this.notices = notices;
    }

    /// The same order where nobody asks, where they are noted already, or where the record is not there.
    OrderState noted(OrderState order) {
        if (order.sale().isEmpty() || order.key().program().isTest()) {
            return order;
        }
        Sale sale = order.sale().get();
        Map<AffiliateId, ClickLabels> labels = new HashMap<>(sale.labels());
        for (Captured captured : sale.captured()) {
            AffiliateId affiliate = captured.share().affiliate();
            if (captured.share().credit() instanceof Credit.Click(var click) && !labels.containsKey(affiliate)) {
                labels(affiliate, click.token()).ifPresent(found -> labels.put(affiliate, found));
            }
        }
        return labels.equals(sale.labels()) ? order : order.labelled(labels);
    }

    private Optional<ClickLabels> labels(AffiliateId affiliate, String clickId) {
        try {
            return notices.asksSubIds(new Tenant.OfAffiliate(affiliate))
                    ? ClickTokens.read(clickId)
                            .flatMap(token -> chunks.find(ClickSpan.Slice.of(token), clickId))
                            .map(ClickLabels::of)
                    : Optional.empty();
        } catch (UnavailableException | DamagedItemException unreadable) {
            return Optional.empty();
        }
    }
}
