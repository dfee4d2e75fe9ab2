package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.talk.About;
import dev.tributary.domain.talk.Message;
import dev.tributary.domain.talk.MessageThread;
import dev.tributary.domain.talk.ReadMark;
import dev.tributary.domain.talk.Side;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.TalkKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The items of a thread:
/// ```
/// pk T#{thread} | sk - | version 3 | program_id prg_... | merchant_id mer_... | affiliate_id aff_... | subject "..."
/// | order_id A-1 | commission_id com_... | turn open | owner per_... | opened ... | number 3 | by_merchant 1 | sent
/// ...
/// pk T#{thread} | sk MESSAGE#000003 | from affiliate | name "Anna" | text "..." | number 3 | by_merchant 1 | sent ...
/// pk T#{thread} | sk READ#merchant | number 2 | others 1
/// pk T#{thread} | sk PARTY | in GSI1 of its affiliate
/// ```
/// Its state is called `turn` here, since the index of lists holds a `state`, and each reply would write it.
final class ThreadItems {
    static final String NUMBER = "number";
    private static final String BY_MERCHANT = "by_merchant";
    private static final String SENT = "sent";
    private static final String AFFILIATE = "affiliate_id";
    private static final String OWNER = "owner";
    private static final String ORDER = "order_id";
    private static final String COMMISSION = "commission_id";
    private static final String RUN = "run_id";
    private static final String PAYOUT = "payout_id";
    private static final String DISPUTE = "dispute_id";

    private ThreadItems() {}

    static ItemStore.Place place(MessageThread thread) {
        return ItemStore.Place.sole(TalkKeys.thread(thread.id()))
                .listed(TalkKeys.in(thread.parties().program()), TalkKeys.threadAt(thread.opened(), thread.id()));
    }

    static ItemStore.Place place(ThreadId thread, Message message) {
        return new ItemStore.Place(TalkKeys.thread(thread), TalkKeys.message(message.number()), Optional.empty());
    }

    /// Where its affiliate finds it.
    static ItemStore.Place place(MessageThread thread, AffiliateId affiliate) {
        return new ItemStore.Place(TalkKeys.thread(thread.id()), TalkKeys.PARTY, Optional.empty())
                .listed(Keys.affiliate(affiliate), TalkKeys.threadAt(thread.opened(), thread.id()));
    }

    static Map<String, Object> of(MessageThread thread) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", thread.parties().program().toString());
        item.put("merchant_id", thread.parties().merchant().toString());
        thread.parties().affiliate().ifPresent(affiliate -> item.put(AFFILIATE, affiliate.toString()));
        item.put("subject", thread.subject());
        thread.about().ifPresent(about -> put(item, about));
        item.put("turn", thread.state().name());
        thread.owner().ifPresent(owner -> item.put(OWNER, owner));
        item.put("opened", thread.opened().toString());
        item.put(NUMBER, (long) thread.last().number());
        item.put(BY_MERCHANT, (long) thread.last().byMerchant());
        item.put(SENT, thread.last().sent().toString());
        return item;
    }

    static Map<String, Object> of(Message message) {
        Map<String, Object> item = new HashMap<>();
        item.put(NUMBER, (long) message.number());
        item.put("from", message.from().name());
        message.name().ifPresent(name -> item.put("name", name));
        item.put("text", message.text());
        item.put(SENT, message.sent().toString());
        item.put(BY_MERCHANT, (long) message.byMerchant());
        return item;
    }

    static Map<String, Object> of(ReadMark mark) {
        return Map.of(NUMBER, (long) mark.number(), "others", (long) mark.others());
    }

    static MessageThread thread(Map<String, Object> item) {
        return new MessageThread(
                id(item),
                new MessageThread.Parties(
                        ProgramId.of(text(item, "program_id")),
                        MerchantId.of(text(item, "merchant_id")),
                        Optional.ofNullable((String) item.get(AFFILIATE)).map(AffiliateId::of)),
                text(item, "subject"),
                about(item),
                MessageThread.State.valueOf(text(item, "turn")),
                Optional.ofNullable((String) item.get(OWNER)),
                Instant.parse(text(item, "opened")),
                new MessageThread.Last(
                        number(item, NUMBER), number(item, BY_MERCHANT), Instant.parse(text(item, SENT))));
    }

    static Message message(Map<String, Object> item) {
        return new Message(
                number(item, NUMBER),
                Side.valueOf(text(item, "from")),
                Optional.ofNullable((String) item.get("name")),
                text(item, "text"),
                Instant.parse(text(item, SENT)),
                number(item, BY_MERCHANT));
    }

    static ReadMark mark(Map<String, Object> item) {
        return new ReadMark(number(item, NUMBER), number(item, "others"));
    }

    static ThreadId id(Map<String, Object> item) {
        return ThreadId.of(TalkKeys.idOf(text(item, Keys.PK)));
    }

    private static void put(Map<String, Object> item, About about) {
        switch (about) {
            case About.OfOrder(var order) -> item.put(ORDER, order.text());
            case About.OfCommission(var order, var commission) -> {
                item.put(ORDER, order.text());
                item.put(COMMISSION, commission.toString());
            }
            case About.OfPayout(var run, var payout) -> {
                item.put(RUN, run.toString());
                item.put(PAYOUT, payout.toString());
            }
            case About.OfDispute(var dispute) -> item.put(DISPUTE, dispute.toString());
        }
    }

    private static Optional<About> about(Map<String, Object> item) {
        if (item.containsKey(DISPUTE)) {
            return Optional.of(new About.OfDispute(DisputeId.of(text(item, DISPUTE))));
        }
        if (item.containsKey(PAYOUT)) {
            return Optional.of(new About.OfPayout(RunId.of(text(item, RUN)), PayoutId.of(text(item, PAYOUT))));
        }
        if (item.containsKey(COMMISSION)) {
            return Optional.of(
                    new About.OfCommission(new OrderId(text(item, ORDER)), CommissionId.of(text(item, COMMISSION))));
        }
        return Optional.ofNullable((String) item.get(ORDER)).map(OrderId::new).map(About.OfOrder::new);
    }

    private static int number(Map<String, Object> item, String name) {
        return Math.toIntExact((Long) ItemStore.required(item, name));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
