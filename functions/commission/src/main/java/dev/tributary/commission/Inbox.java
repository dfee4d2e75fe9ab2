package dev.tributary.commission;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.queue.Message;
import dev.tributary.infrastructure.queue.OrdersDueMessages;
import dev.tributary.infrastructure.queue.UnreadableMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages of a batch, taken apart by order; what people decided, and closed days, stand beside.
final class Inbox {
    private final List<Decided> decided = new ArrayList<>();
    private final List<ClosedDay> closed = new ArrayList<>();
    private final Map<ConversionKey, OrderWork> works = new LinkedHashMap<>();

    /// @throws UnreadableMessageException for what this version cannot read: it stays in the queue
    void add(SQSMessage message) {
        Message read = Message.read(message.getBody());
        switch (read.type()) {
            case ConversionMessages.TYPE -> {
                Postback postback = own(ConversionMessages.read(read));
                works.merge(
                        postback.key(),
                        new OrderWork(postback.key()).with(new OrderWork.Call(postback, message)),
                        (known, more) -> known.with(more.calls().getFirst()));
            }
            case OrdersDueMessages.TYPE ->
                OrdersDueMessages.read(read)
                        .orders()
                        .forEach(key ->
                                works.merge(key, new OrderWork(key).due(message), (known, more) -> known.due(message)));
            case ClicksClosedMessages.TYPE -> closed.add(new ClosedDay(ClicksClosedMessages.read(read), message));
            case DecisionMessages.TYPE -> decided.add(new Decided(DecisionMessages.read(read), message));
            default -> throw new UnreadableMessageException("its type is none of conversions");
        }
    }

    List<OrderWork> works() {
        return List.copyOf(works.values());
    }

    List<Decided> decided() {
        return List.copyOf(decided);
    }

    List<ClosedDay> closed() {
        return List.copyOf(closed);
    }

    /// A token attributes to its own program only. The edge refuses another's; if one comes here all
    /// the same, the conversion is kept and credited to nobody by it.
    private static Postback own(Postback postback) {
        if (!(postback.event() instanceof Reward reward)) {
            return postback;
        }
        Optional<VerifiedClick> click = reward.click()
                .filter(of -> ClickTokens.read(of.token())
                        .filter(token -> token.program().equals(reward.key().program()))
                        .isPresent());
        if (click.equals(reward.click())) {
            return postback;
        }
        Reward withoutClick = new Reward(
                reward.key(),
                reward.statedAt(),
                click,
                reward.coupons(),
                reward.amounts(),
                reward.items(),
                reward.customer(),
                reward.subscription(),
                reward.checkoutStartedAt(),
                reward.verdict(),
                reward.test());
        return new Postback(withoutClick, postback.receipt(), postback.receivedAt(), postback.proven());
    }
}
