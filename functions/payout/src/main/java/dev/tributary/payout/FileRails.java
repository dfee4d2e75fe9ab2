package dev.tributary.payout;

import dev.tributary.domain.payout.Rail;
import dev.tributary.infrastructure.edge.Rings;

/// The rails that are files, one of each kind.
record FileRails(CsvRail csv, SepaRail sepa, PayPalRail payPal) {
    FileRails(Rings keys) {
        this(new CsvRail(keys), new SepaRail(keys), new PayPalRail(keys));
    }

    FileRail of(Rail rail) {
        return switch (rail) {
            case CSV -> csv;
            case SEPA -> sepa;
            case PAYPAL -> payPal;
            case STRIPE -> throw new IllegalStateException(rail.text() + " has no files");
        };
    }
}
