package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.DateTimeException;
import java.time.LocalDate;

/// The messages on [conversions] about the clicks of a closed day:
/// ```json
/// {"type":"clicks_closed","v":1,"id":"clk_prg_..._aff_..._2026-11-22","data":{"program_id":"prg_...",
///  "affiliate_id":"aff_...","day":"2026-11-22","qualified":130}}
/// ```
/// The id is that of the day: however often it is sent, the day is posted once.
public final class ClicksClosedMessages {
    public static final String TYPE = "clicks_closed";
    private static final int VERSION = 1;
    private static final long MOST = 1_000_000_000_000L;

    private ClicksClosedMessages() {}

    public static String write(ClicksClosed closed) {
        ObjectNode data = Message.JSON.createObjectNode();
        data.put("program_id", closed.program().toString())
                .put("affiliate_id", closed.affiliate().toString())
                .put("day", closed.day().toString())
                .put("qualified", closed.qualified());
        String id = "clk_" + closed.program() + "_" + closed.affiliate() + "_" + closed.day();
        return new Message(TYPE, VERSION, id, data).write();
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static ClicksClosed read(Message message) {
        if (!message.type().equals(TYPE) || message.version() != VERSION) {
            throw new UnreadableMessageException("its type or version is none of closed days");
        }
        try {
            return new ClicksClosed(
                    ProgramId.of(Message.text(message.data(), "program_id")),
                    AffiliateId.of(Message.text(message.data(), "affiliate_id")),
                    LocalDate.parse(Message.text(message.data(), "day")),
                    Message.number(message.data(), "qualified", MOST));
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }
}
