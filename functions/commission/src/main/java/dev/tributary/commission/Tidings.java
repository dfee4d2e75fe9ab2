package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.notice.OrderNotices;
import dev.tributary.domain.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a batch has to tell: of each order what its messages caused, from the order as it stands. A message that comes
/// again finds the order as it was left, and tells the same.
final class Tidings {
    /// What was due of an order brings no call that says what it caused. Found undone, it changed something; found
    /// done, whoever did it may have ended before it was told, and not longer ago than messages are kept.
    private static final Duration KEPT = Duration.ofDays(14);

    private final Map<ConversionKey, Told> orders = new HashMap<>();
    private final List<Ruled> ruled = new ArrayList<>();

    private record Told(
            Set<SQSMessage> messages, Set<ReceiptId> calls, boolean due, Optional<OrderState> before, OrderState now) {}

    /// An order that a ruling has credited to an affiliate.
    private record Ruled(SQSMessage message, AffiliateId affiliate, OrderState order) {}

    void ruled(Decided decided, OrderState order) {
        ruled.add(new Ruled(decided.message(), decided.adjustment().account().affiliate(), order));
    }

    /// @param before as it was read
    /// @param now as it is kept
    void add(OrderWork work, Optional<OrderState> before, OrderState now) {
        Set<ReceiptId> calls = work.calls().stream()
                .map(call -> call.postback().receipt())
                .collect(Collectors.toCollection(HashSet::new));
        boolean due = work.messages().size()
                > work.calls().stream().map(OrderWork.Call::message).distinct().count();
        orders.merge(work.key(), new Told(work.messages(), calls, due, before, now), (earlier, later) -> {
            Set<SQSMessage> messages = new LinkedHashSet<>(earlier.messages);
            messages.addAll(later.messages);
            later.calls.addAll(earlier.calls);
            return new Told(messages, later.calls, earlier.due || later.due, earlier.before, later.now);
        });
    }

    /// Sends what somebody wants to be told; what cannot be sent fails the messages that caused it.
    void send(Delivery delivery, Notices notices, Instant now) {
        for (Told told : orders.values()) {
            delivery.batch().attempt(told.messages, told, of -> {
                MerchantId merchant = delivery.facts().merchant(of.now.key().program());
                if (isHeard(of.now, merchant, notices)) {
                    notices.send(notices(of, merchant, now));
                }
            });
        }
        for (Ruled told : ruled) {
            delivery.batch().attempt(List.of(told.message), told, of -> {
                MerchantId merchant = delivery.facts().merchant(of.order.key().program());
                if (isHeard(of.order, merchant, notices)) {
                    notices.send(notices(of, merchant));
                }
            });
        }
    }

    /// To the affiliate its conversion, to both what it has earned.
    private static List<Notice> notices(Ruled of, MerchantId merchant) {
        return of.order.sale().stream()
                .flatMap(sale -> OrderNotices.of(of.order, merchant, Set.of(sale.receipt())).stream())
                .filter(notice -> notice.audience().contains(new Tenant.OfAffiliate(of.affiliate)))
                .toList();
    }

    private static boolean isHeard(OrderState order, MerchantId merchant, Notices notices) {
        return notices.isHeard(new Tenant.OfMerchant(merchant))
                || order.affiliates().stream()
                        .anyMatch(affiliate -> notices.isHeard(new Tenant.OfAffiliate(affiliate)));
    }

    private static List<Notice> notices(Told told, MerchantId merchant, Instant now) {
        if (!told.due) {
            return OrderNotices.of(told.now, merchant, told.calls);
        }
        List<Notice> all = OrderNotices.of(told.now, merchant);
        if (told.before.equals(Optional.of(told.now))) {
            return all.stream()
                    .filter(notice -> notice.at().isAfter(now.minus(KEPT)))
                    .toList();
        }
        Set<NoticeId> known = told.before.stream()
                .flatMap(order -> OrderNotices.of(order, merchant).stream())
                .map(Notice::id)
                .collect(Collectors.toSet());
        return all.stream().filter(notice -> !known.contains(notice.id())).toList();
    }
}
