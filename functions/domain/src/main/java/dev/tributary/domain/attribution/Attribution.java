package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Fraction;
import java.util.List;
import java.util.Locale;

/// Who is credited for a conversion.
public sealed interface Attribution {
    /// The shares sum to 1.
    record Attributed(List<Share> shares) implements Attribution {
        public Attributed {
            shares = List.copyOf(shares);
            Fraction sum = shares.stream().map(Share::part).reduce(Fraction.ZERO, Fraction::plus);
            if (!sum.equals(Fraction.ONE)) {
                throw new IllegalArgumentException("shares sum to " + sum + ", not to 1");
            }
        }
    }

    /// Nobody is: the conversion is kept, and a dispute can attribute it.
    record Unattributed(Reason reason) implements Attribution {}

    record Share(AffiliateId affiliate, Credit credit, Fraction part) {}

    /// What earned the credit; its time says which version of the terms pays.
    sealed interface Credit {
        record Click(VerifiedClick click) implements Credit {}

        record Coupon(CouponCode code) implements Credit {}
    }

    /// Why nobody is credited, or why one touch is not.
    enum Reason {
        NO_TOUCH,
        NOT_QUALIFIED,
        BANNED,
        NOT_APPROVED,
        SELF_REFERRAL,
        OUTSIDE_WINDOW;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
