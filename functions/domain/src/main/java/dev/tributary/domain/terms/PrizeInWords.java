package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.Money;

/// A prize, where a sentence names what a bonus gives: `50.00 EUR`, or `the gift "A bag"`.
final class PrizeInWords {
    private PrizeInWords() {}

    static String of(Prize prize, Language language) {
        return switch (prize) {
            case Prize.Cash(Money amount) -> language.money(amount);
            case Prize.InKind inKind -> {
                String said = language.say(
                        switch (inKind.kind()) {
                            case GIFT -> Phrase.PRIZE_GIFT;
                            case EVENT -> Phrase.PRIZE_EVENT;
                            case PUBLIC_RECOGNITION -> Phrase.PRIZE_RECOGNITION;
                        },
                        inKind.title());
                yield inKind.value()
                        .map(worth -> language.say(Phrase.PRIZE_WORTH, said, language.money(worth)))
                        .orElse(said);
            }
        };
    }
}
