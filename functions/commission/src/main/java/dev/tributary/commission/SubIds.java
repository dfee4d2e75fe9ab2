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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Notes with an order what its affiliates wrote on the links whose clicks it is credited by. The click's record is
/// read for those whose own URLs ask for it; it expires, and an order's refunds come late. No money depends on it, and
/// so none waits for it longer than one delivery's few looks take: what is not found by then is looked for when
/// something is told of the order later.
final class SubIds {
    /// Clicks of one delivery, each looked for once, however often its order is tried and told of.
    static final int MOST_LOOKS = 20;
    /// From the delivery's begin: half of what its tries have.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClickChunks chunks;
    private final Notices notices;
    private final Clock clock;
    private final Instant end;
    /// By click id, which names its slice; empty where it was not there.
    private final Map<String, Optional<ClickLabels>> looked = new HashMap<>();

    private boolean unavailable;

    /// For one delivery that begins now.
    SubIds(ClickChunks chunks, Notices notices, Clock clock) {
        this.chunks = chunks;
        this.notices = notices;
        this.clock = clock;
        this.end = clock.instant().plus(PATIENCE);
    }

    /// The same order where nobody asks, where they are noted already, where the record is not there, or where enough
    /// was looked for.
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
            return !unavailable && notices.asksSubIds(new Tenant.OfAffiliate(affiliate))
                    ? looked(clickId)
                    : Optional.empty();
        } catch (UnavailableException failed) {
            // Each further look would wait as long.
            unavailable = true;
            return Optional.empty();
        }
    }

    private Optional<ClickLabels> looked(String clickId) {
        Optional<ClickLabels> known = looked.get(clickId);
        if (known != null) {
            return known;
        }
        if (looked.size() >= MOST_LOOKS || clock.instant().isAfter(end)) {
            return Optional.empty();
        }
        Optional<ClickLabels> found = look(clickId);
        looked.put(clickId, found);
        return found;
    }

    private Optional<ClickLabels> look(String clickId) {
        try {
            return ClickTokens.read(clickId)
                    .flatMap(token -> chunks.find(ClickSpan.Slice.of(token), clickId))
                    .map(ClickLabels::of);
        } catch (DamagedItemException unreadable) {
            return Optional.empty();
        }
    }
}
