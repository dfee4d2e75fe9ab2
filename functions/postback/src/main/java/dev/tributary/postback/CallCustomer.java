package dev.tributary.postback;

import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who bought: what names a person becomes an HMAC here and goes no further.
final class CallCustomer {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int LONGEST_ID = 256;

    private final ProgramId program;
    private final KeyRing ring;

    CallCustomer(ProgramId program, KeyRing ring) {
        this.program = program;
        this.ring = ring;
    }

    Customer read(FieldReader customer) {
        return new Customer(
                customer.text("id", this::id),
                customer.text("email_sha256", this::email),
                customer.truth("new"),
                customer.text("country", CountryCode::parse));
    }

    private Optional<PersonTag> id(String text) {
        return text.isBlank() || text.length() > LONGEST_ID
                ? Optional.empty()
                : Optional.of(PersonTags.customer(program, text, ring));
    }

    private Optional<PersonTag> email(String text) {
        return SHA256.matcher(text).matches() ? Optional.of(PersonTags.email(program, text, ring)) : Optional.empty();
    }
}
