package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.money.Fraction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who is credited for a conversion.
public sealed interface Attribution {
    /// The shares sum to 1, or to less where nobody is paid the rest: of a cut, or of a bound affiliate
    /// who is out. In the order of their earliest clicks that count, no affiliate twice.
    record Attributed(List<Share> shares) implements Attribution {
        public Attributed {
            shares = List.copyOf(shares);
            Fraction sum = shares.stream().map(Share::part).reduce(Fraction.ZERO, Fraction::plus);
            if (shares.isEmpty() || sum.compareTo(Fraction.ONE) > 0) {
                throw new IllegalArgumentException("shares sum to " + sum + ", not to 1 at most");
            }
            if (shares.stream().map(Share::affiliate).distinct().count() < shares.size()) {
                throw new IllegalArgumentException("an affiliate has two shares");
            }
        }
    }

    /// Nobody is: the conversion is kept, and a dispute can attribute it.
    record Unattributed(Reason reason) implements Attribution {}

    /// @param part above 0, at most 1
    record Share(AffiliateId affiliate, Credit credit, Fraction part, Set<Flag> flags) {
        public Share {
            flags = Set.copyOf(flags);
            if (part.compareTo(Fraction.ZERO) <= 0 || part.compareTo(Fraction.ONE) > 0) {
                throw new IllegalArgumentException("part is not above 0 and at most 1: " + part);
            }
        }

        public Share(AffiliateId affiliate, Credit credit, Fraction part) {
            this(affiliate, credit, part, Set.of());
        }
    }

    /// What earned the credit; it says which version of the terms pays.
    sealed interface Credit {
        record Click(VerifiedClick click) implements Credit {}

        record Coupon(CouponCode code) implements Credit {}

        /// The customer, or the subscription, was bound by an earlier conversion.
        /// @param termsVersion that of a subscription's first charge, which pays for all of them
        record Bound(Instant since, Optional<Integer> termsVersion) implements Credit {}

        /// The merchant, or time, accepted the affiliate's claim.
        /// @param click by which the affiliate came, where it says so; else occurred_at says which version pays
        record Ruled(DisputeId dispute, Optional<VerifiedClick> click) implements Credit {}
    }

    /// What a share's reader must know beside its part.
    enum Flag {
        /// Less time between click and conversion than the program believes: held for review.
        TOO_FAST,
        /// Cut, since its click came after the checkout had begun.
        AFTER_CHECKOUT,
        /// Another affiliate's late click was taken away or cut.
        OTHERS_AFTER_CHECKOUT,
        /// The model asks for the visitor's history, and there is none but the token's click.
        ONE_TOUCH,
        /// The checkout's start was not within 24 hours before the conversion, and was not counted.
        CHECKOUT_IGNORED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why nobody is credited, or why one touch is not.
    enum Reason {
        NO_TOUCH,
        NOT_QUALIFIED,
        BANNED,
        NOT_APPROVED,
        SELF_REFERRAL,
        AFTER_CHECKOUT,
        OUTSIDE_WINDOW;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
