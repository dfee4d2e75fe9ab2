package dev.tributary.domain.terms;

import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.party.ChannelKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;

/// Who is credited: the model, how many days a click counts, whether a coupon stands before the click,
/// what becomes of a click made after the checkout began, how many seconds after its click a
/// conversion is too fast, and whether a customer is bound.
public record AttributionPolicy(
        Model model,
        int windowDays,
        Precedence precedence,
        Optional<AfterCheckout> afterCheckout,
        Optional<Integer> leastSeconds,
        Optional<BindingPolicy> binding) {
    public static final int DEFAULT_WINDOW_DAYS = 30;

    /// A new model is a new constant; every switch over it then asks for its case.
    public enum Model {
        LAST_CLICK,
        FIRST_CLICK,
        LINEAR,
        POSITION
    }

    public enum Precedence {
        COUPON,
        CLICK
    }

    /// What becomes of a click made later than the checkout began, on a channel of these kinds.
    public record AfterCheckout(Set<ChannelKind> channels, Treatment treatment) {
        public AfterCheckout {
            channels = Set.copyOf(channels);
        }
    }

    public sealed interface Treatment {
        /// The late click is taken away; earlier ones of the same affiliate stay.
        record Suppress() implements Treatment {}

        /// The affiliate gets this part of what the model gives it: more than 0, less than 1.
        record Cut(Fraction keeps) implements Treatment {
            private static final int DECIMALS = 4;

            /// As terms state it: `25` keeps a quarter.
            public static Cut ofPercent(BigDecimal percent) {
                // A scale of 0 or more, that the power may be taken.
                BigDecimal plain = percent.setScale(Math.max(0, percent.scale()));
                return new Cut(Fraction.of(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale() + 2)));
            }

            /// Exact to the decimals that terms may state.
            public BigDecimal percent() {
                BigDecimal percent = new BigDecimal(keeps.numerator())
                        .movePointRight(2)
                        .divide(new BigDecimal(keeps.denominator()), DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
                return percent.setScale(Math.max(0, percent.scale()));
            }
        }
    }

    /// How long a customer stays bound to those whom its first conversion was attributed to: so many
    /// calendar months, or so many charges with the first; without either there is no end.
    public record BindingPolicy(Optional<Integer> months, Optional<Integer> charges, Rebind rebind) {
        /// Without an end: what a subscription has where the terms state nothing.
        public static final BindingPolicy ENDLESS = new BindingPolicy(Optional.empty(), Optional.empty(), Rebind.KEEP);
    }

    /// Whether a later click takes a bound customer over.
    public enum Rebind {
        KEEP,
        NEW_CLICK
    }

    /// A model, a window and a precedence, and nothing else.
    public AttributionPolicy(Model model, int windowDays, Precedence precedence) {
        this(model, windowDays, precedence, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Whether it asks for clicks other than the token's: such conversions are decided after a while.
    public boolean needsHistory() {
        return model != Model.LAST_CLICK || afterCheckout.isPresent();
    }

    /// For how many days it asks for a visitor's clicks; 0 when the token's click is enough.
    public int historyDays() {
        return needsHistory() ? windowDays : 0;
    }
}
