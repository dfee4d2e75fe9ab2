package dev.tributary.api;

import dev.tributary.domain.payout.Iban;
import dev.tributary.domain.payout.Receiver.BankAccount;
import dev.tributary.domain.payout.SepaText;
import java.util.Optional;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/// What a bank's account is told by, as it comes in.
final class Sepa {
    private Sepa() {}

    /// Check digits, the length and the shape that its country's numbers have, and a country of SEPA.
    static Optional<Iban> iban(String text) {
        return Iban.parse(text).filter(Iban::isInSepa).filter(iban -> isOfItsCountry(iban.text()));
    }

    private static boolean isOfItsCountry(String iban) {
        try {
            IbanUtil.validate(iban);
            return true;
        } catch (Iban4jException wrong) {
            return false;
        }
    }

    /// A name of which something is left in the letters that banks take.
    static Optional<String> holder(String text) {
        return Texts.name(BankAccount.MAX_HOLDER_LENGTH).apply(text).filter(SepaText::isWritable);
    }
}
