package dev.tributary.domain.terms;

import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Money;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// For whom terms are put into words.
public sealed interface Addressee {
    /// The merchant: all rules, for whomever they are.
    record Owner() implements Addressee {}

    /// An affiliate: the rules that could pay it, at its own pay where it has one.
    ///
    /// @param groups its group and its tags
    /// @param minimumPayout in place of the one of the terms
    /// @param pay in place of what the rules pay
    /// @param linkPay in place of that, for clicks through one of these links
    record Enrolled(Set<Group> groups, Optional<Money> minimumPayout, Optional<Pay> pay, Map<LinkId, Pay> linkPay)
            implements Addressee {
        public Enrolled {
            groups = Set.copyOf(groups);
            linkPay = Map.copyOf(linkPay);
        }
    }

    /// Whether what is for these groups could be for it; for none of them is for everybody.
    default boolean isAmong(Set<Group> asked) {
        return switch (this) {
            case Owner _ -> true;
            case Enrolled of -> asked.isEmpty() || !Collections.disjoint(asked, of.groups());
        };
    }
}
