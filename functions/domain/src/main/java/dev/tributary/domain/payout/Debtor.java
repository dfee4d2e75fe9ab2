package dev.tributary.domain.payout;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// From which account a merchant pays by file: the debtor, as banks call it. A plan fixes the one it found,
/// and is approved with it.
///
/// @param name of the account's holder, as the bank knows it, 1 to 70 characters
/// @param ends the last four signs of its number, for people to tell it by
/// @param account its number and its bank's code, sealed with the merchant's id as owner
public record Debtor(String name, String ends, SealedField account) implements ProgramSecret {
    public Debtor {
        if (name.isBlank() || name.length() > Receiver.BankAccount.MAX_HOLDER_LENGTH || name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("name is not 1 to 70 characters");
        }
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(account, "account");
    }

    /// @param bic of its bank; may be left out within SEPA, where the number says it
    public record Account(Iban iban, Optional<String> bic) {}

    public static Debtor sealed(
            String name, Account account, MerchantId merchant, byte[] nonce, KeyRing ring, Instant now) {
        String text = account.iban().text() + "\n" + account.bic().orElse("");
        return new Debtor(
                name,
                account.iban().ends(),
                SealedField.seal(text.getBytes(StandardCharsets.UTF_8), merchant.toString(), nonce, ring, now));
    }

    /// Empty when it does not open: the key is gone, or it is another merchant's.
    public Optional<Account> open(MerchantId merchant, KeyRing ring) {
        return account.open(merchant.toString(), ring)
                .map(plain -> List.of(new String(plain, StandardCharsets.UTF_8).split("\n", -1)))
                .map(lines -> new Account(
                        new Iban(lines.getFirst()), Optional.of(lines.getLast()).filter(bic -> !bic.isEmpty())));
    }
}
