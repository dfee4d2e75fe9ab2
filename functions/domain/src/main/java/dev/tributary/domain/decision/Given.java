package dev.tributary.domain.decision;

import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.stored.Versioned;

/// What terms gave an affiliate by themselves: money, or a prize without cash.
public sealed interface Given {
    record OfMoney(Decision decision) implements Given {}

    record OfPrize(Versioned<PrizeAward> award) implements Given {}

    default AffiliateId affiliate() {
        return switch (this) {
            case OfMoney(var decision) -> decision.adjustment().account().affiliate();
            case OfPrize(var award) -> award.value().key().account().affiliate();
        };
    }
}
