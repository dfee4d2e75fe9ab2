package dev.tributary.domain.payout;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.token.SealedField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/// What a plan says about one affiliate; fixed when it is planned, and hashed.
public sealed interface PlanLine {
    AffiliateId affiliate();

    /// The one text of a line, which is hashed: each part with its length before it, so that no two
    /// lines have one text.
    byte[] bytes();

    /// Is to be paid.
    ///
    /// @param version of the account when it was planned: entries up to it are settled, later ones wait
    /// @param settledThrough of the account before; another one at the reserve means that another payout
    ///     settled some of these entries
    /// @param fee of the rail, which the merchant bears on top
    /// @param net what the rail is told: gross less withholding
    /// @param to where it goes
    record Included(
            AffiliateId affiliate,
            String name,
            long version,
            long settledThrough,
            Money gross,
            Money withholding,
            Money fee,
            Money net,
            Destination to)
            implements PlanLine {
        public Included {
            if (!gross.isPositive() || withholding.isNegative() || fee.isNegative() || !net.isPositive()) {
                throw new IllegalArgumentException("gross or net is not above zero, or a part is negative");
            }
            if (!net.equals(gross.minus(withholding))) {
                throw new IllegalArgumentException("net is not gross less withholding: " + net);
            }
            if (settledThrough < 0 || version <= settledThrough) {
                throw new IllegalArgumentException("version is not after settledThrough: " + version);
            }
        }

        @Override
        public byte[] bytes() {
            return parts(
                    "included",
                    affiliate.toString(),
                    name,
                    Long.toString(version),
                    Long.toString(settledThrough),
                    gross.toString(),
                    withholding.toString(),
                    fee.toString(),
                    net.toString(),
                    to.rail().text(),
                    Long.toString(to.methodVersion()),
                    to.sealedDestination().toString(),
                    Boolean.toString(to.isNew()));
        }
    }

    /// Is not paid by this run, and why.
    ///
    /// @param until the day on which the first of it is released, for `in_hold_until` and
    ///     `waits_for_approval`, where it is the day on which it is approved by itself
    record Excluded(AffiliateId affiliate, LeftOut reason, Optional<LocalDate> until) implements PlanLine {
        @Override
        public byte[] bytes() {
            return parts(
                    "left_out",
                    affiliate.toString(),
                    reason.text(),
                    until.map(LocalDate::toString).orElse("-"));
        }
    }

    /// The method that a plan names.
    ///
    /// @param sealedDestination as the method had it, with the affiliate's id as owner
    /// @param isNew the affiliate's first method: an approver is told
    record Destination(Rail rail, long methodVersion, SealedField sealedDestination, boolean isNew) {}

    private static byte[] parts(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes.write(text.length >>> shift);
            }
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
