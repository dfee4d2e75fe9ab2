package dev.tributary.domain.terms;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a bonus gives: money, or something that is not money. The second kind is awarded and fulfilled, and
/// moves nothing in the ledger, whatever it is worth.
public sealed interface Prize {
    /// An amount that the ledger posts.
    record Cash(Money cash) implements Prize {}

    /// @param title what it is, 1 to 200 characters: `A weekend in Riga`
    /// @param value what it is worth for the merchant's books: noted, said, and never posted
    /// @param currency the program's, in which figures are said that it is given for
    record InKind(Kind kind, String title, Optional<Money> value, CurrencyCode currency) implements Prize {
        public static final int MAX_TITLE_LENGTH = 200;

        public InKind {
            if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
                throw new IllegalArgumentException("title is empty or longer than " + MAX_TITLE_LENGTH);
            }
        }

        @Override
        public Money cash() {
            return Money.zero(currency);
        }
    }

    enum Kind {
        /// Something that is sent.
        GIFT,
        /// An invitation.
        EVENT,
        /// The affiliate's name, shown where others see it: only of one who has agreed.
        PUBLIC_RECOGNITION;

        /// `public_recognition`
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> parse(String text) {
            return List.of(values()).stream()
                    .filter(kind -> kind.text().equals(text))
                    .findFirst();
        }
    }

    /// What of it the ledger posts: zero for what is no money.
    Money cash();

    /// It, where it is no money.
    default Optional<InKind> inKind() {
        return switch (this) {
            case Cash _ -> Optional.empty();
            case InKind kind -> Optional.of(kind);
        };
    }

    /// Whether nobody can say that this one is less than that one.
    default boolean isAsGoodAs(Prize other) {
        return switch (other) {
            case Cash(Money was) -> this instanceof Cash(Money is) && BonusLowering.atLeast(is, was);
            case InKind before ->
                this instanceof InKind is
                        && is.kind() == before.kind()
                        && is.title().equals(before.title())
                        && before.value()
                                .map(was -> is.value()
                                        .filter(value -> BonusLowering.atLeast(value, was))
                                        .isPresent())
                                .orElse(true);
        };
    }
}
