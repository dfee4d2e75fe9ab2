package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.OrdersDue;
import java.util.ArrayList;
import java.util.List;

/// The messages on [conversions] that the schedule sends:
/// ```json
/// {"type":"orders_due","v":1,"id":"due_29890215_0_0","data":{"orders":[{"program_id":"prg_...","order_id":"A-1001","event":"sale"}]}}
/// ```
public final class OrdersDueMessages {
    public static final String TYPE = "orders_due";
    private static final int VERSION = 1;

    private OrdersDueMessages() {}

    public static String write(OrdersDue due) {
        ObjectNode data = Message.JSON.createObjectNode();
        ArrayNode orders = data.putArray("orders");
        due.orders()
                .forEach(key -> orders.addObject()
                        .put("program_id", key.program().toString())
                        .put("order_id", key.order().text())
                        .put("event", key.event().text()));
        return new Message(TYPE, VERSION, due.id(), data).write();
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static OrdersDue read(Message message) {
        if (!message.type().equals(TYPE) || message.version() != VERSION) {
            throw new UnreadableMessageException("its type or version is none of due orders");
        }
        try {
            List<ConversionKey> orders = new ArrayList<>();
            for (JsonNode order : message.data().path("orders")) {
                orders.add(new ConversionKey(
                        ProgramId.of(Message.text(order, "program_id")),
                        new OrderId(Message.text(order, "order_id")),
                        new EventName(Message.text(order, "event"))));
            }
            return new OrdersDue(message.id(), orders);
        } catch (IllegalArgumentException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }
}
