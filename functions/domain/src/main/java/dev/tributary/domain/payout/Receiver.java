package dev.tributary.domain.payout;

import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a rail finds an affiliate, in clear. It is sealed before it is stored, with the affiliate's id as
/// owner, and opened only to tell the rail.
public sealed interface Receiver {
    Rail rail();

    /// What is sealed.
    String text();

    /// For whoever carries the file out.
    ///
    /// @param text 1 to 140 printable characters
    record Reference(String text) implements Receiver {
        public Reference {
            if (text.isBlank() || text.length() > PayoutMethod.MAX_REFERENCE_LENGTH) {
                throw new IllegalArgumentException("reference is not 1 to " + PayoutMethod.MAX_REFERENCE_LENGTH);
            }
        }

        @Override
        public Rail rail() {
            return Rail.CSV;
        }

        @Override
        public String toString() {
            return "Reference[...]";
        }
    }

    /// An account at a bank that takes SEPA credit transfers.
    ///
    /// @param holder whose account it is, as the bank knows it: banks compare it (verification of payee)
    record BankAccount(String holder, Iban iban) implements Receiver {
        /// As pain.001 has it.
        public static final int MAX_HOLDER_LENGTH = 70;

        public BankAccount {
            if (holder.isBlank() || holder.length() > MAX_HOLDER_LENGTH || holder.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("holder is not 1 to " + MAX_HOLDER_LENGTH + " characters");
            }
            if (!iban.isInSepa()) {
                throw new IllegalArgumentException("iban is of a country outside SEPA");
            }
        }

        @Override
        public Rail rail() {
            return Rail.SEPA;
        }

        @Override
        public String text() {
            return iban.text() + "\n" + holder;
        }

        @Override
        public String toString() {
            return "BankAccount[" + iban + "]";
        }
    }

    /// A connected account at Stripe.
    ///
    /// @param id `acct_1032D82eZvKYlo2C`
    record StripeAccount(String id) implements Receiver {
        private static final Pattern SHAPE = Pattern.compile("acct_[A-Za-z0-9]{1,64}");

        public StripeAccount {
            if (!SHAPE.matcher(id).matches()) {
                throw new IllegalArgumentException("id is none of a Stripe account");
            }
        }

        public static Optional<StripeAccount> parse(String text) {
            return SHAPE.matcher(text).matches() ? Optional.of(new StripeAccount(text)) : Optional.empty();
        }

        @Override
        public Rail rail() {
            return Rail.STRIPE;
        }

        @Override
        public String text() {
            return id;
        }

        @Override
        public String toString() {
            return "StripeAccount[...]";
        }
    }

    /// A receiver at PayPal: an e-mail address, or the id that PayPal gives an account.
    ///
    /// @param address `anna@example.com`, or `5KT8H2Q7L9WXC`
    record PayPalReceiver(String address) implements Receiver {
        /// As PayPal has it.
        public static final int MAX_LENGTH = 127;
        /// Single bytes, one `@`, a domain with a point: stricter than mail is, since one that
        /// PayPal calls malformed sends back all others of its batch.
        private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
                + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
        private static final Pattern ID = Pattern.compile("[A-Z0-9]{13}");

        public PayPalReceiver {
            if (!isMail(address) && !ID.matcher(address).matches()) {
                throw new IllegalArgumentException("address is none of a PayPal receiver");
            }
        }

        public static Optional<PayPalReceiver> parse(String text) {
            return isMail(text) || ID.matcher(text).matches()
                    ? Optional.of(new PayPalReceiver(text))
                    : Optional.empty();
        }

        private static boolean isMail(String text) {
            return text.length() <= MAX_LENGTH
                    && MAIL.matcher(text).matches()
                    && !text.startsWith(".")
                    && !text.contains("..")
                    && !text.contains(".@");
        }

        /// `EMAIL` or `PAYPAL_ID`: what PayPal is told that it is.
        public String type() {
            return ID.matcher(address).matches() ? "PAYPAL_ID" : "EMAIL";
        }

        @Override
        public Rail rail() {
            return Rail.PAYPAL;
        }

        @Override
        public String text() {
            return address;
        }

        @Override
        public String toString() {
            return "PayPalReceiver[...]";
        }
    }

    /// @param owner the affiliate's id
    /// @param nonce `SealedField.NONCE_BYTES` random bytes
    default SealedField sealed(String owner, byte[] nonce, KeyRing ring, Instant now) {
        return SealedField.seal(text().getBytes(StandardCharsets.UTF_8), owner, nonce, ring, now);
    }

    /// Empty when it does not open: the key is gone, or it is somebody else's; and when what is in
    /// it is none of this rail's.
    static Optional<Receiver> open(Rail rail, SealedField sealed, String owner, KeyRing ring) {
        return sealed.open(owner, ring)
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .flatMap(text -> read(rail, text));
    }

    private static Optional<Receiver> read(Rail rail, String text) {
        try {
            return switch (rail) {
                case CSV -> Optional.of(new Reference(text));
                case STRIPE -> Optional.of(new StripeAccount(text));
                case PAYPAL -> Optional.of(new PayPalReceiver(text));
                case SEPA -> {
                    List<String> lines = text.lines().toList();
                    yield lines.size() == 2
                            ? Optional.of(new BankAccount(lines.getLast(), new Iban(lines.getFirst())))
                            : Optional.empty();
                }
            };
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
