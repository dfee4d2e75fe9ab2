package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.postback.OrderFlow;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a merchant is told when shoppers click as usual and no order comes, and when orders come again.
public final class SilenceNotices {
    private SilenceNotices() {}

    /// @param flow that has just become silent, or is silent no more
    /// @param at when; with the program it tells this silence from others
    public static Notice of(MerchantId merchant, OrderFlow flow, Instant at) {
        boolean silent = flow.silentSince().isPresent();
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, flow.program().toString());
        if (silent) {
            facts.put(NoticeFact.CLICKS, Long.toString(flow.clicks()));
        }
        return Notice.of(
                silent ? NoticeType.POSTBACKS_SILENT : NoticeType.POSTBACKS_RESUMED,
                at,
                List.of(new Tenant.OfMerchant(merchant)),
                Optional.empty(),
                facts,
                flow.program().toString());
    }
}
