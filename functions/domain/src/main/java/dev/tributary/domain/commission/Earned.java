package dev.tributary.domain.commission;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import java.util.List;

/// What one share earns by one rule, step by step and exact up to the one rounding; minor units.
///
/// @param pay what the rule pays, or the override in its place
/// @param lines the indexes of the base's lines that the rule won
/// @param base of those lines
/// @param parts what is paid for which part of the base: one, or one for each slice of a tier
/// @param full what the parts pay for the whole conversion
/// @param limited after the least and the most of a conversion
/// @param shared times the share
/// @param capped after the caps
/// @param together whether it was rounded together with the conversion's others
public record Earned(
        AffiliateId affiliate,
        RuleId rule,
        Pay pay,
        List<Integer> lines,
        Fraction base,
        List<Part> parts,
        Fraction full,
        Fraction limited,
        Fraction shared,
        Fraction capped,
        boolean together,
        Money amount) {
    public Earned {
        lines = List.copyOf(lines);
        parts = List.copyOf(parts);
    }

    /// An update took away every line that the rule had won.
    static Earned nothing(Commission commission) {
        return new Earned(
                commission.affiliate(),
                commission.rule(),
                commission.pay(),
                List.of(),
                Fraction.ZERO,
                List.of(),
                Fraction.ZERO,
                Fraction.ZERO,
                Fraction.ZERO,
                Fraction.ZERO,
                false,
                commission.amount());
    }

    /// Something of the base and what it is paid at.
    /// @param weight which part of the rule's base that is: 1, or less for a slice of a tier; a pay
    ///     that is no percentage gives that part of itself
    public record Part(Fraction weight, Fraction base, Pay.Flat pay) {
        static Part whole(Fraction base, Pay.Flat pay) {
            return new Part(Fraction.ONE, base, pay);
        }
    }
}
