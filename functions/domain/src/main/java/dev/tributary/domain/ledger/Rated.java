package dev.tributary.domain.ledger;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.tally.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Says in the entry of a conversion that it is paid by a retroactive tier, and which order it is: the
/// account's own entries lead to everything that a change of tier has to bring to another step.
public record Rated(Tally tally, EventName event, OrderId order) {
    static final String WORD = "rated";

    public ConversionKey key(ProgramId program) {
        return new ConversionKey(program, order, event);
    }

    /// `rated revenue@2026-11 sale QS0xMDAx`: an order's number may hold any sign, so it stands in base64url.
    String text() {
        String number = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(order.text().getBytes(StandardCharsets.UTF_8));
        return WORD + " " + tally.text() + " " + event + " " + number;
    }

    /// @throws IllegalArgumentException for a line that none gives
    static Rated parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("text is no entry: a rated line has 4 parts");
        }
        String number = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
        return new Rated(Tally.parse(parts[1]), new EventName(parts[2]), new OrderId(number));
    }
}
