package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.Money;

/// A prize, where a sentence names what a bonus gives: `50.00 EUR`, or `the gift "A bag"`.
public final class PrizeInWords {
    private PrizeInWords() {}

    /// `the gift "A bag"`, whatever it is worth.
    public static String of(Prize.Kind kind, String title, Language language) {
        return language.say(
                switch (kind) {
                    case GIFT -> Phrase.PRIZE_GIFT;
                    case EVENT -> Phrase.PRIZE_EVENT;
                    case PUBLIC_RECOGNITION -> Phrase.PRIZE_RECOGNITION;
                },
                title);
    }

    static String of(Prize prize, Language language) {
        return switch (prize) {
            case Prize.Cash(Money amount) -> language.money(amount);
            case Prize.InKind inKind -> {
                String said = of(inKind.kind(), inKind.title(), language);
                yield inKind.value()
                        .map(worth -> language.say(Phrase.PRIZE_WORTH, said, language.money(worth)))
                        .orElse(said);
            }
        };
    }
}
