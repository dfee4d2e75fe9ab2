package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.notice.BonusNotices;
import dev.tributary.domain.notice.DecisionNotices;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.notice.OrderNotices;
import dev.tributary.domain.order.ClickPosting;
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
    static final Duration KEPT = Duration.ofDays(14);

    private final Map<ConversionKey, Told> orders = new HashMap<>();
    private final List<Ruled> ruled = new ArrayList<>();
    private final List<Posted> posted = new ArrayList<>();
    private final List<Reached> reached = new ArrayList<>();

    /// @param entries of its accounts, those of bonuses that it reached or lost among them
    private record Told(
            Set<SQSMessage> messages,
            Set<ReceiptId> calls,
            boolean due,
            Optional<OrderState> before,
            OrderState now,
            List<Entry> entries) {}

    /// A decision that the ledger has.
    private record Posted(SQSMessage message, Decision decision) {}

    /// What an account got with the clicks of a day.
    private record Reached(ClosedDay day, List<Entry> entries) {}

    /// An order that a ruling has credited to an affiliate.
    private record Ruled(SQSMessage message, AffiliateId affiliate, OrderState order) {}

    void ruled(Decided decided, OrderState order) {
        ruled.add(new Ruled(decided.message(), decided.adjustment().account().affiliate(), order));
    }

    void posted(Decided decided, Decision decision) {
        posted.add(new Posted(decided.message(), decision));
    }

    void reached(ClosedDay day, List<Entry> entries) {
        reached.add(new Reached(day, entries));
    }

    /// @param before as it was read
    /// @param now as it is kept
    /// @param entries of its accounts, with it or since
    void add(OrderWork work, Optional<OrderState> before, OrderState now, List<Entry> entries) {
        Set<ReceiptId> calls = work.calls().stream()
                .map(call -> call.postback().receipt())
                .collect(Collectors.toCollection(HashSet::new));
        orders.merge(
                work.key(), new Told(work.messages(), calls, work.isDue(), before, now, entries), (earlier, later) -> {
                    Set<SQSMessage> messages = new LinkedHashSet<>(earlier.messages);
                    messages.addAll(later.messages);
                    later.calls.addAll(earlier.calls);
                    List<Entry> both = new ArrayList<>(earlier.entries);
                    both.addAll(later.entries);
                    return new Told(messages, later.calls, earlier.due || later.due, earlier.before, later.now, both);
                });
    }

    /// Sends what somebody wants to be told; what cannot be sent fails the messages that caused it.
    void send(Delivery delivery, Notices notices, SubIds subIds, Instant now) {
        for (Told told : orders.values()) {
            delivery.batch().attempt(told.messages, told, of -> {
                MerchantId merchant = delivery.facts().merchant(of.now.key().program());
                List<Notice> all = new ArrayList<>(BonusNotices.following(
                        of.entries, entry -> of.now.hasMade(entry.id()), merchant, delivery.facts()::prize));
                if (isHeard(of.now, merchant, notices)) {
                    all.addAll(notices(of, subIds.noted(of.now), merchant, now));
                }
                send(all.stream().distinct().toList(), notices);
            });
        }
        for (Ruled told : ruled) {
            delivery.batch().attempt(List.of(told.message), told, of -> {
                MerchantId merchant = delivery.facts().merchant(of.order.key().program());
                if (isHeard(of.order, merchant, notices)) {
                    notices.send(notices(new Ruled(of.message, of.affiliate, subIds.noted(of.order)), merchant));
                }
            });
        }
        for (Posted told : posted) {
            delivery.batch().attempt(List.of(told.message), told.decision, decision -> {
                ProgramId program = decision.adjustment().account().program();
                send(
                        DecisionNotices.of(decision, delivery.facts().merchant(program)).stream()
                                .toList(),
                        notices);
            });
        }
        for (Reached told : reached) {
            delivery.batch().attempt(List.of(told.day.message()), told, of -> {
                ClicksClosed clicks = of.day.clicks();
                EntryId own = ClickPosting.entry(clicks);
                send(
                        BonusNotices.following(
                                of.entries,
                                entry -> entry.id().equals(own),
                                delivery.facts().merchant(clicks.program()),
                                delivery.facts()::prize),
                        notices);
            });
        }
    }

    /// Also where nobody has an endpoint: they may go by mail.
    private static void send(List<Notice> told, Notices notices) {
        if (!told.isEmpty()) {
            notices.send(told);
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

    /// @param labelled the order as it is kept, with what was written on links also where its affiliates ask only since
    ///     then, or its clicks were recorded since
    private static List<Notice> notices(Told told, OrderState labelled, MerchantId merchant, Instant now) {
        if (!told.due) {
            return OrderNotices.of(labelled, merchant, told.calls);
        }
        List<Notice> all = OrderNotices.of(labelled, merchant);
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
