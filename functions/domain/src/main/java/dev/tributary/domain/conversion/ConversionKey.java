package dev.tributary.domain.conversion;

import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.ProgramId;

/// Which conversion a call is about: for a refund of a sale that is the sale.
public record ConversionKey(ProgramId program, OrderId order, EventName event) {
    public ConversionId id() {
        return new ConversionId(Digest128.of("conversion", program.toString(), event.text(), order.text()));
    }
}
