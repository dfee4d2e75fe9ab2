package dev.tributary.domain.order;

import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.UpdateId;

/// An update that was applied: the same again is a duplicate.
public record UpdateRecord(UpdateId id, Fingerprint fingerprint, ReceiptId receipt) {}
