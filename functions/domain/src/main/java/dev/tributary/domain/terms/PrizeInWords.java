package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.Money;
import java.util.Optional;

/// A prize, where a sentence names what a bonus gives: `50.00 EUR`, or `the gift "A bag"`.
final class PrizeInWords {
    private PrizeInWords() {}

    static String of(Prize prize, Language language) {
        return switch (prize) {
            case Prize.Cash(Money amount) -> language.money(amount);
            case Prize.InKind(Prize.Kind kind, String title, Optional<Money> value, _) -> {
                String said = language.say(
                        switch (kind) {
                            case GIFT -> Phrase.PRIZE_GIFT;
                            case EVENT -> Phrase.PRIZE_EVENT;
                            case PUBLIC_RECOGNITION -> Phrase.PRIZE_RECOGNITION;
                        },
                        title);
                yield value.map(worth -> language.say(Phrase.PRIZE_WORTH, said, language.money(worth)))
                        .orElse(said);
            }
        };
    }
}
