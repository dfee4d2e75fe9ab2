package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.OrdersDue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersDueMessagesTest {
    private static final OrdersDue DUE = new OrdersDue(
            "due_29923201_0_0",
            List.of(
                    new ConversionKey(new ProgramId(7), new OrderId("A#1001 ü"), EventName.SALE),
                    new ConversionKey(new ProgramId(7), new OrderId("A-1002"), EventName.LEAD)));

    @Test
    void due_isReadAndWritten_asItsGolden() throws IOException {
        String golden = Files.readString(Path.of("../../events/messages/orders_due.v1.json"));

        assertThat(OrdersDueMessages.read(Message.read(golden))).isEqualTo(DUE);
        assertThat(Message.JSON.readTree(OrdersDueMessages.write(DUE))).isEqualTo(Message.JSON.readTree(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"orders_due\",\"v\":1,\"id\":\"a\",\"data\":{\"orders\":[]}}",
                "{\"type\":\"orders_due\",\"v\":2,\"id\":\"a\",\"data\":{\"orders\":[]}}",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{}}",
                "{\"type\":\"orders_due\",\"v\":1,\"id\":\"a\",\"data\":{\"orders\":[{\"program_id\":\"prg_0000000000007\",\"order_id\":\"\",\"event\":\"sale\"}]}}",
                "{\"type\":\"orders_due\",\"v\":1,\"id\":\"a\",\"data\":{\"orders\":[{\"program_id\":\"prg_0000000000007\",\"order_id\":\"A\",\"event\":\"refund\"}]}}"
            })
    void unreadableMessage_isThrown(String body) {
        assertThatThrownBy(() -> OrdersDueMessages.read(Message.read(body)))
                .isInstanceOf(UnreadableMessageException.class);
    }
}
