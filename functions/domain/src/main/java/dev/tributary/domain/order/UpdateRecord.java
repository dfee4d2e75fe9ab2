package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.id.CommissionId;
import java.util.List;

/// An update that was applied: the same again is a duplicate.
///
/// @param untouched the commissions that it left as they were: nobody is told of those
public record UpdateRecord(UpdateId id, Fingerprint fingerprint, ReceiptId receipt, List<CommissionId> untouched) {
    public UpdateRecord {
        untouched = List.copyOf(untouched);
    }

    UpdateRecord leaving(List<CommissionId> commissions) {
        return new UpdateRecord(id, fingerprint, receipt, commissions);
    }
}
